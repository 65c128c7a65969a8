import { organizationPolicy } from './define.js';
import { actions, deny, list, outsideOf, texts } from './statements.js';

const ALL = actions(
  'ecs',
  'CreateCluster CreateDaemon CreateService CreateTaskSet PutClusterCapacityProviders RunTask UpdateDaemon UpdateService',
);

/** A provider is given by its name or its ARN, and which of them the key has is not documented. */
const spellings = (names: readonly string[]): string[] =>
  names.flatMap((name) => [name, `arn:*:ecs:*:*:capacity-provider/${name}`]);

export default organizationPolicy({
  id: 'restrict-capacity-providers',
  practice: '1.1',
  kind: 'SERVICE_CONTROL_POLICY',
  title: 'Chosen capacity providers are used',
  why: 'Capacity that nobody planned is neither patched nor paid for knowingly.',
  remedy: 'Name a capacity provider that the organization has chosen.',
  needs: ['capacityProviders'],
  parameters: { capacityProviders: texts('Names, `*` and `?` allowed', ['FARGATE', 'FARGATE_SPOT']) },
  statements: ({ own, exemptions }) => [
    deny('RestrictCapacityProviders', {
      actions: ALL,
      condition: {
        'ForAnyValue:StringNotLike': { 'ecs:capacity-provider': spellings(list(own['capacityProviders'])) },
      },
      exemptions,
    }),
  ],
  properties: ({ own, exemptions }) =>
    outsideOf(spellings(list(own['capacityProviders'])), ['NOT_CHOSEN', 'elsewhere']).map((provider) => ({
      name: 'no other capacity provider',
      property: 'denied' as const,
      actions: ALL,
      context: { 'ecs:capacity-provider': provider },
      except: { principals: exemptions },
    })),
  gaps: [
    {
      actions: actions('ecs', 'CreateService UpdateService RunTask StartTask'),
      why: 'A launch type, and the default strategy of a cluster, go past capacity providers and carry no key.',
      coveredBy: ['service-capacity-provider-strategy', 'service-launch-type-allowed'],
    },
  ],
  sources: [
    'https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonelasticcontainerservice.html',
  ],
  decisions:
    'Values are matched as text in both spellings, name and ARN: for FARGATE the form of the value is not documented.',
  examples: [
    {
      name: 'another provider',
      expect: 'deny',
      action: 'ecs:CreateService',
      context: { 'ecs:capacity-provider': ['FARGATE', 'spot-fleet'] },
    },
    {
      name: 'Fargate by name',
      expect: 'allow',
      action: 'ecs:CreateService',
      context: { 'ecs:capacity-provider': ['FARGATE'] },
    },
    {
      name: 'Fargate by ARN',
      expect: 'allow',
      action: 'ecs:RunTask',
      context: { 'ecs:capacity-provider': ['arn:aws:ecs:eu-west-1:222222222222:capacity-provider/FARGATE_SPOT'] },
    },
    { name: 'none', expect: 'allow', action: 'ecs:RunTask' },
  ],
});

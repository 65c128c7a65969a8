import { organizationPolicy } from './define.js';
import { actions, deny, list, outsideOf, texts } from './statements.js';

const EXPRESS = actions('ecs', 'CreateExpressGatewayService UpdateExpressGatewayService');
const ALL = [...actions('ecs', 'CreateService UpdateService'), ...EXPRESS];

export default organizationPolicy({
  id: 'restrict-service-subnets',
  practice: '3.2',
  kind: 'SERVICE_CONTROL_POLICY',
  title: 'ECS services run in chosen subnets',
  why: 'A service in a public subnet, or in the default VPC, is past the controls of the network.',
  remedy: 'Name subnets that the organization has chosen for services.',
  needs: ['subnets'],
  parameters: { subnets: texts('Ids of the subnets for services, `*` and `?` allowed', []) },
  exampleParameters: { subnets: ['subnet-private*'] },
  statements: ({ own, exemptions }) => [
    deny('RestrictServiceSubnets', {
      actions: ALL,
      condition: { 'ForAnyValue:StringNotLike': { 'ecs:subnet': list(own['subnets']) } },
      exemptions,
    }),
    // Without subnets an Express service takes those of the default VPC.
    deny('RestrictServiceSubnetsOfExpress', {
      actions: EXPRESS,
      condition: { Null: { 'ecs:subnet': 'true' } },
      exemptions,
    }),
  ],
  properties: ({ own, exemptions }) => [
    ...outsideOf(list(own['subnets']), ['subnet-00000000000000000', 'subnet-elsewhere']).map((subnet) => ({
      name: 'no service in another subnet',
      property: 'denied' as const,
      actions: ALL,
      context: { 'ecs:subnet': subnet },
      except: { principals: exemptions },
    })),
    {
      name: 'no Express service without subnets',
      property: 'denied',
      actions: EXPRESS,
      context: { 'ecs:subnet': null },
      except: { principals: exemptions },
    },
  ],
  gaps: [
    {
      actions: actions('ecs', 'RunTask StartTask CreateTaskSet'),
      why: 'They carry no key for subnets.',
      coveredBy: ['service-private-subnets', 'block-public-vpc-access'],
    },
  ],
  sources: [
    'https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonelasticcontainerservice.html',
  ],
  decisions:
    'An UpdateExpressGatewayService that leaves the network as it is must name the subnets, too: no key tells that it does not change them.',
  examples: [
    {
      name: 'another subnet among others',
      expect: 'deny',
      action: 'ecs:CreateService',
      context: { 'ecs:subnet': ['subnet-private1', 'subnet-other'] },
    },
    {
      name: 'chosen subnets',
      expect: 'allow',
      action: 'ecs:CreateService',
      context: { 'ecs:subnet': ['subnet-private1'] },
    },
    { name: 'a service that names none (bridge network)', expect: 'allow', action: 'ecs:CreateService' },
    { name: 'an Express service that names none', expect: 'deny', action: 'ecs:CreateExpressGatewayService' },
  ],
});

import { organizationPolicy } from './define.js';
import type { Inputs } from './organization-policy.js';
import { actions, deny } from './statements.js';

const REGISTER = actions('ecs', 'RegisterTaskDefinition');
/** What makes instances of one's own part of a cluster. */
const INSTANCES = actions('ecs', 'RegisterContainerInstance CreateCapacityProvider');

const withoutEc2 = ({ shared }: Inputs): boolean => !shared.allowedLaunchTypes.includes('EC2');

export default organizationPolicy({
  id: 'restrict-compute',
  practice: '1.2',
  kind: 'SERVICE_CONTROL_POLICY',
  title: 'Task definitions are for the kinds of compute that are chosen',
  why: 'EC2 brings control and the duty to patch, ECS Anywhere trust in machines elsewhere: which of them is used is a decision.',
  remedy: 'Set requiresCompatibilities to what the organization allows.',
  needs: ['allowedLaunchTypes'],
  statements: (inputs) => [
    deny('RestrictCompute', {
      actions: REGISTER,
      condition: { 'ForAnyValue:StringNotEquals': { 'ecs:compute-compatibility': inputs.shared.allowedLaunchTypes } },
      exemptions: inputs.exemptions,
    }),
    // Without a compatibility a task definition is one for EC2.
    ...(withoutEc2(inputs)
      ? [
          deny('RestrictComputeAbsent', {
            actions: REGISTER,
            condition: { Null: { 'ecs:compute-compatibility': 'true' } },
            exemptions: inputs.exemptions,
          }),
          deny('RestrictComputeInstances', { actions: INSTANCES, exemptions: inputs.exemptions }),
        ]
      : []),
  ],
  properties: (inputs) =>
    withoutEc2(inputs)
      ? [
          {
            name: 'no container instances',
            property: 'denied',
            actions: INSTANCES,
            except: { principals: inputs.exemptions },
          },
          {
            name: 'no task definition without a compatibility',
            property: 'denied',
            actions: REGISTER,
            context: { 'ecs:compute-compatibility': null },
            except: { principals: inputs.exemptions },
          },
        ]
      : [],
  gaps: [
    {
      actions: actions('ecs', 'CreateService UpdateService RunTask StartTask CreateTaskSet'),
      why: 'No key carries the launch type: a task definition for FARGATE also runs on EC2, where there are instances.',
      coveredBy: ['service-launch-type-allowed', 'restrict-capacity-providers'],
    },
    {
      actions: ['ecs:CreateCapacityProvider'],
      why: 'Where EC2 is not allowed, capacity providers of managed instances are denied with those of Auto Scaling groups: no key tells them apart.',
      coveredBy: [],
    },
  ],
  sources: [
    'https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonelasticcontainerservice.html',
  ],
  examples: [
    {
      name: 'EC2 where Fargate alone is allowed',
      expect: 'deny',
      action: 'ecs:RegisterTaskDefinition',
      context: { 'ecs:compute-compatibility': ['EC2', 'FARGATE'] },
    },
    {
      name: 'Fargate',
      expect: 'allow',
      action: 'ecs:RegisterTaskDefinition',
      context: { 'ecs:compute-compatibility': ['FARGATE'] },
    },
    { name: 'nothing said, which is EC2', expect: 'deny', action: 'ecs:RegisterTaskDefinition' },
    {
      name: 'nothing said where EC2 is allowed',
      expect: 'allow',
      action: 'ecs:RegisterTaskDefinition',
      shared: { allowedLaunchTypes: ['FARGATE', 'EC2'] },
    },
    { name: "an instance of one's own", expect: 'deny', action: 'ecs:RegisterContainerInstance' },
  ],
});

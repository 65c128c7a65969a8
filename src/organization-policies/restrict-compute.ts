import { organizationPolicy } from './define.js';
import type { Inputs } from './organization-policy.js';
import { actions, deny } from './statements.js';

const REGISTER = actions('ecs', 'RegisterTaskDefinition');
/** What makes instances of one's own part of a cluster. */
const INSTANCES = actions('ecs', 'RegisterContainerInstance CreateCapacityProvider');

/** What a task definition can require. */
const KINDS = ['EC2', 'FARGATE', 'EXTERNAL', 'MANAGED_INSTANCES'];

const allows = ({ shared }: Inputs, ...kinds: readonly string[]): boolean =>
  kinds.some((kind) => shared.allowedLaunchTypes.includes(kind));

const withoutEc2 = (inputs: Inputs): boolean => !allows(inputs, 'EC2');

/** Managed instances, too, register with a cluster through a capacity provider, and so do those of ECS Anywhere. */
const withoutInstances = (inputs: Inputs): boolean => !allows(inputs, 'EC2', 'MANAGED_INSTANCES', 'EXTERNAL');

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
        ]
      : []),
    ...(withoutInstances(inputs)
      ? [deny('RestrictComputeInstances', { actions: INSTANCES, exemptions: inputs.exemptions })]
      : []),
  ],
  properties: (inputs) => {
    const except = { principals: inputs.exemptions };
    const outside = KINDS.filter((kind) => !allows(inputs, kind));
    return [
      ...(outside.length > 0
        ? [
            {
              name: 'no task definition for other compute',
              property: 'denied' as const,
              actions: REGISTER,
              context: { 'ecs:compute-compatibility': outside },
              except,
            },
          ]
        : []),
      ...(withoutEc2(inputs)
        ? [
            {
              name: 'no task definition without a compatibility',
              property: 'denied' as const,
              actions: REGISTER,
              context: { 'ecs:compute-compatibility': null },
              except,
            },
          ]
        : []),
      ...(withoutInstances(inputs)
        ? [{ name: 'no container instances', property: 'denied' as const, actions: INSTANCES, except }]
        : []),
    ];
  },
  gaps: [
    {
      actions: actions('ecs', 'CreateService UpdateService RunTask StartTask CreateTaskSet'),
      why: 'No key carries the launch type: a task definition for FARGATE also runs on EC2, where there are instances.',
      coveredBy: ['service-launch-type-allowed', 'restrict-capacity-providers'],
    },
    {
      actions: ['ecs:CreateCapacityProvider'],
      why: 'No key tells a capacity provider of managed instances from one of an Auto Scaling group. Where managed instances are allowed and EC2 is not, both can be created, and instances can register: a task definition for FARGATE can then run on EC2.',
      coveredBy: ['service-launch-type-allowed', 'service-capacity-provider-strategy'],
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
    {
      name: 'a managed instance where they are allowed',
      expect: 'allow',
      action: 'ecs:RegisterContainerInstance',
      shared: { allowedLaunchTypes: ['FARGATE', 'MANAGED_INSTANCES'] },
    },
    {
      name: 'nothing said where managed instances are allowed',
      expect: 'deny',
      action: 'ecs:RegisterTaskDefinition',
      shared: { allowedLaunchTypes: ['FARGATE', 'MANAGED_INSTANCES'] },
    },
    { name: "an instance of one's own", expect: 'deny', action: 'ecs:RegisterContainerInstance' },
  ],
});

import type { ParameterValue } from '../language/bind.js';
import { organizationPolicy } from './define.js';
import { actions, deny } from './statements.js';

const ALL = actions(
  'ecs',
  `RegisterTaskDefinition RegisterDaemonTaskDefinition CreateService UpdateService RunTask CreateDaemon UpdateDaemon
  CreateExpressGatewayService UpdateExpressGatewayService`,
);

/** Sizes above a limit: the next one, and the largest that ECS takes. */
const above = (limit: ParameterValue | undefined): string[] => [String(Number(limit) + 1), '10000000'];

export default organizationPolicy({
  id: 'restrict-task-size',
  practice: '001',
  kind: 'SERVICE_CONTROL_POLICY',
  title: 'Tasks are no larger than is agreed',
  why: 'The largest Fargate task costs more in a day than most services in a month.',
  remedy: 'Ask for less CPU and memory, or ask for a higher limit.',
  parameters: {
    maximumCpu: {
      type: 'integer',
      default: 4096,
      minimum: 128,
      maximum: 196608,
      description: 'CPU units; 1,024 are one vCPU',
    },
    maximumMemory: { type: 'integer', default: 16384, minimum: 4, description: 'MiB' },
  },
  statements: ({ own, exemptions }) => [
    deny('RestrictTaskSizeCpu', {
      actions: ALL,
      condition: { NumericGreaterThan: { 'ecs:task-cpu': String(own['maximumCpu']) } },
      exemptions,
    }),
    deny('RestrictTaskSizeMemory', {
      actions: ALL,
      condition: { NumericGreaterThan: { 'ecs:task-memory': String(own['maximumMemory']) } },
      exemptions,
    }),
  ],
  properties: ({ own, exemptions }) => [
    {
      name: 'no task above the CPU limit',
      property: 'denied',
      actions: ALL,
      context: { 'ecs:task-cpu': above(own['maximumCpu']) },
      except: { principals: exemptions },
    },
    {
      name: 'no task above the memory limit',
      property: 'denied',
      actions: ALL,
      context: { 'ecs:task-memory': above(own['maximumMemory']) },
      except: { principals: exemptions },
    },
  ],
  gaps: [
    {
      actions: actions('ecs', 'StartTask CreateTaskSet'),
      why: 'They carry no key for the size.',
      coveredBy: ['container-resource-limits'],
    },
    {
      actions: [],
      why: 'A task definition that says no size (on EC2) has no key to compare.',
      coveredBy: ['container-resource-limits'],
    },
  ],
  sources: [
    'https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonelasticcontainerservice.html',
  ],
  examples: [
    {
      name: 'too many CPU units',
      expect: 'deny',
      action: 'ecs:RegisterTaskDefinition',
      context: { 'ecs:task-cpu': '8192' },
    },
    {
      name: 'as many as are allowed',
      expect: 'allow',
      action: 'ecs:RegisterTaskDefinition',
      context: { 'ecs:task-cpu': '4096', 'ecs:task-memory': '16384' },
    },
    { name: 'too much memory', expect: 'deny', action: 'ecs:RunTask', context: { 'ecs:task-memory': '16385' } },
    { name: 'no size', expect: 'allow', action: 'ecs:RegisterTaskDefinition' },
  ],
});

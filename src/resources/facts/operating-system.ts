import { isIntrinsic, type Value } from '../../language/value.js';
import type { ReferenceIndex } from '../references.js';
import { propertyAt } from '../relations.js';
import { RULE, TASK_DEFINITIONS, WORKLOADS, type Workload, workloadOfTarget, workloadsOf } from '../workloads.js';
import { type Fact, unknownFrom, unresolved } from './fact.js';

/** The operating system family of the tasks that a workload starts. The API's default is LINUX. */
function familyOf({ taskDefinition }: Workload, index: ReferenceIndex): Value {
  const found = index.target(taskDefinition, TASK_DEFINITIONS);
  if (found.kind !== 'resource') return unresolved('the operating system of the task definition');
  const family = propertyAt(found.resource, ['RuntimePlatform', 'OperatingSystemFamily']);
  if (family === null) return 'LINUX';
  return isIntrinsic(family) || typeof family !== 'string' ? unknownFrom(family, 'the operating system') : family;
}

export const operatingSystem: Fact = {
  name: 'OperatingSystem',
  types: WORKLOADS,
  at: [[]],
  source: ['Properties', 'TaskDefinition'],
  compute: (_, { resource, index }) => workloadsOf(resource).map((workload) => familyOf(workload, index))[0] ?? null,
};

export const targetOperatingSystem: Fact = {
  name: 'OperatingSystem',
  types: [RULE],
  at: [['Properties', 'Targets', '*']],
  source: ['EcsParameters', 'TaskDefinitionArn'],
  compute: (target, { index }) => familyOf(workloadOfTarget(target), index),
};

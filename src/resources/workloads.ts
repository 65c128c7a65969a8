import { isList, type Value } from '../language/value.js';
import { propertyAt, valueAtPath } from './relations.js';
import type { Resource } from './resource.js';

export const TASK_DEFINITIONS = ['AWS::ECS::TaskDefinition', 'AWS::ECS::DaemonTaskDefinition'];

/** A task that runs somewhere: the cluster and the task definition that are named for it. */
export interface Workload {
  readonly cluster: Value;
  readonly taskDefinition: Value;
}

/** Where each type names its cluster and its task definition. */
const PLACES: Readonly<
  Record<string, { readonly cluster: readonly string[]; readonly taskDefinition: readonly string[] }>
> = {
  'AWS::ECS::Service': { cluster: ['Cluster'], taskDefinition: ['TaskDefinition'] },
  'AWS::ECS::TaskSet': { cluster: ['Cluster'], taskDefinition: ['TaskDefinition'] },
  'AWS::ECS::Daemon': { cluster: ['ClusterArn'], taskDefinition: ['DaemonTaskDefinitionArn'] },
  'AWS::Scheduler::Schedule': {
    cluster: ['Target', 'Arn'],
    taskDefinition: ['Target', 'EcsParameters', 'TaskDefinitionArn'],
  },
  'AWS::Pipes::Pipe': {
    cluster: ['Target'],
    taskDefinition: ['TargetParameters', 'EcsTaskParameters', 'TaskDefinitionArn'],
  },
};
/** The types that start one kind of task. */
export const WORKLOADS = Object.keys(PLACES);

/** The type that starts one for each of its targets. */
export const RULE = 'AWS::Events::Rule';

/** The tasks that a resource starts: of an EventBridge rule, one for each target; targets that cannot be read are one. */
export function workloadsOf(resource: Resource): Workload[] {
  const place = PLACES[resource.type];
  if (place) {
    return [
      { cluster: propertyAt(resource, place.cluster), taskDefinition: propertyAt(resource, place.taskDefinition) },
    ];
  }
  const targets = propertyAt(resource, ['Targets']);
  if (targets === null) return [];
  return isList(targets) ? targets.map(workloadOfTarget) : [{ cluster: targets, taskDefinition: targets }];
}

/** What a target of an EventBridge rule starts. */
export const workloadOfTarget = (target: Value): Workload => ({
  cluster: valueAtPath(target, ['Arn']),
  taskDefinition: valueAtPath(target, ['EcsParameters', 'TaskDefinitionArn']),
});

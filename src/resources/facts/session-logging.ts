import { conjunction, disjunction, FALSE, negate, TRUE, type Truth, truth, UNKNOWN } from '../../language/truth.js';
import { isIntrinsic, isList, isMap, own, unknownValue, type Value } from '../../language/value.js';
import { isThere } from '../presence.js';
import type { ReferenceIndex } from '../references.js';
import { propertyAt, valueAtPath } from '../relations.js';
import type { Resource } from '../resource.js';
import { RULE, TASK_DEFINITIONS, WORKLOADS, type Workload, workloadOfTarget, workloadsOf } from '../workloads.js';
import { type Fact, type FactContext, unresolved } from './fact.js';

const CLUSTER = 'AWS::ECS::Cluster';

/** Whether every container of a task logs by awslogs: ECS Exec's default log goes where the container's log goes. */
function logsToAwslogs(taskDefinition: Value, index: ReferenceIndex): Truth {
  const found = index.target(taskDefinition, TASK_DEFINITIONS);
  const containers = found.kind === 'resource' ? own(found.resource.properties, 'ContainerDefinitions') : null;
  if (!isList(containers)) return UNKNOWN;
  return conjunction(containers, (container) => {
    const driver = valueAtPath(container, ['LogConfiguration', 'LogDriver']);
    if (isIntrinsic(container) || isIntrinsic(driver)) return UNKNOWN;
    return truth(driver === 'awslogs');
  });
}

/** Whether the tasks that the input runs on a cluster log by awslogs; unknown where it runs none there. */
export const tasksUseAwslogs: Fact = {
  name: 'TasksUseAwslogs',
  types: [CLUSTER],
  at: [[]],
  source: ['Properties', 'Configuration', 'ExecuteCommandConfiguration', 'Logging'],
  compute: (_, { resource, index }) => {
    const here = index.ofTypes([...WORKLOADS, RULE]).flatMap((source) =>
      workloadsOf(source).map((workload) => {
        const runsHere = [isThere(source, resource), index.names(workload.cluster, resource)];
        return [workload, conjunction(runsHere, (one) => one)] as const;
      }),
    );
    const own = here.some(([, isHere]) => isHere === TRUE);
    const all = conjunction(here, ([{ taskDefinition }, isHere]) =>
      disjunction([negate(isHere), logsToAwslogs(taskDefinition, index)], (one) => one),
    );
    return own && all !== UNKNOWN
      ? all === TRUE
      : unknownValue('the log drivers of the tasks that run on this cluster');
  },
};

const AT_TARGETS = ['Properties', 'Targets', '*'];

/** Where each type enables ECS Exec; a task set has no switch of its own. */
const SWITCHES: Readonly<Record<string, readonly string[]>> = {
  'AWS::ECS::Service': ['Properties', 'EnableExecuteCommand'],
  'AWS::ECS::Daemon': ['Properties', 'EnableExecuteCommand'],
  'AWS::Scheduler::Schedule': ['Properties', 'Target', 'EcsParameters', 'EnableExecuteCommand'],
  'AWS::Pipes::Pipe': ['Properties', 'TargetParameters', 'EcsTaskParameters', 'EnableExecuteCommand'],
};

/** Whether ECS Exec sessions in the tasks of a workload, or of a target of an EventBridge rule, are logged. */
export const sessionsLogged: readonly Fact[] = WORKLOADS.map((type) => ({
  name: 'SessionsLogged',
  types: [type],
  at: [[]],
  source: SWITCHES[type] ?? [],
  compute: (_, { resource, index }) => workloadsOf(resource).map((workload) => logged(workload, index))[0] ?? null,
}));

export const targetSessionsLogged: Fact = {
  name: 'SessionsLogged',
  types: [RULE],
  at: [AT_TARGETS],
  source: ['EcsParameters', 'EnableExecuteCommand'],
  compute: (target, { index }: FactContext) => logged(workloadOfTarget(target), index),
};

function logged({ cluster, taskDefinition }: Workload, index: ReferenceIndex): Value {
  const found = index.target(cluster, [CLUSTER]);
  const how = found.kind === 'resource' ? logging(found.resource) : UNKNOWN;
  if (how !== 'default') return how === UNKNOWN ? unknownValue('how the cluster logs ECS Exec sessions') : how === TRUE;
  const awslogs = logsToAwslogs(taskDefinition, index);
  return awslogs === UNKNOWN ? unresolved('the log driver of the task definition') : awslogs === TRUE;
}

/** Source: ExecuteCommandConfiguration in the API reference: DEFAULT where nothing is said; OVERRIDE needs a place. */
function logging(cluster: Resource): Truth | 'default' {
  const configuration = propertyAt(cluster, ['Configuration', 'ExecuteCommandConfiguration']);
  const kind = valueAtPath(configuration, ['Logging']);
  if (kind === null || kind === 'DEFAULT') return 'default';
  if (kind === 'NONE') return FALSE;
  if (kind !== 'OVERRIDE') return UNKNOWN;
  const places = valueAtPath(configuration, ['LogConfiguration']);
  if (!isMap(places) || isIntrinsic(places)) return places === null ? FALSE : UNKNOWN;
  return truth(['CloudWatchLogGroupName', 'S3BucketName'].some((key) => own(places, key) !== null));
}

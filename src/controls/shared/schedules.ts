import { exists, item, property, some } from '../../language/builders.js';
import type { Condition, Term } from '../../language/condition.js';
import type { Rule } from '../control.js';

/** What a control asks of the three things that start tasks at a time or on an event. */
interface TargetConditions {
  /** Over the list of targets of an EventBridge rule; those without `EcsParameters` have nothing to ask. */
  readonly rule: (targets: Term) => Condition;
  /** Below the path of the parameters that a schedule or a pipe gives to its one ECS target. */
  readonly schedule: (parameters: string) => Condition;
}

const targets = property('Targets');

/** One rule for each type that starts ECS tasks; none of them applies where there is no ECS target. */
export function ecsTargets({ rule, schedule }: TargetConditions): Rule[] {
  const single = (type: string, parameters: string): Rule => ({
    types: [type],
    when: exists(property(parameters)),
    holds: schedule(parameters),
  });
  return [
    { types: ['AWS::Events::Rule'], when: some(targets, exists(item('EcsParameters'))), holds: rule(targets) },
    single('AWS::Scheduler::Schedule', 'Target.EcsParameters'),
    single('AWS::Pipes::Pipe', 'TargetParameters.EcsTaskParameters'),
  ];
}

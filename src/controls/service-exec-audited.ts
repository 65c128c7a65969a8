import {
  all,
  any,
  equals,
  every,
  fact,
  item,
  not,
  parameterIs,
  property,
  related,
  says,
} from '../language/builders.js';
import type { Condition, Term } from '../language/condition.js';
import { control } from './control.js';
import { serviceExecAuditedExamples } from './examples/service-exec-audited.js';
import { ecsTargets } from './shared/schedules.js';

/** ECS Exec is off, or what is typed is logged and the organization does not forbid it. The API's default is false. */
const audited = (enabled: Term, logged: Term): Condition =>
  all(
    any(says('ECS Exec is enabled, and its sessions are not logged', not(equals(enabled, true))), equals(logged, true)),
    any(says('ECS Exec is enabled, and forbidden', not(equals(enabled, true))), parameterIs('forbidExec', false)),
  );

const logged = fact('SessionsLogged');

export default control({
  id: 'service-exec-audited',
  practice: '6.1',
  severity: 'high',
  profile: 'essential',
  title: 'ECS Exec is off, or its sessions are logged',
  why: 'A shell in a running container reads its secrets and its memory. CloudTrail records the call that opens it, not the commands: only session logging does.',
  remedy:
    'Leave EnableExecuteCommand out, or log sessions: ExecuteCommandConfiguration of the cluster with Logging OVERRIDE and a log group or bucket.',
  mappings: {},
  parameters: {
    forbidExec: { type: 'boolean', default: false, description: 'ECS Exec must be off, logged or not.' },
  },
  rules: [
    { types: ['AWS::ECS::Service', 'AWS::ECS::Daemon'], holds: audited(property('EnableExecuteCommand'), logged) },
    // A task set has no switch of its own: that of its service counts.
    { types: ['AWS::ECS::TaskSet'], holds: audited(related('Service.EnableExecuteCommand'), logged) },
    ...ecsTargets({
      rule: (targets) =>
        every(targets, audited(item('EcsParameters.EnableExecuteCommand'), item('Facts.SessionsLogged'))),
      schedule: (parameters) => audited(property(`${parameters}.EnableExecuteCommand`), logged),
    }),
  ],
  prevention: ['deny-ecs-exec'],
  decisions:
    'Sessions are logged as cluster-exec-logging says, for the tasks of this one service: with OVERRIDE and a place for the log, or by default where every container of its task definition uses awslogs. A service whose cluster is not in the input is unknown.',
  config: { guard: ['AWS::ECS::Service'] },
  blindSpots: {
    check:
      'RunTask and StartTask enable ECS Exec for a single task, which is in no template. Whether the task role lets the session write its log is not looked at.',
    rawTemplate: 'The logging of the cluster is unknown, so an enabled ECS Exec is unknown, unless it is forbidden.',
    config:
      'A configuration item has not both the service and its cluster: ECS Exec that is on is only judged where forbidExec is set. Task sets, daemons and schedules are not judged.',
    organizationPolicy:
      'ecs:enable-execute-command can forbid it; no key says whether sessions are logged. A shell on an EC2 host goes past all of it.',
  },
  examples: serviceExecAuditedExamples,
});

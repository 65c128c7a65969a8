import { all, equals, every, fact, item, matches, not, property, says } from '../language/builders.js';
import { control } from './control.js';
import { taskRoleLeastPrivilegeExamples } from './examples/task-role-least-privilege.js';

/** A fact lists what is wrong, in words; what is not known stands among them. */
const nothing = (message: string) => says(message, not(matches(item(), '.')));

export default control({
  id: 'task-role-least-privilege',
  practice: '3.1',
  severity: 'high',
  profile: 'essential',
  title: 'Roles of tasks grant no sweeping permissions',
  why: 'Every process in the task has the role’s permissions, an attacker’s too. With all actions on all resources one weak container is the whole account.',
  remedy:
    'Name the actions that the task needs, on the ARNs of its resources; replace AdministratorAccess and …FullAccess policies by policies of your own; let iam:PassRole name the roles.',
  mappings: {},
  applies: ['AWS::IAM::Role'],
  when: equals(fact('AssumedByTasks'), true),
  holds: all(
    every(fact('FullAccessPolicies'), nothing('the managed policy {value} grants full access')),
    every(property('Policies'), every(item('Facts.BroadGrants'), nothing('the inline policy allows {value}'))),
    every(fact('BroadGrants'), nothing('an attached policy allows {value}')),
  ),
  prevention: ['restrict-task-roles'],
  decisions:
    'Task roles and execution roles are both judged: ecs-tasks.amazonaws.com assumes both. A statement fails for `*` or `service:*` on `*` (or an ARN of wildcards only, or NotResource), for NotAction on anything, and for iam:PassRole on `*`, also by a wildcard such as `iam:Pass*`. Conditions do not make up for it. Of AWS managed policies those fail whose name says full access, administrator or power user; a customer managed policy that is not in the input is unknown. Permissions boundaries are not taken into account.',
  config: { none: 'It needs several resources: the item of a role has only the names of its managed policies.' },
  blindSpots: {
    check:
      'Policies of other templates that are attached to the role by name are not seen; neither is a policy that grants too much in many small statements, nor one whose resource has a wildcard after a fixed part (`arn:aws:s3:::*`, `arn:aws:iam::*:role/*`).',
    rawTemplate:
      'Policies are read before an engine looks, so on a template that ringfence has not prepared this is unknown.',
    config: 'A configuration item has the inline policies of a role, and only the names of the others.',
    organizationPolicy:
      'No policy looks into the text of another; restrict-task-roles keeps roles under one path to the platform.',
  },
  examples: taskRoleLeastPrivilegeExamples,
});

import { organizationPolicy } from './define.js';
import { platformToo } from './exemptions.js';
import type { Inputs } from './organization-policy.js';
import { actions, deny } from './statements.js';

const pathOf = ({ own }: Inputs): string => `arn:*:iam::*:role${String(own['taskRolePath'])}*`;

const WRITING = actions(
  'iam',
  `CreateRole DeleteRole UpdateRole UpdateRoleDescription UpdateAssumeRolePolicy PutRolePolicy DeleteRolePolicy
  AttachRolePolicy DetachRolePolicy PutRolePermissionsBoundary DeleteRolePermissionsBoundary TagRole UntagRole`,
);

export default organizationPolicy({
  id: 'restrict-task-roles',
  practice: '3.1',
  kind: 'SERVICE_CONTROL_POLICY',
  title: 'Tasks get roles of one path, which the platform makes',
  why: 'Who can pass any role to a task has the permissions of every role that tasks may assume.',
  remedy: 'Use a role below the path for task roles; execution roles belong there, too.',
  parameters: {
    taskRolePath: {
      type: 'text',
      default: '/tasks/',
      pattern: '^/([A-Za-z0-9._-]+/)+$',
      description: 'A path of IAM, such as `/tasks/`',
    },
  },
  statements: (inputs) => [
    deny('RestrictTaskRoles', {
      actions: ['iam:PassRole'],
      notResources: [pathOf(inputs)],
      condition: { StringEquals: { 'iam:PassedToService': 'ecs-tasks.amazonaws.com' } },
      exemptions: inputs.exemptions,
    }),
    deny('RestrictTaskRolesChanges', {
      actions: WRITING,
      resources: [pathOf(inputs)],
      exemptions: platformToo(inputs),
    }),
  ],
  properties: (inputs) => [
    {
      name: 'no task role outside the path',
      property: 'denied',
      actions: ['iam:PassRole'],
      context: { 'iam:PassedToService': 'ecs-tasks.amazonaws.com' },
      except: { resources: [pathOf(inputs)], principals: inputs.exemptions },
    },
    {
      name: 'roles for tasks are changed by the platform alone',
      property: 'denied',
      actions: WRITING,
      resources: [pathOf(inputs)],
      except: { principals: platformToo(inputs) },
    },
  ],
  gaps: [
    {
      actions: [],
      why: 'The AWS CDK makes its roles at the path `/`: its stacks fail under this policy, unless every role in them is given a path. So it is in no profile and no example: name it at a target on purpose.',
      coveredBy: [],
    },
    {
      actions: ['iam:PassRole'],
      why: 'Task definitions that are registered already keep their roles.',
      coveredBy: ['task-role-least-privilege'],
    },
  ],
  sources: ['https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html'],
  decisions: 'Execution roles are passed to the same principal, so they belong below the path.',
  examples: [
    {
      name: 'a role elsewhere',
      expect: 'deny',
      action: 'iam:PassRole',
      resource: 'arn:aws:iam::222222222222:role/admin',
      context: { 'iam:PassedToService': 'ecs-tasks.amazonaws.com' },
    },
    {
      name: 'a task role',
      expect: 'allow',
      action: 'iam:PassRole',
      resource: 'arn:aws:iam::222222222222:role/tasks/web',
      context: { 'iam:PassedToService': 'ecs-tasks.amazonaws.com' },
    },
    {
      name: 'a role for another service',
      expect: 'allow',
      action: 'iam:PassRole',
      resource: 'arn:aws:iam::222222222222:role/admin',
      context: { 'iam:PassedToService': 'lambda.amazonaws.com' },
    },
    {
      name: 'a task role is changed',
      expect: 'deny',
      action: 'iam:PutRolePolicy',
      resource: 'arn:aws:iam::222222222222:role/tasks/web',
    },
    {
      name: 'by the platform',
      expect: 'allow',
      action: 'iam:PutRolePolicy',
      resource: 'arn:aws:iam::222222222222:role/tasks/web',
      principal: 'arn:aws:iam::222222222222:role/platform-base',
    },
  ],
});

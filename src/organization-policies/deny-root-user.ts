import { organizationPolicy } from './define.js';
import type { Inputs } from './organization-policy.js';
import { actions, deny, flag } from './statements.js';

/** Every ECS action that changes something, future ones with these beginnings included. */
const CHANGES = actions(
  'ecs',
  `Allow* Associate* Continue* Create* Delete* Deregister* Disassociate* Discover* Execute* Poll Put* Register* Run* Start* Stop* Submit*
  Tag* Untag* Update*`,
);

const scopeOf = ({ own }: Inputs): string[] => (own['scope'] === 'all' ? ['*'] : CHANGES);

/** Sessions of centralized root access have aws:AssumedRoot; long-term credentials of the root user do not. */
const longTerm = ({ own }: Inputs) =>
  own['allowAssumedRoot'] === false ? {} : { Null: { 'aws:AssumedRoot': 'true' } };

export default organizationPolicy({
  id: 'deny-root-user',
  practice: '6.3',
  kind: 'SERVICE_CONTROL_POLICY',
  title: 'Root users of member accounts change nothing in ECS',
  why: 'The root user of an account is beyond its IAM policies, and its credentials are the ones that are found years later.',
  remedy: 'Use a role; for what only a root user can do, centralized root access of the management account.',
  parameters: {
    scope: {
      type: 'text',
      default: 'ecs',
      allowed: ['ecs', 'all'],
      description: '`ecs`: changes in ECS; `all`: everything',
    },
    allowAssumedRoot: flag('Sessions of centralized root access (sts:AssumeRoot) stay allowed', true),
  },
  statements: (inputs) => [
    deny('DenyRootUser', {
      actions: scopeOf(inputs),
      condition: { ArnLike: { 'aws:PrincipalArn': 'arn:*:iam::*:root' }, ...longTerm(inputs) },
      exemptions: [],
    }),
  ],
  properties: (inputs) => [
    {
      name: 'root users cannot act',
      property: 'denied',
      actions: scopeOf(inputs),
      principals: ['arn:*:iam::*:root'],
      ...(inputs.own['allowAssumedRoot'] === false ? {} : { context: { 'aws:AssumedRoot': null } }),
    },
  ],
  gaps: [
    { actions: [], why: 'The root user of the management account is outside the reach of any SCP.', coveredBy: [] },
  ],
  sources: [
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_root-enable-root-access.html',
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-assumedroot',
  ],
  decisions:
    'A root user is known by aws:PrincipalArn, as in the examples of AWS. There is no exemption: no exempted pattern is a root user.',
  examples: [
    {
      name: 'a root user deletes a cluster',
      expect: 'deny',
      principal: 'arn:aws:iam::222222222222:root',
      action: 'ecs:DeleteCluster',
    },
    {
      name: 'a root user in China',
      expect: 'deny',
      principal: 'arn:aws-cn:iam::222222222222:root',
      action: 'ecs:DeleteCluster',
      region: 'cn-north-1',
    },
    {
      name: 'a root user reads',
      expect: 'allow',
      principal: 'arn:aws:iam::222222222222:root',
      action: 'ecs:DescribeClusters',
    },
    { name: 'a role', expect: 'allow', action: 'ecs:DeleteCluster' },
    {
      name: 'a session of centralized root access',
      expect: 'allow',
      principal: 'arn:aws:iam::222222222222:root',
      action: 'ecs:DeleteCluster',
      context: { 'aws:AssumedRoot': 'true' },
    },
    {
      name: 'the same where it is not allowed',
      expect: 'deny',
      principal: 'arn:aws:iam::222222222222:root',
      action: 'ecs:DeleteCluster',
      context: { 'aws:AssumedRoot': 'true' },
      set: { allowAssumedRoot: false },
    },
    {
      name: 'everything',
      expect: 'deny',
      principal: 'arn:aws:iam::222222222222:root',
      action: 's3:GetObject',
      set: { scope: 'all' },
    },
  ],
});

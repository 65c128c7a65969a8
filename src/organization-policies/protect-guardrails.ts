import { organizationPolicy } from './define.js';
import { properties, statements } from './guardrails.js';
import { actions, texts } from './statements.js';

export default organizationPolicy({
  id: 'protect-guardrails',
  practice: '6.3',
  kind: 'SERVICE_CONTROL_POLICY',
  title: 'Nobody makes himself exempt, or takes guardrails away',
  why: 'Every deny leaves some roles alone. Without this policy it is enough to make, change or pass a role with a fitting name to be past all of them.',
  remedy: 'Change exempt roles by a stack set, or from a role that is exempt itself.',
  parameters: {
    policies: texts('ARN patterns of customer managed policies that exempt roles have', [
      'arn:*:iam::*:policy/ringfence-*',
    ]),
    identityProviders: texts('ARN patterns of the identity providers that exempt roles trust', [
      'arn:*:iam::*:saml-provider/*',
      'arn:*:iam::*:oidc-provider/*',
    ]),
    callers: texts(
      'ARN patterns of the roles that may enter exempt roles; empty: whomever their trust policies let in',
      [],
    ),
  },
  statements,
  properties,
  gaps: [
    {
      actions: actions('sts', 'AssumeRole AssumeRoleWithSAML AssumeRoleWithWebIdentity'),
      why: 'Who may enter an exempt role is said by its trust policy: whoever may assume it is exempt in effect. `callers` narrows it for callers in the organization; federated callers are under no SCP.',
      coveredBy: [],
    },
    {
      actions: [],
      why: 'Roles that exist before the policy is attached, in an account that is invited or moved in, keep what they have: list the roles that exemptions match.',
      coveredBy: [],
    },
    {
      actions: actions('cloudformation', 'UpdateStack ExecuteChangeSet'),
      why: 'An update that keeps the role the stack has carries no key for it, and so does a change set that exists: stacks that have an exempt role already are open to those who may update them.',
      coveredBy: [],
    },
    {
      actions: [
        ...actions('lambda', 'UpdateFunctionCode'),
        ...actions('ssm', 'SendCommand'),
        ...actions('ecs', 'ExecuteCommand'),
        ...actions('codebuild', 'StartBuild'),
      ],
      why: 'Compute that already runs as an exempt role is a way into it: give exempt roles to no compute.',
      coveredBy: ['deny-ecs-exec'],
    },
    {
      actions: actions('config', 'DeleteConfigRule PutConfigRule'),
      why: 'The ARN of a rule has a generated id, not its name. Rules of organization packs cannot be deleted in members.',
      coveredBy: ['protect-config'],
    },
    {
      actions: [],
      why: 'The management account and service-linked roles are outside the reach of any SCP, and exempt roles are not kept from one another. Platform roles may change and pass platform roles, pipeline roles those of pipelines.',
      coveredBy: [],
    },
  ],
  sources: [
    'docs/scp-semantics.md, "No escape"',
    'https://docs.aws.amazon.com/service-authorization/latest/reference/list_awscloudformation.html (cloudformation:RoleArn; types take no resource)',
  ],
  decisions:
    "Reading exempt roles is denied, too: one statement on all of `iam:` covers actions that come later. All SAML and OIDC providers are protected where `identityProviders` does not name those that exempt roles trust, since ringfence does not see trust policies: name them, or teams cannot make providers of their own. Policies of the organization are known by ringfence's tag; that matters where a member account is delegated administrator.",
  examples: [
    {
      name: 'a role with an exempt name is made',
      expect: 'deny',
      action: 'iam:CreateRole',
      resource: 'arn:aws:iam::222222222222:role/break-glass',
    },
    {
      name: 'a role whose path makes its ARN exempt',
      expect: 'deny',
      action: 'iam:CreateRole',
      resource: 'arn:aws:iam::222222222222:role/stacksets-exec-x/evil',
    },
    {
      name: 'an exempt role is passed to a function',
      expect: 'deny',
      action: 'iam:PassRole',
      resource: 'arn:aws:iam::222222222222:role/break-glass',
      context: { 'iam:PassedToService': 'lambda.amazonaws.com' },
    },
    {
      name: 'an exempt role in the China partition',
      expect: 'deny',
      principal: 'arn:aws-cn:iam::222222222222:role/developer',
      action: 'iam:UpdateAssumeRolePolicy',
      resource: 'arn:aws-cn:iam::222222222222:role/AWSControlTowerExecution',
      region: 'cn-north-1',
    },
    {
      name: 'the root user',
      expect: 'deny',
      principal: 'arn:aws:iam::222222222222:root',
      action: 'iam:PutRolePolicy',
      resource: 'arn:aws:iam::222222222222:role/break-glass',
    },
    {
      name: 'a look-alike',
      expect: 'deny',
      principal: 'arn:aws:iam::222222222222:role/break-glass-not',
      action: 'iam:PutRolePolicy',
      resource: 'arn:aws:iam::222222222222:role/break-glass',
    },
    {
      name: 'break-glass itself',
      expect: 'allow',
      principal: 'arn:aws:iam::222222222222:role/break-glass',
      action: 'iam:PutRolePolicy',
      resource: 'arn:aws:iam::222222222222:role/break-glass',
    },
    {
      name: 'stack sets make the deployment role',
      expect: 'allow',
      principal: 'arn:aws:iam::222222222222:role/stacksets-exec-0123456789abcdef',
      action: 'iam:CreateRole',
      resource: 'arn:aws:iam::222222222222:role/ringfence-deploy',
    },
    {
      name: 'a role with the name of a pipeline',
      expect: 'deny',
      action: 'iam:CreateRole',
      resource: 'arn:aws:iam::222222222222:role/pipeline-evil',
    },
    {
      name: 'a pipeline passes the role that it deploys with',
      expect: 'allow',
      principal: 'arn:aws:iam::222222222222:role/pipeline-web',
      action: 'iam:PassRole',
      resource: 'arn:aws:iam::222222222222:role/pipeline-web-deploy',
    },
    {
      name: 'a pipeline changes a role of the platform',
      expect: 'deny',
      principal: 'arn:aws:iam::222222222222:role/pipeline-web',
      action: 'iam:UpdateAssumeRolePolicy',
      resource: 'arn:aws:iam::222222222222:role/platform-base',
    },
    {
      name: 'another role',
      expect: 'allow',
      action: 'iam:CreateRole',
      resource: 'arn:aws:iam::222222222222:role/web',
    },
    {
      name: 'a stack acts as an exempt role',
      expect: 'deny',
      action: 'cloudformation:CreateStack',
      resource: 'arn:aws:cloudformation:eu-west-1:222222222222:stack/x/1',
      context: { 'cloudformation:RoleArn': 'arn:aws:iam::222222222222:role/break-glass' },
    },
    {
      name: 'a stack without a role',
      expect: 'allow',
      action: 'cloudformation:CreateStack',
      resource: 'arn:aws:cloudformation:eu-west-1:222222222222:stack/x/1',
    },
    {
      name: 'a trusted provider gets another key',
      expect: 'deny',
      action: 'iam:UpdateSAMLProvider',
      resource: 'arn:aws:iam::222222222222:saml-provider/corp',
    },
    {
      name: 'a provider that no exempt role trusts',
      expect: 'allow',
      action: 'iam:CreateOpenIDConnectProvider',
      resource: 'arn:aws:iam::222222222222:oidc-provider/oidc.eks.example.com',
      set: { identityProviders: ['arn:*:iam::*:saml-provider/corp'] },
    },
    { name: 'a trust anchor', expect: 'deny', action: 'rolesanywhere:CreateTrustAnchor' },
    { name: 'a hook is turned off', expect: 'deny', action: 'cloudformation:DeactivateType' },
    {
      name: 'a pack of ringfence is deleted',
      expect: 'deny',
      action: 'config:DeleteConformancePack',
      resource:
        'arn:aws:config:eu-west-1:222222222222:conformance-pack/OrgConformsPack-ringfence-essential-x1/conformance-pack-1',
    },
    {
      name: 'an exempt role is entered by a stranger, where callers are named',
      expect: 'deny',
      action: 'sts:AssumeRole',
      resource: 'arn:aws:iam::222222222222:role/break-glass',
      set: { callers: ['arn:*:iam::*:role/on-call'] },
    },
    {
      name: 'and by one of them',
      expect: 'allow',
      principal: 'arn:aws:iam::222222222222:role/on-call',
      action: 'sts:AssumeRole',
      resource: 'arn:aws:iam::222222222222:role/break-glass',
      set: { callers: ['arn:*:iam::*:role/on-call'] },
    },
    {
      name: 'a permission set, where roles of Identity Center are exempt',
      expect: 'deny',
      action: 'sso:UpdatePermissionSet',
      resource: 'arn:aws:sso:::permissionSet/ssoins-1/ps-1',
      shared: { exemptRoles: ['arn:*:iam::*:role/aws-reserved/sso.amazonaws.com/*/AWSReservedSSO_Admin_*'] },
    },
    {
      name: 'a policy of ringfence is detached by a delegated administrator',
      expect: 'deny',
      action: 'organizations:DetachPolicy',
      resource: 'arn:aws:organizations::111111111111:policy/o-exampleorg1/service_control_policy/p-ringfence',
      context: { 'aws:ResourceTag/ringfence:version': '1' },
    },
  ],
});

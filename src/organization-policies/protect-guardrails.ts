import type { StatementDocument } from '../scp/policy.js';
import type { PropertyDefinition } from '../scp/property.js';
import { organizationPolicy } from './define.js';
import { BUILT_IN_EXEMPTIONS } from './exemptions.js';
import type { Inputs } from './organization-policy.js';
import { actions, deny, list, roles, texts } from './statements.js';

/** Everything that ringfence makes has a name with this beginning. */
const OWN_ROLES = roles('ringfence-*');

const POLICY_CHANGES = actions('iam', 'CreatePolicyVersion DeletePolicyVersion SetDefaultPolicyVersion DeletePolicy');

const PROVIDER_CHANGES = actions(
  'iam',
  `CreateSAMLProvider UpdateSAMLProvider DeleteSAMLProvider CreateOpenIDConnectProvider DeleteOpenIDConnectProvider
  AddClientIDToOpenIDConnectProvider RemoveClientIDFromOpenIDConnectProvider UpdateOpenIDConnectProviderThumbprint`,
);

/** Trust anchors, what maps certificates to sessions, and what revokes certificates. */
const ANCHOR_CHANGES = actions(
  'rolesanywhere',
  `CreateTrustAnchor UpdateTrustAnchor EnableTrustAnchor CreateProfile UpdateProfile EnableProfile PutAttributeMapping
  DeleteAttributeMapping UpdateCrl DisableCrl DeleteCrl`,
);

/** With these CloudFormation acts as the role that the stack is given. */
const STACK_CHANGES = actions(
  'cloudformation',
  'CreateStack UpdateStack DeleteStack CreateChangeSet RollbackStack ContinueUpdateRollback CreateStackSet UpdateStackSet',
);

const OWN_STACKS = [
  'arn:*:cloudformation:*:*:stackset/ringfence-*',
  'arn:*:cloudformation:*:*:stack/StackSet-ringfence-*',
];
const OWN_STACK_CHANGES = actions(
  'cloudformation',
  `UpdateStack DeleteStack CreateChangeSet ExecuteChangeSet SetStackPolicy UpdateTerminationProtection UpdateStackSet
  DeleteStackSet UpdateStackInstances DeleteStackInstances`,
);

const OWN_PACKS = [
  'arn:*:config:*:*:conformance-pack/ringfence-*',
  'arn:*:config:*:*:conformance-pack/OrgConformsPack-ringfence-*',
  'arn:*:config:*:*:organization-conformance-pack/ringfence-*',
  'arn:*:config:*:*:organization-config-rule/ringfence-*',
];
const OWN_PACK_CHANGES = actions(
  'config',
  `PutConformancePack DeleteConformancePack PutOrganizationConformancePack DeleteOrganizationConformancePack
  PutOrganizationConfigRule DeleteOrganizationConfigRule`,
);

/** They take no resource: a hook of ringfence cannot be told from another extension. */
const HOOK_CHANGES = actions(
  'cloudformation',
  'ActivateType DeactivateType DeregisterType SetTypeConfiguration SetTypeDefaultVersion',
);

const PERMISSION_SETS = actions(
  'sso',
  `CreatePermissionSet UpdatePermissionSet DeletePermissionSet ProvisionPermissionSet PutInlinePolicyToPermissionSet
  AttachManagedPolicyToPermissionSet AttachCustomerManagedPolicyReferenceToPermissionSet
  PutPermissionsBoundaryToPermissionSet CreateAccountAssignment`,
);

const protectedRoles = ({ exemptions }: Inputs): string[] => [...new Set([...exemptions, ...OWN_ROLES])];

/** What is protected by its ARN, besides roles. */
const protectedThings = ({ own }: Inputs): string[] => [
  ...list(own['policies']),
  ...list(own['identityProviders']),
  ...OWN_STACKS,
  ...OWN_PACKS,
];

const CHANGES = [...POLICY_CHANGES, ...PROVIDER_CHANGES, ...OWN_STACK_CHANGES, ...OWN_PACK_CHANGES];

/** Roles of Identity Center are made from permission sets. */
const hasIdentityCenter = ({ exemptions }: Inputs): boolean =>
  exemptions.some((pattern) => pattern.includes(':role/aws-reserved/'));

/** Those that people enter; Control Tower and stack sets enter theirs from outside the reach of an SCP. */
const entered = ({ exemptions }: Inputs): string[] =>
  exemptions.filter((pattern) => !BUILT_IN_EXEMPTIONS.includes(pattern));

function statements(inputs: Inputs): StatementDocument[] {
  const { shared, own, exemptions } = inputs;
  const callers = list(own['callers']);
  return [
    // All of iam, so that an action that comes later is covered, too.
    deny('ProtectGuardrails', { actions: ['iam:*'], resources: protectedRoles(inputs), exemptions }),
    deny('ProtectGuardrailsParts', { actions: CHANGES, resources: protectedThings(inputs), exemptions }),
    deny('ProtectGuardrailsAnchors', {
      actions: [...ANCHOR_CHANGES, 'organizations:DisablePolicyType'],
      exemptions,
    }),
    deny('ProtectGuardrailsHooks', { actions: HOOK_CHANGES, exemptions: [...exemptions, ...shared.platformRoles] }),
    deny('ProtectGuardrailsStackRoles', {
      actions: STACK_CHANGES,
      condition: { ArnLike: { 'cloudformation:RoleArn': protectedRoles(inputs) } },
      exemptions,
    }),
    deny('ProtectGuardrailsPolicies', {
      actions: actions('organizations', 'UpdatePolicy DeletePolicy DetachPolicy TagResource UntagResource'),
      condition: { Null: { 'aws:ResourceTag/ringfence:version': 'false' } },
      exemptions,
    }),
    ...(hasIdentityCenter(inputs)
      ? [deny('ProtectGuardrailsPermissionSets', { actions: PERMISSION_SETS, exemptions })]
      : []),
    ...(callers.length > 0
      ? [
          deny('ProtectGuardrailsEntrance', {
            actions: actions('sts', 'AssumeRole'),
            resources: entered(inputs),
            exemptions: [...exemptions, ...callers],
          }),
        ]
      : []),
  ];
}

function properties(inputs: Inputs): PropertyDefinition[] {
  const { own, exemptions } = inputs;
  const except = { principals: exemptions };
  return [
    {
      name: 'no role becomes exempt',
      property: 'denied',
      actions: ['iam:*'],
      resources: protectedRoles(inputs),
      except,
    },
    ...(list(own['policies']).length > 0
      ? [
          {
            name: 'policies of exempt roles stay',
            property: 'denied' as const,
            actions: POLICY_CHANGES,
            resources: list(own['policies']),
            except,
          },
        ]
      : []),
    {
      name: 'identity providers stay',
      property: 'denied',
      actions: PROVIDER_CHANGES,
      resources: list(own['identityProviders']),
      except,
    },
    { name: 'trust anchors stay', property: 'denied', actions: ANCHOR_CHANGES, except },
    {
      name: 'no stack acts as an exempt role',
      property: 'denied',
      actions: STACK_CHANGES,
      context: { 'cloudformation:RoleArn': protectedRoles(inputs) },
      except,
    },
    {
      name: "ringfence's packs and rules stay",
      property: 'denied',
      actions: OWN_PACK_CHANGES,
      resources: OWN_PACKS,
      except,
    },
    { name: "ringfence's stacks stay", property: 'denied', actions: OWN_STACK_CHANGES, resources: OWN_STACKS, except },
    {
      name: "ringfence's policies stay",
      property: 'denied',
      actions: actions('organizations', 'UpdatePolicy DeletePolicy DetachPolicy'),
      context: { 'aws:ResourceTag/ringfence:version': '*' },
      except,
    },
  ];
}

export default organizationPolicy({
  id: 'protect-guardrails',
  practice: '6.3',
  kind: 'SERVICE_CONTROL_POLICY',
  title: 'Nobody makes himself exempt, or takes guardrails away',
  why: 'Every deny leaves some roles alone. Without this policy it is enough to make, change or pass a role with a fitting name to be past all of them.',
  remedy: 'Let the platform team change exempt roles, from a role that is exempt itself.',
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
      why: 'The management account and service-linked roles are outside the reach of any SCP, and exempt roles are not kept from one another.',
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

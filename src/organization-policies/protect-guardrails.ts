import { organizationPolicy } from './define.js';
import type { Inputs } from './organization-policy.js';
import { actions, deny, list, texts } from './statements.js';

/** Every role that some generated deny leaves alone: whoever becomes one of them is past that deny. */
const guarded = ({ shared, exemptions }: Inputs): string[] => [
  ...new Set([...exemptions, ...shared.platformRoles, ...shared.pipelineRoles]),
];

/** What exempted roles trust: whoever changes these enters by them. */
const TRUSTED = [
  ...actions(
    'iam',
    `CreateSAMLProvider UpdateSAMLProvider DeleteSAMLProvider CreateOpenIDConnectProvider DeleteOpenIDConnectProvider
    AddClientIDToOpenIDConnectProvider RemoveClientIDFromOpenIDConnectProvider UpdateOpenIDConnectProviderThumbprint`,
  ),
  ...actions('rolesanywhere', 'CreateTrustAnchor UpdateTrustAnchor CreateProfile UpdateProfile'),
];

const POLICY_VERSIONS = actions('iam', 'CreatePolicyVersion SetDefaultPolicyVersion DeletePolicyVersion DeletePolicy');

const STACKS = actions(
  'cloudformation',
  'CreateStack UpdateStack DeleteStack CreateChangeSet ExecuteChangeSet RollbackStack',
);

const HOOKS = actions(
  'cloudformation',
  'ActivateType DeactivateType DeregisterType SetTypeConfiguration SetTypeDefaultVersion',
);

const PERMISSION_SETS = actions(
  'sso',
  `CreatePermissionSet UpdatePermissionSet DeletePermissionSet ProvisionPermissionSet PutInlinePolicyToPermissionSet
  AttachManagedPolicyToPermissionSet AttachCustomerManagedPolicyReferenceToPermissionSet CreateAccountAssignment`,
);

/** Roles of Identity Center are made by permission sets. */
const fromIdentityCenter = (inputs: Inputs): boolean =>
  guarded(inputs).some((role) => role.includes('aws-reserved/sso.amazonaws.com'));

export default organizationPolicy({
  id: 'protect-guardrails',
  practice: '6.3',
  kind: 'SERVICE_CONTROL_POLICY',
  title: 'No one makes himself exempt',
  why: 'Every deny leaves some roles alone. If anybody could create, change or pass one of them, a name would be the way out.',
  remedy: 'Ask those who may break glass to change the role.',
  parameters: {
    protectedPolicies: texts('ARNs of customer managed policies that exempted roles have, `*` and `?` allowed', [
      'arn:*:iam::*:policy/ringfence/*',
    ]),
    stackPrefix: {
      type: 'text',
      default: 'ringfence-',
      pattern: '^[A-Za-z0-9-]+$',
      description: "Beginning of the names of ringfence's own stack sets, packs and rules",
    },
  },
  statements: (inputs) => {
    const { exemptions, own } = inputs;
    const prefix = String(own['stackPrefix']);
    const platform = [...exemptions, ...inputs.shared.platformRoles];
    return [
      // Every action of iam, future ones and PassRole included.
      deny('ProtectExemptRoles', { actions: ['iam:*'], resources: guarded(inputs), exemptions }),
      deny('ProtectExemptPolicies', {
        actions: POLICY_VERSIONS,
        resources: list(own['protectedPolicies']),
        exemptions,
      }),
      deny('ProtectTrustOfExemptRoles', { actions: TRUSTED, exemptions }),
      deny('ProtectExemptStackRoles', {
        actions: STACKS,
        condition: { ArnLike: { 'cloudformation:RoleArn': guarded(inputs) } },
        exemptions,
      }),
      deny('ProtectGuardrailStacks', {
        actions: ['cloudformation:*'],
        resources: [
          `arn:*:cloudformation:*:*:stack/StackSet-${prefix}*`,
          `arn:*:cloudformation:*:*:stackset/${prefix}*`,
        ],
        exemptions: platform,
      }),
      deny('ProtectHooks', { actions: HOOKS, exemptions: platform }),
      deny('ProtectConformancePacks', {
        actions: actions('config', 'PutConformancePack DeleteConformancePack'),
        resources: [`arn:*:config:*:*:conformance-pack/*${prefix}*`],
        exemptions: platform,
      }),
      ...(fromIdentityCenter(inputs) ? [deny('ProtectPermissionSets', { actions: PERMISSION_SETS, exemptions })] : []),
    ];
  },
  properties: (inputs) => [
    {
      name: 'no one without an exemption touches an exempted role',
      property: 'denied',
      actions: ['iam:*'],
      resources: guarded(inputs),
      except: { principals: inputs.exemptions },
    },
    {
      name: 'no one without an exemption changes what exempted roles trust',
      property: 'denied',
      actions: TRUSTED,
      except: { principals: inputs.exemptions },
    },
  ],
  gaps: [
    {
      actions: ['sts:AssumeRole'],
      why: 'Who may enter an exempted role is said in its trust policy: whoever may assume it is exempt in effect.',
      coveredBy: [],
    },
    {
      actions: ['cloudformation:UpdateStack'],
      why: 'An update that reuses the role of the stack carries no key for it.',
      coveredBy: [],
    },
    {
      actions: ['lambda:UpdateFunctionCode', 'ssm:SendCommand', 'ecs:ExecuteCommand', 'codebuild:StartBuild'],
      why: 'Code on compute that runs as an exempted role already runs as it.',
      coveredBy: ['deny-ecs-exec'],
    },
    {
      actions: ['config:PutConfigRule', 'config:DeleteConfigRule'],
      why: 'The ARN of a rule has an id, not its name.',
      coveredBy: ['protect-config'],
    },
  ],
  sources: [
    'docs/scp-semantics.md, "No escape"',
    'https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsidentityandaccessmanagementiam.html',
  ],
  decisions:
    'Reading an exempted role is denied with everything else on it: one statement on all of iam holds for actions to come. The guard is on the ARN, since `*` crosses `/` in a path.',
  examples: [
    {
      name: 'an exempted role is created',
      expect: 'deny',
      action: 'iam:CreateRole',
      resource: 'arn:aws:iam::222222222222:role/break-glass',
      region: 'us-east-1',
    },
    {
      name: 'with a path behind the name',
      expect: 'deny',
      action: 'iam:CreateRole',
      resource: 'arn:aws:iam::222222222222:role/stacksets-exec-x/evil',
      region: 'us-east-1',
    },
    {
      name: 'it is passed to a function',
      expect: 'deny',
      action: 'iam:PassRole',
      resource: 'arn:aws:iam::222222222222:role/break-glass',
      context: { 'iam:PassedToService': 'lambda.amazonaws.com' },
    },
    {
      name: 'the trust of a platform role',
      expect: 'deny',
      action: 'iam:UpdateAssumeRolePolicy',
      resource: 'arn:aws:iam::222222222222:role/platform-base',
      region: 'us-east-1',
    },
    {
      name: 'by a root user',
      expect: 'deny',
      action: 'iam:UpdateAssumeRolePolicy',
      resource: 'arn:aws:iam::222222222222:role/break-glass',
      principal: 'arn:aws:iam::222222222222:root',
      region: 'us-east-1',
    },
    {
      name: 'by somebody who is exempted',
      expect: 'allow',
      action: 'iam:CreateRole',
      resource: 'arn:aws:iam::222222222222:role/break-glass',
      principal: 'arn:aws:iam::222222222222:role/break-glass',
      region: 'us-east-1',
    },
    {
      name: 'another role is created',
      expect: 'allow',
      action: 'iam:CreateRole',
      resource: 'arn:aws:iam::222222222222:role/app',
      region: 'us-east-1',
    },
    {
      name: 'a stack acts as an exempted role',
      expect: 'deny',
      action: 'cloudformation:CreateStack',
      resource: 'arn:aws:cloudformation:eu-west-1:222222222222:stack/x/1',
      context: { 'cloudformation:RoleArn': 'arn:aws:iam::222222222222:role/break-glass' },
    },
  ],
});

import { meets } from '../scp/catalogue/glob.js';
import type { StatementDocument } from '../scp/policy.js';
import type { PropertyDefinition } from '../scp/property.js';
import { BUILT_IN_EXEMPTIONS, platformToo } from './exemptions.js';
import type { Inputs } from './organization-policy.js';
import { actions, deny, list, roles } from './statements.js';

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

/** Roles that every generated deny leaves alone, and what is ringfence's own. */
const exempt = ({ own, exemptions }: Inputs): string[] => [
  ...new Set([...exemptions, ...OWN_ROLES, ...list(own['callers'])]),
];

/**
 * Roles that some denies leave alone, each with its name: whoever could make one would be past those. They may change
 * and pass one another, since a pipeline passes roles to what it deploys with.
 */
const partlyExempt = ({ shared }: Inputs): (readonly [string, readonly string[]])[] =>
  [['Platform', shared.platformRoles] as const, ['Pipeline', shared.pipelineRoles] as const].filter(
    ([, patterns]) => patterns.length > 0,
  );

/** What is protected by its ARN, besides roles; a statement for each service keeps proofs small. */
const protectedThings = ({
  own,
}: Inputs): (readonly [name: string, changes: readonly string[], arns: readonly string[]])[] =>
  [
    ['Trust', [...POLICY_CHANGES, ...PROVIDER_CHANGES], [...list(own['policies']), ...list(own['identityProviders'])]],
    ['Stacks', OWN_STACK_CHANGES, OWN_STACKS],
    ['Packs', OWN_PACK_CHANGES, OWN_PACKS],
  ] as const;

/** Roles of Identity Center are made from permission sets. */
const IDENTITY_CENTER = 'role/aws-reserved/sso.amazonaws.com/*';
const hasIdentityCenter = ({ exemptions, shared }: Inputs): boolean =>
  [...exemptions, ...shared.platformRoles, ...shared.pipelineRoles].some((pattern) =>
    meets(pattern.split(':').slice(5).join(':'), IDENTITY_CENTER),
  );

/** Those that people enter; Control Tower and stack sets enter theirs from outside the reach of an SCP. */
const entered = ({ exemptions }: Inputs): string[] =>
  exemptions.filter((pattern) => !BUILT_IN_EXEMPTIONS.includes(pattern));

/** The statements of `protect-guardrails`. */
export function statements(inputs: Inputs): StatementDocument[] {
  const { exemptions } = inputs;
  return [
    // All of iam, passing included, so that an action that comes later is covered, too.
    deny('ProtectGuardrails', { actions: ['iam:*'], resources: exempt(inputs), exemptions }),
    ...partlyExempt(inputs).map(([name, patterns]) =>
      deny(`ProtectGuardrails${name}`, {
        actions: ['iam:*'],
        resources: patterns,
        exemptions: [...exemptions, ...patterns],
      }),
    ),
    ...protectedThings(inputs)
      .filter(([, , arns]) => arns.length > 0)
      .map(([name, changes, arns]) =>
        deny(`ProtectGuardrails${name}`, { actions: changes, resources: arns, exemptions }),
      ),
    deny('ProtectGuardrailsAnchors', {
      actions: [...ANCHOR_CHANGES, 'organizations:DisablePolicyType'],
      exemptions,
    }),
    deny('ProtectGuardrailsHooks', { actions: HOOK_CHANGES, exemptions: platformToo(inputs) }),
    deny('ProtectGuardrailsStackRoles', {
      actions: STACK_CHANGES,
      condition: { ArnLike: { 'cloudformation:RoleArn': exempt(inputs) } },
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
    ...entrance(inputs),
  ];
}

/** Where the configuration says who may enter exempt roles, nobody else does. */
function entrance(inputs: Inputs): StatementDocument[] {
  const callers = list(inputs.own['callers']);
  if (callers.length === 0) return [];
  return [
    deny('ProtectGuardrailsEntrance', {
      actions: ['sts:AssumeRole'],
      resources: entered(inputs),
      exemptions: [...inputs.exemptions, ...callers],
    }),
  ];
}

/** A property's values are globs, whose `*` crosses the parts of an ARN: so partition and account are named. */
const inAnAccount = (pattern: string): string[] =>
  ['aws', 'aws-cn', 'aws-us-gov'].map((partition) =>
    pattern.replace(/^arn:\*:iam::\*:/, `arn:${partition}:iam::222222222222:`),
  );

/** What they hold, over all requests. */
export function properties(inputs: Inputs): PropertyDefinition[] {
  return [...ofRoles(inputs), ...ofThings(inputs)];
}

function denied(inputs: Inputs, name: string, rest: Partial<PropertyDefinition>): PropertyDefinition {
  return { name, property: 'denied', except: { principals: inputs.exemptions }, ...rest };
}

const ofRoles = (inputs: Inputs): PropertyDefinition[] => [
  denied(inputs, 'no role becomes exempt', { actions: ['iam:*'], resources: exempt(inputs) }),
  ...partlyExempt(inputs).map(([name, patterns]) =>
    denied(inputs, `no role becomes one of ${name.toLowerCase()}Roles`, {
      actions: ['iam:*'],
      resources: patterns,
      except: { principals: [...inputs.exemptions, ...patterns] },
    }),
  ),
  denied(inputs, 'no stack acts as an exempt role', {
    actions: STACK_CHANGES,
    context: { 'cloudformation:RoleArn': exempt(inputs).flatMap(inAnAccount) },
  }),
  ...(hasIdentityCenter(inputs) ? [denied(inputs, 'permission sets stay', { actions: PERMISSION_SETS })] : []),
  ...entrance(inputs).map(() =>
    denied(inputs, 'nobody but the callers enters exempt roles', {
      actions: ['sts:AssumeRole'],
      resources: entered(inputs),
      except: { principals: [...inputs.exemptions, ...list(inputs.own['callers'])] },
    }),
  ),
];

function ofThings(inputs: Inputs): PropertyDefinition[] {
  // A property without resources would speak of all.
  const at = (name: string, changes: readonly string[], resources: readonly string[]) =>
    resources.length > 0 ? [denied(inputs, name, { actions: changes, resources })] : [];
  return [
    ...at('policies of exempt roles stay', POLICY_CHANGES, list(inputs.own['policies'])),
    ...at('identity providers stay', PROVIDER_CHANGES, list(inputs.own['identityProviders'])),
    denied(inputs, 'trust anchors stay', { actions: ANCHOR_CHANGES }),
    ...at("ringfence's packs and rules stay", OWN_PACK_CHANGES, OWN_PACKS),
    ...at("ringfence's stacks stay", OWN_STACK_CHANGES, OWN_STACKS),
    denied(inputs, "ringfence's policies stay", {
      actions: actions('organizations', 'UpdatePolicy DeletePolicy DetachPolicy'),
      context: { 'aws:ResourceTag/ringfence:version': '*' },
    }),
    denied(inputs, 'hooks stay', { actions: HOOK_CHANGES, except: { principals: platformToo(inputs) } }),
  ];
}

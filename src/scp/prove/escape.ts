import type { PropertyDefinition } from '../property.js';

/**
 * That nobody becomes exempt: no principal that no exemption matches can create, change or pass a role that one
 * matches. It must hold wherever a statement with these exemptions is in force.
 *
 * @param exemptions patterns of aws:PrincipalArn that some deny leaves alone
 */
export function noEscape(exemptions: readonly string[]): PropertyDefinition {
  return {
    name: 'no one without an exemption can create, change or pass an exempted role',
    property: 'denied',
    actions: [
      'iam:*Role',
      'iam:*RolePolicy',
      'iam:*RolePermissionsBoundary',
      'iam:*RoleDescription',
      'iam:*AssumeRolePolicy',
    ],
    resources: exemptions,
    except: {
      principals: exemptions,
      // Reading changes nothing; of service-linked roles AWS says which there are.
      actions: ['iam:Get*', 'iam:List*', 'iam:*ServiceLinkedRole'],
    },
  };
}

/** What leads to exempted roles besides their own ARNs: what they have and what they trust. */
export interface Doors {
  /** ARN patterns of customer managed policies that exempted roles have. */
  readonly policies: readonly string[];
  /** ARN patterns of the SAML and OIDC providers that they trust. */
  readonly identityProviders: readonly string[];
  /** Whether they trust IAM Roles Anywhere. */
  readonly trustAnchors: boolean;
}

const iam = (names: string): string[] => names.split(/\s+/).map((name) => `iam:${name}`);

const POLICY_CHANGES = iam('CreatePolicyVersion DeletePolicyVersion SetDefaultPolicyVersion DeletePolicy');
const PROVIDER_CHANGES = iam(
  'CreateSAMLProvider UpdateSAMLProvider DeleteSAMLProvider CreateOpenIDConnectProvider UpdateOpenIDConnectProviderThumbprint AddClientIDToOpenIDConnectProvider RemoveClientIDFromOpenIDConnectProvider DeleteOpenIDConnectProvider',
);
const ANCHOR_CHANGES = ['CreateTrustAnchor', 'UpdateTrustAnchor', 'CreateProfile', 'UpdateProfile'].map(
  (name) => `rolesanywhere:${name}`,
);
const PERMISSION_SET_CHANGES = [
  'sso:CreatePermissionSet',
  'sso:UpdatePermissionSet',
  'sso:ProvisionPermissionSet',
  'sso:Put*PermissionSet',
  'sso:Attach*PermissionSet',
  'sso:CreateAccountAssignment',
];

/** Roles that IAM Identity Center makes. */
const ofIdentityCenter = (pattern: string): boolean => pattern.includes(':role/aws-reserved/sso.amazonaws.com/');

/**
 * That nobody becomes exempt by the doors that are not on the role's ARN; together with `noEscape`.
 *
 * @param exemptions patterns of aws:PrincipalArn that some deny leaves alone
 */
export function closedDoors(exemptions: readonly string[], doors: Doors): PropertyDefinition[] {
  const denied = (name: string, actions: readonly string[], resources?: readonly string[]): PropertyDefinition => ({
    name: `no one without an exemption can change ${name}`,
    property: 'denied',
    actions,
    ...(resources && { resources }),
    except: { principals: exemptions },
  });
  return [
    ...(doors.policies.length > 0 ? [denied('policies of exempted roles', POLICY_CHANGES, doors.policies)] : []),
    ...(doors.identityProviders.length > 0
      ? [denied('identity providers that exempted roles trust', PROVIDER_CHANGES, doors.identityProviders)]
      : []),
    ...(doors.trustAnchors ? [denied('trust anchors', ANCHOR_CHANGES)] : []),
    ...(exemptions.some(ofIdentityCenter) ? [denied('permission sets', PERMISSION_SET_CHANGES)] : []),
  ];
}

/** What no service control policy can hold, whatever is proved. */
export const RESIDUE: readonly string[] = [
  'exempted roles that were there before the guard, or in an account that came from elsewhere',
  'accounts where an exemption is in force and the guard is not',
  'trust policies: whoever may assume an exempted role is exempt in effect',
  'the management account, service-linked roles, and principals outside the organization',
  'callers of AssumeRoleWithSAML and AssumeRoleWithWebIdentity, whom no service control policy reaches',
  'code on compute that runs as an exempted role already: functions, instances, containers, builds',
  'an update of a stack that has an exempted role already: it passes no role',
  'the delegated administrators of stack sets and of centralized root access',
  'a role whose name differs from an exempted one in case: IAM takes names that differ so for the same, so that it stands in the way',
  'the exempted roles among themselves',
];

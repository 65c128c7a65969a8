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

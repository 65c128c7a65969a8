/** What a command needs of AWS: `snapshot` and `plan` read, `apply` (and `rollback`, `destroy`) also change. */
export type PermissionUse = 'read' | 'apply';

const READ = [
  'organizations:DescribeOrganization',
  'organizations:DescribePolicy',
  'organizations:ListAWSServiceAccessForOrganization',
  'organizations:ListAccountsForParent',
  'organizations:ListOrganizationalUnitsForParent',
  'organizations:ListPolicies',
  'organizations:ListRoots',
  'organizations:ListTagsForResource',
  'organizations:ListTargetsForPolicy',
] as const;

/** `TagResource` and `UntagResource` are also what the lock on the root needs. */
const CHANGE = [
  'organizations:AttachPolicy',
  'organizations:CreatePolicy',
  'organizations:DeletePolicy',
  'organizations:DetachPolicy',
  'organizations:EnableAWSServiceAccess',
  'organizations:EnablePolicyType',
  'organizations:ListPoliciesForTarget',
  'organizations:TagResource',
  'organizations:UntagResource',
  'organizations:UpdatePolicy',
] as const;

/**
 * The smallest IAM policy for the caller, or for the role that is assumed. Every resource, since policies have no ids
 * before they are created. sts:GetCallerIdentity, which tells who asks, needs no permission. Source: the requests of
 * this adapter, which `test/aws/permissions.test.ts` compares with this list.
 */
export function permissionPolicy(use: PermissionUse): object {
  const actions = use === 'read' ? READ : [...READ, ...CHANGE].toSorted();
  return {
    Version: '2012-10-17',
    Statement: [{ Sid: 'Ringfence', Effect: 'Allow', Action: actions, Resource: '*' }],
  };
}

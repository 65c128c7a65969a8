import type { ConfigAccess } from './config-access.js';
import { partitionOf } from './partition.js';

/** What a command needs of AWS: `snapshot`, `plan` and `drift` read, `apply` (and `rollback`, `destroy`) also change. */
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

const READ_CONFIG = [
  'config:DescribeOrganizationConfigRules',
  'config:DescribeOrganizationConformancePackStatuses',
  'config:DescribeOrganizationConformancePacks',
] as const;

const READ_AGGREGATOR = [
  'config:DescribeAggregateComplianceByConfigRules',
  'config:SelectAggregateResourceConfig',
] as const;

const CHANGE_CONFIG = [
  'config:DeleteOrganizationConformancePack',
  'config:GetOrganizationConformancePackDetailedStatus',
  'config:PutOrganizationConformancePack',
] as const;

/** The service that deploys packs, and the role that it gets. Source: PutOrganizationConformancePack. */
const SETUP = 'config-multiaccountsetup.amazonaws.com';
const SETUP_ROLE = `aws-service-role/${SETUP}/AWSServiceRoleForConfigMultiAccountSetup`;

interface Statement {
  readonly Sid: string;
  readonly Effect: 'Allow';
  readonly Action: readonly string[];
  readonly Resource: string;
}

/**
 * The smallest IAM policy for the caller, or for the role that is assumed; the same for a role of that name in the
 * account that administers AWS Config. Every resource, since policies and packs have no ids before they are created.
 * sts:GetCallerIdentity, which tells who asks, needs no permission. Source: the requests of this adapter, which
 * `test/aws/permissions.test.ts` compares with this list, and what AWS says that PutOrganizationConformancePack needs.
 *
 * @param access null where AWS Config is not configured
 */
export function permissionPolicy(use: PermissionUse, access: ConfigAccess | null): object {
  const read = [
    ...READ,
    ...(access ? READ_CONFIG : []),
    ...(access?.aggregator ? READ_AGGREGATOR : []),
    // AWS asks who the delegated administrators are, with the permissions of the one that calls.
    ...(access?.delegatedAdministrator ? ['organizations:ListDelegatedAdministrators'] : []),
  ];
  const actions = use === 'read' ? read : [...read, ...CHANGE, ...(access ? CHANGE_CONFIG : [])];
  const own: Statement = { Sid: 'Ringfence', Effect: 'Allow', Action: actions.toSorted(), Resource: '*' };
  const Statement = use === 'apply' && access ? [own, ...deploying(access)] : [own];
  return { Version: '2012-10-17', Statement };
}

/** What AWS Config does with the caller's permissions when a pack is put, and the templates. */
function deploying({ regions: [region = ''], deliveryBucket }: ConfigAccess): readonly Statement[] {
  const arn = `arn:${partitionOf(region)}`;
  const role: Statement = {
    Sid: 'RingfenceServiceRole',
    Effect: 'Allow',
    Action: ['iam:CreateServiceLinkedRole', 'iam:GetRole'],
    Resource: `${arn}:iam::*:role/${SETUP_ROLE}`,
  };
  if (deliveryBucket === null) return [role];
  const templates: Statement = {
    Sid: 'RingfenceTemplates',
    Effect: 'Allow',
    Action: ['s3:GetObject', 's3:PutObject'],
    Resource: `${arn}:s3:::${deliveryBucket}/ringfence/*`,
  };
  return [role, templates];
}

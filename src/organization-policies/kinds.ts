import type { OrganizationPolicyControl } from './organization-policy.js';

/** The kinds of organization policies, in words. */
export const KINDS: Readonly<Record<OrganizationPolicyControl['kind'], string>> = {
  SERVICE_CONTROL_POLICY: 'service control policy',
  RESOURCE_CONTROL_POLICY: 'resource control policy',
  DECLARATIVE_POLICY_EC2: 'declarative policy for EC2',
  TAG_POLICY: 'tag policy',
  BACKUP_POLICY: 'backup policy',
  GUARDDUTY_POLICY: 'GuardDuty policy',
  SECURITYHUB_POLICY: 'Security Hub policy',
  SECURITYHUB_CSPM_POLICY: 'Security Hub CSPM policy',
  INSPECTOR_POLICY: 'Inspector policy',
};

import type { PolicyTypeName } from '../../configuration/policy-type.js';
import { LAST_WAVE, type PolicyChange } from '../change.js';
import { enabling, trusting } from './change-of.js';
import type { Draft } from './draft.js';

/**
 * Services that carry out the policies of a type, and so need trusted access to the organization. Source: AWS
 * Organizations User Guide, "AWS services that you can use with AWS Organizations", the page of each service.
 */
const SERVICES: Readonly<Partial<Record<PolicyTypeName, string>>> = {
  BACKUP_POLICY: 'backup.amazonaws.com',
  GUARDDUTY_POLICY: 'guardduty.amazonaws.com',
  INSPECTOR_POLICY: 'inspector2.amazonaws.com',
  SECURITYHUB_POLICY: 'securityhub.amazonaws.com',
};

/** Enables the types that documents are of, and trusted access of the services that carry them out. */
export function enableTypes(draft: Draft): void {
  const { organization, desired } = draft.input;
  if (desired.length === 0) return;
  if (organization.features !== 'ALL')
    draft.refuse(
      'features',
      'the organization has consolidated billing only: enable all features in AWS Organizations',
    );
  const types = [...new Set(desired.map((document) => document.type))];
  for (const type of types) draft.changes.push(...enablingOf(draft, type));
}

function enablingOf(draft: Draft, type: PolicyTypeName): PolicyChange[] {
  const { policyTypes, trustedServices = [], root } = draft.input.organization;
  const accounts = draft.places.get(root.id)?.accounts.length ?? 0;
  const wave = draft.input.waves[0]?.name ?? LAST_WAVE;
  const service = SERVICES[type];
  const changes = [
    ...(policyTypes[type] === undefined ? [enabling(type, accounts, wave)] : []),
    ...(service !== undefined && !trustedServices.includes(service) ? [trusting(type, service, accounts, wave)] : []),
  ];
  if (draft.input.mayEnable(type)) return changes;
  for (const { name } of changes)
    draft.refuse(
      'not-enabled',
      `\`${name}\` is not enabled, and \`organization.enablePolicyTypes\` does not allow a plan to enable it: name ${type} there, enable it yourself, or take the policies of this type out of the targets`,
    );
  return [];
}

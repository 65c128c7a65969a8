import { enablePolicyType } from '../model/attachments.js';
import { isOwned, objectName, ownerTags } from '../plan/desired.js';
import type { Organization, OrganizationPolicy, Unit } from '../tree.js';
import type { PlannedDocument } from './planned-document.js';

/**
 * The organization as it will be after the configuration is applied: types that documents need are enabled, with the
 * policies of AWS that come with them; what ringfence owns is replaced by what is planned; everything else stays.
 */
export function plannedOrganization(current: Organization, documents: readonly PlannedDocument[]): Organization {
  const types = new Set(documents.map(({ type }) => type));
  // A type that is enabled already, or cannot be, is left as it is: the plan says why.
  const organization = [...types].reduce(
    (state, type) => enablePolicyType(state, { operation: 'EnablePolicyType', type }).value?.organization ?? state,
    current,
  );
  const kept = [...organization.policies.values()].filter((policy) => !isOwned(policy));
  const keptIds = new Set(kept.map(({ id }) => id));
  const byTarget = new Map<string, string[]>();
  for (const document of documents) {
    byTarget.set(document.target, [...(byTarget.get(document.target) ?? []), objectName(document)]);
  }
  const attached = (target: string, policies: readonly string[]): string[] => [
    ...policies.filter((id) => keptIds.has(id)),
    ...(byTarget.get(target) ?? []),
  ];
  const place = (unit: Unit): Unit => ({
    ...unit,
    policies: attached(unit.id, unit.policies),
    accounts: unit.accounts.map((account) => ({ ...account, policies: attached(account.id, account.policies) })),
    units: unit.units.map(place),
  });
  return {
    ...organization,
    root: place(organization.root),
    policies: new Map([...kept, ...documents.map(policyOf)].map((policy) => [policy.id, policy])),
  };
}

/** A policy that is not created yet has its name for an id. */
const policyOf = (document: PlannedDocument): OrganizationPolicy => ({
  id: objectName(document),
  type: document.type,
  name: document.name,
  description: '',
  awsManaged: false,
  content: document.content,
  tags: ownerTags(document, ''),
});

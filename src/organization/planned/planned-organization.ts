import { isOwned, objectName, ownerTags } from '../plan/desired.js';
import type { Organization, OrganizationPolicy, Unit } from '../tree.js';
import type { PlannedDocument } from './planned-state.js';

/**
 * The organization as it will be after the configuration is applied: what ringfence owns is replaced by what is
 * planned, and everything else stays.
 */
export function plannedOrganization(organization: Organization, documents: readonly PlannedDocument[]): Organization {
  const kept = [...organization.policies.values()].filter((policy) => !isOwned(policy));
  const made = documents.map(policyOf);
  const keptIds = new Set(kept.map(({ id }) => id));
  const types = Object.fromEntries(documents.map(({ type }) => [type, 'ENABLED' as const]));
  const attached = (target: string, policies: readonly string[]): string[] => [
    ...policies.filter((id) => keptIds.has(id)),
    ...documents.filter((document) => document.target === target).map(objectName),
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
    policies: new Map([...kept, ...made].map((policy) => [policy.id, policy])),
    policyTypes: { ...types, ...organization.policyTypes },
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

import type { ValidateFunction } from 'ajv';
import { problemAt, readDocument } from '../../configuration/document.js';
import type { DocumentPath } from '../../configuration/place.js';
import type { Outcome } from '../../configuration/problem.js';
import { validated } from '../../configuration/validate.js';
import { MANAGED_POLICIES } from '../managed-policies.js';
import type { Account, Organization, OrganizationPolicy, Unit } from '../tree.js';
import { fileProblems } from './check.js';
import { configurationOf } from './configuration.js';
import type { OrganizationFile, WrittenAccount, WrittenPolicy, WrittenUnit } from './written.js';

/**
 * Reads an organization file: YAML or JSON.
 *
 * @param file as messages name it
 * @param validate of `schemas/organization.json`
 */
export function readOrganization(
  file: string,
  text: string,
  validate: ValidateFunction<OrganizationFile>,
): Outcome<Organization> {
  const read = readDocument(file, text);
  if (read.problems) return read;
  const cycle = cycleIn(read.value.value, [], new Set());
  if (cycle)
    return {
      problems: [problemAt(read.value, cycle, 'an anchor holds itself here: write the units out')],
    };
  const checked = validated(read.value, validate);
  if (checked.problems) return checked;
  const problems = fileProblems(checked.value, read.value);
  return problems.length > 0 ? { problems } : { value: organizationOf(checked.value) };
}

/** Where a value holds itself, by an anchor and its alias; null where none does. */
function cycleIn(value: unknown, path: DocumentPath, above: Set<unknown>): DocumentPath | null {
  if (typeof value !== 'object' || value === null) return null;
  if (above.has(value)) return path;
  above.add(value);
  for (const [key, entry] of Object.entries(value)) {
    const found = cycleIn(entry, [...path, Array.isArray(value) ? Number(key) : key], above);
    if (found) return found;
  }
  above.delete(value);
  return null;
}

function organizationOf({
  organization,
  root,
  policies = [],
  policyTypes = {},
  trustedServices,
  configuration,
}: OrganizationFile): Organization {
  return {
    id: organization.id,
    managementAccount: organization.managementAccount,
    features: organization.features ?? 'ALL',
    root: unitOf(root),
    policies: new Map([...managedPolicies(root), ...policies.map(policyOf)].map((policy) => [policy.id, policy])),
    policyTypes,
    ...(trustedServices && { trustedServices }),
    configuration: configurationOf(configuration),
  };
}

/** AWS's own policies need not be written out where they are attached. */
const managedPolicies = (root: WrittenUnit): OrganizationPolicy[] =>
  Object.values(MANAGED_POLICIES).filter(({ id }) => isAttached(root, id));

const isAttached = ({ policies = [], accounts = [], units = [] }: WrittenUnit, id: string): boolean =>
  policies.includes(id) ||
  accounts.some((account) => account.policies?.includes(id)) ||
  units.some((unit) => isAttached(unit, id));

const unitOf = ({ id, name, policies = [], accounts = [], units = [], tags = {} }: WrittenUnit): Unit => ({
  id,
  name,
  policies,
  accounts: accounts.map(accountOf),
  units: units.map(unitOf),
  tags,
});

const accountOf = ({ id, name, state = 'ACTIVE', policies = [], tags = {} }: WrittenAccount): Account => ({
  id,
  name,
  state,
  policies,
  tags,
});

const policyOf = ({
  content,
  description = '',
  awsManaged = false,
  tags = {},
  ...rest
}: WrittenPolicy): OrganizationPolicy => ({
  ...rest,
  description,
  awsManaged,
  content: typeof content === 'string' ? content : JSON.stringify(content),
  tags,
});

import type { ValidateFunction } from 'ajv';
import { type DocumentPath, problemAt, readDocument, type YamlDocument } from '../../configuration/document.js';
import { suggestion } from '../../configuration/nearest.js';
import type { ConfigurationProblem, Outcome } from '../../configuration/problem.js';
import { validated } from '../../configuration/validate.js';
import type { Account, Organization, OrganizationPolicy, Unit } from '../tree.js';
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
  if (isCyclic(read.value.value, new Set())) {
    return { problems: [{ file, line: null, column: null, message: 'an anchor holds itself: write the units out' }] };
  }
  const checked = validated(read.value, validate);
  if (checked.problems) return checked;
  const problems = [...sameIds(checked.value, read.value), ...unknownPolicies(checked.value, read.value)];
  return problems.length > 0 ? { problems } : { value: organizationOf(checked.value) };
}

function isCyclic(value: unknown, above: Set<unknown>): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (above.has(value)) return true;
  above.add(value);
  const found = Object.values(value).some((entry) => isCyclic(entry, above));
  above.delete(value);
  return found;
}

function organizationOf({
  organization,
  root,
  policies = [],
  policyTypes = {},
  configuration = {},
}: OrganizationFile): Organization {
  return {
    id: organization.id,
    managementAccount: organization.managementAccount,
    features: organization.features ?? 'ALL',
    root: unitOf(root),
    policies: new Map(policies.map((policy) => [policy.id, policyOf(policy)])),
    policyTypes,
    configuration: { conformancePacks: [], rules: [], ...configuration },
  };
}

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

/** Something with an id or attachments, and where it stands. */
interface Written {
  readonly path: DocumentPath;
  readonly id: string;
  readonly name: string;
  readonly policies: readonly string[];
  /** The id of what holds it; empty for the root. */
  readonly parent: string;
}

function everyPlace(unit: WrittenUnit, path: DocumentPath, parent: string): Written[] {
  const accounts = (unit.accounts ?? []).map(
    (account, index): Written => ({
      path: [...path, 'accounts', index],
      id: account.id,
      name: account.name,
      policies: account.policies ?? [],
      parent: unit.id,
    }),
  );
  const units = (unit.units ?? []).flatMap((child, index) => everyPlace(child, [...path, 'units', index], unit.id));
  return [{ path, id: unit.id, name: unit.name, policies: unit.policies ?? [], parent }, ...accounts, ...units];
}

function sameIds(file: OrganizationFile, document: YamlDocument): ConfigurationProblem[] {
  const places = everyPlace(file.root, ['root'], '');
  const policies = (file.policies ?? []).map(({ id, name, type }, index) => ({
    path: ['policies', index],
    id,
    name: `${type} ${name}`,
  }));
  const units = places
    .filter(({ id }) => id.startsWith('ou-'))
    .map((place) => ({ ...place, name: `${place.parent} ${place.name}` }));
  return [
    ...repeated(
      [...places, ...policies],
      ({ id }) => id,
      (id) => `the id \`${id}\` stands twice`,
      document,
    ),
    ...repeated(
      units,
      ({ name }) => name,
      (name) => `two units beside each other are named \`${name.slice(name.indexOf(' ') + 1)}\`: AWS refuses that`,
      document,
    ),
    ...repeated(
      policies,
      ({ name }) => name,
      (name) => `two policies are named \`${name.slice(name.indexOf(' ') + 1)}\`: AWS refuses that`,
      document,
    ),
  ];
}

function repeated<Item extends { readonly path: DocumentPath }>(
  items: readonly Item[],
  key: (item: Item) => string,
  message: (key: string) => string,
  document: YamlDocument,
): ConfigurationProblem[] {
  const seen = new Set<string>();
  return items.flatMap((item) => {
    const twice = seen.has(key(item));
    seen.add(key(item));
    return twice ? [problemAt(document, item.path, message(key(item)))] : [];
  });
}

function unknownPolicies(file: OrganizationFile, document: YamlDocument): ConfigurationProblem[] {
  const known = new Set((file.policies ?? []).map(({ id }) => id));
  return everyPlace(file.root, ['root'], '').flatMap(({ path, policies }) =>
    policies.flatMap((id, index) =>
      known.has(id)
        ? []
        : [
            problemAt(
              document,
              [...path, 'policies', index],
              `\`policies:\` of the file has no \`${id}\`${suggestion(id, known)}`,
            ),
          ],
    ),
  );
}

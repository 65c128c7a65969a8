import { problemAt, type YamlDocument } from '../../configuration/document.js';
import type { DocumentPath } from '../../configuration/place.js';
import type { ConfigurationProblem } from '../../configuration/problem.js';
import { suggestion } from '../../text/nearest.js';
import { MANAGED_POLICIES } from '../managed-policies.js';
import type { OrganizationFile, WrittenUnit } from './written.js';

/** What is wrong with an organization file of the right shape: ids and names that stand twice, policies that are not there. */
export function fileProblems(file: OrganizationFile, document: YamlDocument): ConfigurationProblem[] {
  const places = everyPlace(file.root, ['root'], '');
  const policies = policyNames(file);
  const units = places.filter(({ id }) => id.startsWith('ou-'));
  return [
    ...repeated([...places, ...policies], ({ id }) => id).map(({ path, id }) =>
      problemAt(document, path, `the id \`${id}\` stands twice`),
    ),
    ...repeated(units, ({ parent, name }) => `${parent} ${name}`).map(({ path, name }) =>
      problemAt(document, path, `two units beside each other are named \`${name}\`: AWS refuses that`),
    ),
    ...repeated(policies, ({ type, name }) => `${type} ${name}`).map(({ path, type, name }) =>
      problemAt(document, path, `two policies of type ${type} are named \`${name}\`: AWS refuses that`),
    ),
    ...attachmentProblems(places, policies, document),
    ...configurationProblems(file, document),
  ];
}

/** A pack is found by its region and name, a recording by its account and region. */
function configurationProblems({ configuration = {} }: OrganizationFile, document: YamlDocument) {
  const { conformancePacks = [], recordings } = configuration;
  const packs = conformancePacks.map(({ region, name }, index) => ({ index, key: `\`${name}\` in \`${region}\`` }));
  const known = (recordings ?? []).map(({ region, account }, index) => ({
    index,
    key: `account \`${account}\` in \`${region}\``,
  }));
  return [
    ...repeated(packs, ({ key }) => key).map(({ index, key }) =>
      problemAt(document, ['configuration', 'conformancePacks', index], `the pack ${key} stands twice`),
    ),
    ...repeated(known, ({ key }) => key).map(({ index, key }) =>
      problemAt(document, ['configuration', 'recordings', index], `${key} stands twice`),
    ),
  ];
}

/** Something with an id and attachments, and where it stands. */
interface Written {
  readonly path: DocumentPath;
  readonly id: string;
  readonly name: string;
  readonly policies: readonly string[];
  /** The id of what holds it; empty for the root. */
  readonly parent: string;
}

function everyPlace(unit: WrittenUnit, path: DocumentPath, parent: string): Written[] {
  const { id, name, policies = [] } = unit;
  const accounts = (unit.accounts ?? []).map(
    (account, index): Written => ({
      path: [...path, 'accounts', index],
      id: account.id,
      name: account.name,
      policies: account.policies ?? [],
      parent: id,
    }),
  );
  const units = (unit.units ?? []).flatMap((child, index) => everyPlace(child, [...path, 'units', index], id));
  return [{ path, id, name, policies, parent }, ...accounts, ...units];
}

const policyNames = ({ policies = [] }: OrganizationFile) =>
  policies.map(({ id, name, type }, index) => ({ path: ['policies', index], id, name, type }));

/** The second of those that are alike. */
function repeated<Item>(items: readonly Item[], key: (item: Item) => string): Item[] {
  const seen = new Set<string>();
  return items.filter((item) => {
    const twice = seen.has(key(item));
    seen.add(key(item));
    return twice;
  });
}

function attachmentProblems(
  places: readonly Written[],
  policies: readonly { readonly id: string }[],
  document: YamlDocument,
): ConfigurationProblem[] {
  const known = new Set([...policies, ...Object.values(MANAGED_POLICIES)].map(({ id }) => id));
  return places.flatMap(({ path, policies: attached }) =>
    attached.flatMap((id, index) => {
      const at = [...path, 'policies', index];
      if (!known.has(id))
        return [problemAt(document, at, `\`policies:\` of the file has no \`${id}\`${suggestion(id, known)}`)];
      return attached.indexOf(id) < index ? [problemAt(document, at, `\`${id}\` is attached twice here`)] : [];
    }),
  );
}

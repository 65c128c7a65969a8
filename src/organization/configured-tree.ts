import { createHash } from 'node:crypto';
import type { Configuration } from '../configuration/configuration.js';
import { MANAGED_POLICIES } from './managed-policies.js';
import type { Account, Organization, Unit } from './tree.js';

/** Stands for the id of an organization that nobody names; it is not of the form of an id. */
const UNKNOWN_ID = 'o-unknown';

/** Whether it is the id of an organization. Source: the models of the Organizations API. */
export const isOrganizationId = (id: string): boolean => /^o-[a-z0-9]{10,32}$/.test(id);

/**
 * The organization that a configuration alone tells of: the units of its targets and waves, with the policies of AWS
 * everywhere. Units by id and accounts lie directly below the root, since nothing says where else. Ids of units by path
 * are made up; the organization's is what a control is given as `organizationId`.
 */
export function configuredTree({ organization, controls }: Configuration): Organization {
  const named = [
    ...(organization.targets ?? []).map(({ unit }) => unit),
    ...(organization.waves ?? []).flatMap(({ units }) => units),
  ];
  const policies = Object.values(MANAGED_POLICIES);
  const attached = policies.map(({ id }) => id);
  const paths = new Set(named.filter((unit) => unit.startsWith('/')).flatMap(prefixes));
  const ids = (pattern: RegExp): string[] => [...new Set(named.filter((unit) => pattern.test(unit)))].toSorted();
  const root = unitAt('', paths, attached);
  const unitsById = ids(/^ou-/).map((id): Unit => ({ ...root, id, name: id, units: [] }));
  const settings = [controls, ...(organization.targets ?? []).map((target) => target.controls ?? {})];
  const given = settings
    .flatMap((one) => Object.values(one))
    .map(({ parameters }) => String(parameters?.['organizationId']));
  return {
    id: given.find(isOrganizationId) ?? UNKNOWN_ID,
    managementAccount: '000000000000',
    features: 'ALL',
    root: {
      ...root,
      id: ids(/^r-/)[0] ?? root.id,
      units: [...root.units, ...unitsById],
      accounts: ids(/^\d{12}$/).map((id): Account => ({ id, name: id, state: 'ACTIVE', policies: attached, tags: {} })),
    },
    policies: new Map(policies.map((policy) => [policy.id, policy])),
    policyTypes: { SERVICE_CONTROL_POLICY: 'ENABLED', RESOURCE_CONTROL_POLICY: 'ENABLED' },
    configuration: { conformancePacks: [], rules: [], recordings: null },
  };
}

/** `/a/b` and `/a`. */
function prefixes(path: string): string[] {
  const names = path.split('/').filter((name) => name !== '');
  return names.map((_, index) => `/${names.slice(0, index + 1).join('/')}`);
}

function unitAt(path: string, paths: ReadonlySet<string>, policies: readonly string[]): Unit {
  const children = [...paths].filter((one) => one.slice(0, one.lastIndexOf('/')) === path).toSorted();
  return {
    id: path === '' ? 'r-conf' : `ou-conf-${createHash('sha256').update(path).digest('hex').slice(0, 12)}`,
    name: path === '' ? 'Root' : path.slice(path.lastIndexOf('/') + 1),
    policies,
    accounts: [],
    units: children.map((child) => unitAt(child, paths, policies)),
    tags: {},
  };
}

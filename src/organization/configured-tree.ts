import { createHash } from 'node:crypto';
import type { Configuration } from '../configuration/configuration.js';
import type { Account, Organization, OrganizationPolicy, Unit } from './tree.js';

/** The policy that AWS attaches everywhere. Source: AWS Organizations user guide. */
export const FULL_AWS_ACCESS: OrganizationPolicy = {
  id: 'p-FullAWSAccess',
  type: 'SERVICE_CONTROL_POLICY',
  name: 'FullAWSAccess',
  description: 'Allows access to every operation',
  awsManaged: true,
  content: '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}',
  tags: {},
};

/**
 * The organization that a configuration alone tells of: the units of its targets and waves, with FullAWSAccess
 * everywhere. Accounts that targets name lie directly below the root. Ids are made up.
 */
export function configuredTree({ organization }: Configuration): Organization {
  const named = [
    ...(organization.targets ?? []).map(({ unit }) => unit),
    ...(organization.waves ?? []).flatMap(({ units }) => units),
  ];
  const paths = new Set(named.filter((unit) => unit.startsWith('/')).flatMap(prefixes));
  const accounts = [...new Set(named.filter((unit) => /^\d{12}$/.test(unit)))].toSorted();
  return {
    id: 'o-configured',
    managementAccount: '000000000000',
    features: 'ALL',
    root: { ...unitAt('', paths), accounts: accounts.map(accountOf) },
    policies: new Map([[FULL_AWS_ACCESS.id, FULL_AWS_ACCESS]]),
    policyTypes: { SERVICE_CONTROL_POLICY: 'ENABLED', RESOURCE_CONTROL_POLICY: 'ENABLED' },
    configuration: { conformancePacks: [], rules: [] },
  };
}

/** `/a/b` and `/a`. */
function prefixes(path: string): string[] {
  const names = path.split('/').filter((name) => name !== '');
  return names.map((_, index) => `/${names.slice(0, index + 1).join('/')}`);
}

function unitAt(path: string, paths: ReadonlySet<string>): Unit {
  const children = [...paths].filter((one) => one.slice(0, one.lastIndexOf('/')) === path).toSorted();
  return {
    id: path === '' ? 'r-conf' : `ou-conf-${createHash('sha256').update(path).digest('hex').slice(0, 12)}`,
    name: path === '' ? 'Root' : path.slice(path.lastIndexOf('/') + 1),
    policies: [FULL_AWS_ACCESS.id],
    accounts: [],
    units: children.map((child) => unitAt(child, paths)),
    tags: {},
  };
}

const accountOf = (id: string): Account => ({
  id,
  name: id,
  state: 'ACTIVE',
  policies: [FULL_AWS_ACCESS.id],
  tags: {},
});

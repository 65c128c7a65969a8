import { createHash } from 'node:crypto';
import { type Change, isPackChange } from '../change.js';
import { packText } from '../pack-deployment.js';
import { placesOf } from '../places.js';
import type { Organization } from '../tree.js';

/**
 * Everything that a reviewed plan rests on, but for accounts: a new account below a target changes no checksum, unless a
 * conformance pack excludes it. What accounts record and have of AWS Config is judged anew by `apply`.
 */
export interface Reviewed {
  readonly version: string;
  /** Where the organization is, with an endpoint that is not AWS's own. */
  readonly source: string;
  /** The effective configuration's part on organizations. */
  readonly configuration: unknown;
  readonly organization: Organization;
  readonly changes: readonly Change[];
}

/** Binds an apply to the plan that was reviewed: 16 hexadecimal digits. */
export function checksum({ version, source, configuration, organization, changes }: Reviewed): string {
  const targets = new Set(changes.map(({ target }) => target));
  const attached = [...placesOf(organization).values()]
    .filter(({ id, policies }) => targets.has(id) || policies.some((policy) => !isManaged(organization, policy)))
    .map(({ id, policies }) => [id, policies.toSorted()]);
  const contents = [...organization.policies.values()].map(({ id, name, type, content, tags }) => [
    id,
    name,
    type,
    content,
    sorted(tags),
  ]);
  const { conformancePacks, recordings } = organization.configuration;
  const packs = conformancePacks.map((pack) => [pack.region, pack.name, pack.status, packText(pack), pack.template]);
  const plain = changes.map(plainChange);
  const text = JSON.stringify([
    version,
    source,
    organization.id,
    sorted(configuration),
    attached,
    contents.toSorted(),
    plain,
    [packs.toSorted(), recordings === null, organization.trustedServices ?? []],
  ]);
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}

/** Without the words and numbers that are for people. */
function plainChange(change: Change): unknown {
  const { accounts: _accounts, risk: _risk, ...plain } = change;
  return sorted(isPackChange(change) ? { ...plain, difference: null } : plain);
}

const isManaged = ({ policies }: Organization, id: string): boolean => policies.get(id)?.awsManaged ?? true;

/** With the keys of every map in one order, so that equal values have equal text. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.entries(value)
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([key, entry]) => [key, sorted(entry)]);
}

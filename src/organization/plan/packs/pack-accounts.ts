import type { PackChange } from '../../change.js';
import { isOwnPack, type PackDeployment } from '../../pack-deployment.js';
import { everyAccount } from '../../places.js';
import type { Organization } from '../../tree.js';
import { coveredBy } from './pack-change-of.js';
import { packKey } from './pack-draft.js';

/** The accounts for which something changes, by number. */
export function touchedByPacks(organization: Organization, changes: readonly PackChange[]): string[] {
  const active = activeOf(organization);
  const there = new Map(organization.configuration.conformancePacks.map((pack) => [packKey(pack), pack]));
  const touched = changes.flatMap((change) => {
    const before = there.get(packKey({ region: change.region ?? '', name: change.name }));
    const packs = [...(before ? [before] : []), ...(change.pack ? [change.pack] : [])];
    if (before && change.pack && isOnlyExclusions(change)) return between(before, change.pack, active);
    return packs.flatMap((pack) => coveredBy(pack, active));
  });
  return [...new Set(touched)];
}

const activeOf = (organization: Organization): string[] =>
  everyAccount(organization).flatMap(({ id, active }) => (active ? [id] : []));

const isOnlyExclusions = ({ difference }: PackChange): boolean =>
  difference !== null &&
  difference.rules?.added.length === 0 &&
  difference.rules.removed.length === 0 &&
  difference.parameters.length === 0;

/** Those that one of two has and the other has not. */
function between(one: Pick<PackDeployment, 'excludedAccounts'>, other: PackDeployment, active: readonly string[]) {
  const [had, has] = [one, other].map((pack) => new Set(coveredBy(pack, active)));
  return active.filter((id) => had?.has(id) !== has?.has(id));
}

/** Accounts that a plan gives packs, and those that have one of ringfence before. */
export function newlyJudged(
  organization: Organization,
  changes: readonly PackChange[],
): { readonly accounts: readonly string[]; readonly before: ReadonlySet<string> } {
  const active = activeOf(organization);
  const own = organization.configuration.conformancePacks.filter(isOwnPack);
  const before = new Set(own.flatMap((pack) => coveredBy(pack, active)));
  const puts = changes.flatMap(({ pack }) => (pack ? coveredBy(pack, active) : []));
  return { accounts: [...new Set(puts)].filter((id) => !before.has(id)), before };
}

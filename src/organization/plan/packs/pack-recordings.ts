import type { PackChange } from '../../change.js';
import type { AccountRecording } from '../../conformance-pack.js';
import { everyAccount } from '../../places.js';
import type { Note, Refusal } from '../draft.js';
import type { DesiredPack } from './desired-pack.js';
import { coveredBy } from './pack-change-of.js';
import type { PackPlanInput } from './pack-draft.js';
import { accountsText } from './pack-quotas.js';

interface Checked {
  readonly refusals: readonly Refusal[];
  readonly notes: readonly Note[];
}

/**
 * Whether the accounts that get packs record what the rules judge: without a recorder a pack fails, without a type its
 * rules judge nothing. What nobody has said is a note, never a pass.
 */
export function packRecordings(input: PackPlanInput, changes: readonly PackChange[]): Checked {
  const regions = [...new Set(changes.flatMap(({ region, pack }) => (region === null || !pack ? [] : [region])))];
  const { recordings } = input.organization.configuration;
  if (regions.length === 0) return { refusals: [], notes: [] };
  if (recordings === null) {
    const message = `not checked: whether the accounts record what the rules need in ${regions.map((one) => `\`${one}\``).join(', ')}, and how many packs and rules they have: nothing says so`;
    return { refusals: [], notes: [{ message }] };
  }
  const active = everyAccount(input.organization).flatMap(({ id, active: isActive }) => (isActive ? [id] : []));
  const made = regions.map((region) => {
    const known = new Map(recordings.filter((one) => one.region === region).map((one) => [one.account, one]));
    const packs = input.desired.filter((pack) => pack.region === region);
    return inRegion(region, packs, active, known);
  });
  return { refusals: made.flatMap(({ refusals }) => refusals), notes: made.flatMap(({ notes }) => notes) };
}

function inRegion(
  region: string,
  packs: readonly DesiredPack[],
  active: readonly string[],
  known: ReadonlyMap<string, AccountRecording>,
): Checked {
  const unknown = new Set<string>();
  const without = new Set<string>();
  const lacking = new Map<string, Set<string>>();
  for (const pack of packs) {
    for (const id of coveredBy(pack, active)) {
      const recorded = known.get(id)?.recorded;
      if (recorded === undefined) unknown.add(id);
      else if (recorded === null) without.add(id);
      else if (recorded !== 'all')
        for (const type of pack.resourceTypes.filter((one) => !recorded.includes(one)))
          lacking.set(type, (lacking.get(type) ?? new Set()).add(id));
    }
  }
  const about = (ids: Iterable<string>, words: (text: string) => string) => {
    const accounts = [...ids].toSorted();
    return accounts.length === 0 ? [] : [{ message: words(accountsText(accounts)), accounts }];
  };
  const refusals = [
    ...about(
      without,
      (text) => `${text} have no recorder of AWS Config in \`${region}\`: turn it on there, or exclude them`,
    ),
    ...[...lacking].flatMap(([type, ids]) =>
      about(ids, (text) => `${text} do not record \`${type}\` in \`${region}\`: record it there, or exclude them`),
    ),
  ];
  return {
    refusals: refusals.map((one) => ({ rule: 'recording', ...one })),
    notes: about(unknown, (text) => `not checked: whether ${text} record what the rules need in \`${region}\``),
  };
}

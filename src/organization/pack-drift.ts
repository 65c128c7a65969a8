import type { RunState } from './apply/journal.js';
import { isPackChange } from './change.js';
import { type ConformancePack, PACK_PARAMETER } from './conformance-pack.js';
import type { Drift } from './drift.js';
import { isAsPut, isOwnPack, type PackDeployment, type PackState, templateDigest } from './pack-deployment.js';
import type { DesiredPack } from './plan/packs/desired-pack.js';

/** What the drift of conformance packs is judged by. */
export interface PackDriftInput {
  readonly packs: readonly ConformancePack[];
  readonly desired: readonly DesiredPack[];
  /** Runs on the organization, oldest first, as far as journals are there. */
  readonly runs: readonly RunState[];
  /** The regions that were read; null: all. */
  readonly regions: readonly string[] | null;
}

const keyOf = ({ region, name }: { readonly region: string | null; readonly name: string }): string =>
  `${region} ${name}`;

/** What differs from what was last applied, what failed, what somebody else has under a name of ours, what is not applied. */
export function packDriftOf({ packs, desired, runs, regions }: PackDriftInput): Drift[] {
  const applied = appliedPacks(runs);
  const wanted = new Map(desired.map((pack) => [keyOf(pack), pack]));
  const there = new Map(packs.map((pack) => [keyOf(pack), pack]));
  const own = packs
    .filter(isOwnPack)
    .flatMap((pack) => ownDrift(pack, applied.get(keyOf(pack)) ?? [], wanted.get(keyOf(pack))));
  const absent = [...new Set([...wanted.keys(), ...applied.keys()])].filter((key) => !there.has(key));
  const foreign = packs.filter(
    (pack) => !isOwnPack(pack) && (wanted.has(keyOf(pack)) || applied.get(keyOf(pack))?.[0]),
  );
  return [
    ...own,
    ...absent.flatMap((key) => absence(key, applied.get(key) ?? [null], wanted.get(key), regions)),
    ...foreign.map((pack) =>
      drift('name-taken', pack, 'a pack of somebody else has the name: rename or delete it, ringfence leaves it alone'),
    ),
  ];
}

const drift = (
  kind: Drift['kind'],
  { region, name }: Pick<ConformancePack, 'region' | 'name'>,
  message: string,
): Drift => ({
  kind,
  policy: name,
  target: null,
  region,
  message,
});

/** A pack as a run may have left it; null: it is not there. */
type Left = PackDeployment | null;

/**
 * As runs left packs: by region and name, the last first. More than one where a run stopped, since its last change may
 * have been made or not.
 */
function appliedPacks(runs: readonly RunState[]): Map<string, readonly Left[]> {
  const applied = new Map<string, readonly Left[]>();
  for (const { start, made, begun } of runs) {
    for (const [index, change] of start.changes.entries()) {
      if (!isPackChange(change) || change.region === null) continue;
      const key = keyOf(change);
      if (made.has(index)) applied.set(key, [change.pack]);
      else if (begun.has(index)) applied.set(key, [change.pack, ...(applied.get(key) ?? [null])]);
    }
  }
  return applied;
}

function ownDrift(pack: ConformancePack, left: readonly Left[], wanted: DesiredPack | undefined): Drift[] {
  const applied = left.filter((one) => one !== null);
  const [last] = applied;
  const failed = pack.status.endsWith('_FAILED')
    ? [drift('failed', pack, `it is ${pack.status}${pack.problem === null ? '' : `: ${pack.problem}`}`)]
    : [];
  const isKnown = last === undefined || applied.some((one) => isAsPut(pack, one));
  const changed = isEdited(pack)
    ? 'its template was edited'
    : isKnown
      ? null
      : `other than applied: ${differenceText(pack, last)}`;
  if (changed !== null) return [...failed, drift('changed', pack, `${changed}; the next apply puts it back`)];
  if (!wanted)
    return [...failed, drift('not-applied', pack, 'the configuration no longer has it; the next apply deletes it')];
  if (isAsPut(pack, wanted)) return failed;
  const unsure = last ? '' : '; there is no journal of what was applied, so that somebody else may have changed it';
  const message = `other in the configuration: ${differenceText(pack, wanted)}${unsure}`;
  return [...failed, drift('not-applied', pack, message)];
}

const isEdited = ({ template, parameters }: ConformancePack): boolean =>
  template !== null && templateDigest(template) !== parameters[PACK_PARAMETER];

/** What of a pack is otherwise. */
function differenceText(pack: PackState, other: PackDeployment): string {
  const names = [...new Set([...Object.keys(pack.parameters), ...Object.keys(other.parameters)])].filter(
    (name) => pack.parameters[name] !== other.parameters[name],
  );
  const parts = [
    ...(names.includes(PACK_PARAMETER) || (pack.template !== null && pack.template !== other.template)
      ? ['template']
      : []),
    ...names.filter((name) => name !== PACK_PARAMETER).map((name) => `parameter \`${name}\``),
    ...(pack.excludedAccounts.toSorted().join() === other.excludedAccounts.toSorted().join() ? [] : ['exclusions']),
    ...(pack.deliveryBucket === other.deliveryBucket ? [] : ['delivery bucket']),
  ];
  return parts.join(', ');
}

function absence(
  key: string,
  left: readonly Left[],
  wanted: DesiredPack | undefined,
  regions: PackDriftInput['regions'],
): Drift[] {
  const [region = '', name = ''] = key.split(' ');
  const isThere = !left.includes(null);
  if (isThere && regions?.includes(region) === false)
    return [
      drift(
        'not-looked-at',
        { region, name },
        'a run deployed it, and the region is not looked at: name it in `organization.config.formerRegions`, and the next apply deletes it',
      ),
    ];
  if (isThere) return [drift('missing', { region, name }, 'somebody deleted it; the next apply creates it again')];
  return wanted ? [drift('not-applied', { region, name }, 'the configuration has it, and it is not applied yet')] : [];
}

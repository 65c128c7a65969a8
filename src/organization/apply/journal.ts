import type { Call } from '../call.js';
import type { Change } from '../change.js';
import type { ConformancePack } from '../conformance-pack.js';
import type { OrganizationSource } from '../port.js';
import { mayHaveEffect, type PortError } from '../port-error.js';
import type { Organization, OrganizationPolicy } from '../tree.js';

/** Changes of one wave, and how long they are watched before the next wave. */
export interface RunWave {
  readonly name: string;
  readonly soakSeconds: number;
}

/** The first entry of every journal: what was reviewed, and what a rollback needs. */
export interface RunEntry {
  readonly entry: 'run';
  readonly version: 1;
  readonly run: string;
  /** ISO 8601, as are the times of all entries. */
  readonly time: string;
  /** Of the plan. */
  readonly checksum: string;
  readonly source: OrganizationSource;
  /** In order; a wave that is not listed has no soak. */
  readonly waves: readonly RunWave[];
  readonly changes: readonly Change[];
  /** What the changes update or delete, as it was. */
  readonly replaced: readonly OrganizationPolicy[];
  readonly replacedPacks?: readonly ConformancePack[];
}

/** Changes are named by their place in the list of the run. */
export type JournalEntry =
  | RunEntry
  /** Written before a call: it may have been made. */
  | { readonly entry: 'intent'; readonly change: number; readonly call: Call; readonly time: string }
  | {
      readonly entry: 'result';
      readonly change: number;
      readonly outcome: 'done' | 'done-already' | 'failed';
      /** The id that CreatePolicy gave. */
      readonly policy: string | null;
      readonly error: PortError | null;
      readonly time: string;
    }
  /** Every call of the change is made, and reading back shows its effect. */
  | { readonly entry: 'changed'; readonly change: number; readonly time: string }
  /** Every change of the wave is made and still there: its soak begins. */
  | { readonly entry: 'wave'; readonly wave: string; readonly time: string }
  | { readonly entry: 'halt'; readonly change: number | null; readonly message: string; readonly time: string }
  | { readonly entry: 'applied'; readonly time: string };

/** Where entries go. An entry is safe on disk when the promise resolves. */
export interface JournalSink {
  /** @throws JournalFailure */
  append(entry: JournalEntry): Promise<void>;
}

/** The journal cannot be written: nothing more may be changed. Its message is for the user. */
export class JournalFailure extends Error {}

/** A name for a run: its start, to the millisecond, and the start of the plan's checksum. */
export const runName = (milliseconds: number, checksum: string): string =>
  `${new Date(milliseconds).toISOString().replace(/[-:.]/g, '')}-${checksum.slice(0, 6)}`;

/** The policies that changes update or delete, as they are. */
export function replacedBy(changes: readonly Change[], { policies }: Organization): readonly OrganizationPolicy[] {
  const ids = changes.flatMap(({ action, policy }) => (action === 'update' || action === 'delete' ? [policy] : []));
  return [...new Set(ids)].flatMap((id) => policies.get(id ?? '') ?? []);
}

/** The conformance packs that changes put again or delete, as they are. */
export function replacedPacksBy(
  changes: readonly Change[],
  { configuration }: Organization,
): readonly ConformancePack[] {
  const keys = new Set(changes.map(({ region, name }) => `${region} ${name}`));
  return configuration.conformancePacks.filter(({ region, name }) => keys.has(`${region} ${name}`));
}

/** What a journal says of a run so far. */
export interface RunState {
  readonly start: RunEntry;
  /** Changes that are made, by their place. */
  readonly made: ReadonlySet<number>;
  /** Changes that took effect, in part or wholly, or may have: all but those whose every call was refused. */
  readonly begun: ReadonlySet<number>;
  /** Ids of policies that the run created, by type and name: `policyKey`. */
  readonly created: ReadonlyMap<string, string>;
  /** When each wave was done, in milliseconds since 1970. */
  readonly waves: ReadonlyMap<string, number>;
  readonly applied: boolean;
}

export const policyKey = (type: string, name: string): string => `${type} ${name}`;

/** @returns null where the journal does not begin with a run */
export function runState(entries: readonly JournalEntry[]): RunState | null {
  const [start] = entries;
  if (start?.entry !== 'run') return null;
  const made = new Set<number>();
  const begun = new Set<number>();
  /** Changes with a call of which no result is known. */
  const open = new Set<number>();
  const created = new Map<string, string>();
  const waves = new Map<string, number>();
  for (const entry of entries) {
    if (entry.entry === 'intent') open.add(entry.change);
    if (entry.entry === 'changed') made.add(entry.change);
    if (entry.entry === 'wave') waves.set(entry.wave, Date.parse(entry.time));
    if (entry.entry !== 'result') continue;
    open.delete(entry.change);
    if (entry.outcome !== 'failed' || (entry.error && mayHaveEffect(entry.error))) begun.add(entry.change);
    if (entry.policy === null) continue;
    const change = start.changes[entry.change];
    if (change) created.set(policyKey(change.kind, change.name), entry.policy);
  }
  return {
    start,
    made,
    begun: new Set([...begun, ...open]),
    created,
    waves,
    applied: entries.at(-1)?.entry === 'applied',
  };
}

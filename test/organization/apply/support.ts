import { type ApplyInput, type ApplyResult, apply } from '../../../src/organization/apply/apply.js';
import {
  type JournalEntry,
  type JournalSink,
  type RunEntry,
  type RunState,
  type RunWave,
  replacedBy,
  replacedPacksBy,
  runState,
} from '../../../src/organization/apply/journal.js';
import type { Change } from '../../../src/organization/change.js';
import type { OrganizationPort } from '../../../src/organization/port.js';
import type { Organization } from '../../../src/organization/tree.js';
import { standingClock } from '../../support/organizations.js';
import { ROOT } from '../plan/support.js';

/** A journal in memory; `entries` is what is on disk. */
export class MemoryJournal implements JournalSink {
  readonly entries: JournalEntry[] = [];

  async append(entry: JournalEntry): Promise<void> {
    this.entries.push(structuredClone(entry));
  }
}

export const runOf = (
  organization: Organization,
  changes: readonly Change[],
  parts: { readonly run?: string; readonly waves?: readonly RunWave[] } = {},
): RunEntry => ({
  entry: 'run',
  version: 1,
  run: parts.run ?? 'run-1',
  time: '2026-11-25T06:00:00Z',
  checksum: '0123456789abcdef',
  source: { id: organization.id, source: 'organization.json', caller: null, endpoint: null },
  waves: parts.waves ?? [],
  changes,
  replaced: replacedBy(changes, organization),
  replacedPacks: replacedPacksBy(changes, organization),
});

export function stateOf(entries: readonly JournalEntry[]): RunState {
  const state = runState(entries);
  if (!state) throw new Error('the journal has no run');
  return state;
}

/** Applies what a journal holds, as far as it goes. */
export function applyJournal(
  port: OrganizationPort,
  journal: JournalSink & { readonly entries?: readonly JournalEntry[] },
  parts: Partial<ApplyInput> = {},
): Promise<ApplyResult> {
  return apply({
    port,
    journal,
    clock: standingClock(),
    state: parts.state ?? stateOf(journal.entries ?? []),
    root: ROOT,
    owner: 'tester',
    breakLock: false,
    tell: () => undefined,
    ...parts,
  });
}

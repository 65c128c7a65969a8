import { type Change, isPackChange, LAST_WAVE, type PolicyChange } from '../change.js';
import type { OrganizationPolicy } from '../tree.js';
import { policyKey, type RunState } from './journal.js';
import { inverseOfPack, type PackSources } from './pack-inverse.js';

export interface InverseChanges {
  readonly changes: readonly Change[];
  /** What is not put back: a type that was enabled, since disabling it would detach every policy of the type. */
  readonly kept: readonly Change[];
  /** What cannot be put back, since its text is nowhere, in words. */
  readonly missing: readonly string[];
}

const NOTHING_KNOWN: PackSources = { templates: new Map(), packs: [], accounts: [] };

/**
 * What puts back what a run replaced, in the opposite order, so that it goes through the same states. Changes that may
 * have been made, since the run was interrupted, are among them: undoing what was not done changes nothing.
 */
export function inverseChanges(state: RunState, packs: PackSources = NOTHING_KNOWN): InverseChanges {
  const { start, begun } = state;
  const done = [...start.changes.entries()].filter(([index]) => begun.has(index)).toReversed();
  const undone = done.map(([index, change]) =>
    isPackChange(change) ? packInverse(change, index, state, packs) : { changes: inverse(change, state), missing: [] },
  );
  return {
    changes: undone.flatMap(({ changes }) => changes),
    kept: done.map(([, change]) => change).filter(({ action }) => action === 'enable'),
    missing: [...new Set(undone.flatMap(({ missing }) => missing))],
  };
}

function packInverse(...given: Parameters<typeof inverseOfPack>): Pick<InverseChanges, 'changes' | 'missing'> {
  const undone = inverseOfPack(...given);
  if (undone === null) return { changes: [], missing: [] };
  return 'missing' in undone ? { changes: [], missing: [undone.missing] } : { changes: [undone.change], missing: [] };
}

function inverse(change: PolicyChange, state: RunState): readonly PolicyChange[] {
  const policy = policyNow(change, state);
  const replaced = state.start.replaced.find(({ id }) => id === change.policy);
  const back: PolicyChange = {
    ...change,
    policy,
    wave: LAST_WAVE,
    before: change.after,
    after: change.before,
    tags: null,
    risk: `puts back what run ${state.start.run} found`,
  };
  if (change.action === 'attach') return [{ ...back, action: 'detach' }];
  if (change.action === 'detach') return [{ ...back, action: 'attach' }];
  if (change.action === 'create') return [{ ...back, action: 'delete', target: null, targetName: null }];
  if (change.action === 'delete') return [{ ...back, action: 'create', tags: replaced?.tags ?? {} }];
  if (change.action === 'update') return [updatedBack(back, change, replaced)];
  return [];
}

function updatedBack(
  back: PolicyChange,
  { name, newName }: PolicyChange,
  replaced: OrganizationPolicy | undefined,
): PolicyChange {
  return {
    ...back,
    name: newName ?? name,
    newName: newName === null ? null : name,
    tags: replaced?.tags ?? null,
  };
}

/** The id by which the policy is found: that of this run; none where the run deleted it, since it comes back with another. */
function policyNow({ kind, name, policy }: PolicyChange, { start, begun, created }: RunState): string | null {
  const deleted = start.changes.some(
    (one, index) => one.action === 'delete' && one.policy === policy && begun.has(index),
  );
  if (policy !== null) return deleted ? null : policy;
  return created.get(policyKey(kind, name)) ?? null;
}

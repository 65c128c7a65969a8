import { type Change, LAST_WAVE } from '../change.js';
import type { OrganizationPolicy } from '../tree.js';
import { policyKey, type RunState } from './journal.js';

export interface InverseChanges {
  readonly changes: readonly Change[];
  /** What is not put back: a type that was enabled, since disabling it would detach every policy of the type. */
  readonly kept: readonly Change[];
}

/**
 * What puts back what a run replaced, in the opposite order, so that it goes through the same states. Changes that may
 * have been made, since the run was interrupted, are among them: undoing what was not done changes nothing.
 */
export function inverseChanges(state: RunState): InverseChanges {
  const { start, begun } = state;
  const done = start.changes.filter((_, index) => begun.has(index)).toReversed();
  return {
    changes: done.flatMap((change) => inverse(change, state)),
    kept: done.filter(({ action }) => action === 'enable'),
  };
}

function inverse(change: Change, state: RunState): readonly Change[] {
  const policy = policyNow(change, state);
  const replaced = state.start.replaced.find(({ id }) => id === change.policy);
  const back: Change = {
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

function updatedBack(back: Change, { name, newName }: Change, replaced: OrganizationPolicy | undefined): Change {
  return {
    ...back,
    name: newName ?? name,
    newName: newName === null ? null : name,
    tags: replaced?.tags ?? null,
  };
}

/** The id by which the policy is found: that of this run; none where the run deleted it, since it comes back with another. */
function policyNow({ kind, name, policy }: Change, { start, begun, created }: RunState): string | null {
  const deleted = start.changes.some(
    (one, index) => one.action === 'delete' && one.policy === policy && begun.has(index),
  );
  if (policy !== null) return deleted ? null : policy;
  return created.get(policyKey(kind, name)) ?? null;
}

import type { PolicyChange } from '../change.js';
import { statementsOf } from './statements.js';

/** What changes at one target, by statement. */
export interface StatementDifference {
  readonly sid: string;
  readonly change: 'added' | 'removed' | 'changed';
}

/**
 * The statements that a target gains and loses over a whole plan, whichever documents hold them: one that only moves
 * from a document to another is no difference.
 * @param changes those of one target
 */
export function statementDifferences(changes: readonly PolicyChange[]): StatementDifference[] {
  const lost = changes
    .filter(({ action }) => action === 'detach' || action === 'update')
    .flatMap(({ before }) => statementsOf(before ?? ''));
  const gained = changes
    .filter(({ action }) => action === 'attach' || action === 'update')
    .flatMap(({ after }) => statementsOf(after ?? ''));
  const lostKeys = new Set(lost.map(({ key }) => key));
  const gainedKeys = new Set(gained.map(({ key }) => key));
  const before = lost.filter(({ key }) => !gainedKeys.has(key)).map(({ sid }) => sid);
  const after = gained.filter(({ key }) => !lostKeys.has(key)).map(({ sid }) => sid);
  return [
    ...after.map((sid) => ({ sid, change: before.includes(sid) ? ('changed' as const) : ('added' as const) })),
    ...before.filter((sid) => !after.includes(sid)).map((sid) => ({ sid, change: 'removed' as const })),
  ];
}

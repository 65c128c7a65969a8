import { type Change, isPackChange, LAST_WAVE, type PolicyChange } from '../organization/change.js';
import type { Note, Refusal } from '../organization/plan/draft.js';
import type { PlanResult } from '../organization/plan/schema.js';
import { type StatementDifference, statementDifferences } from '../organization/plan/statement-diff.js';
import { painter } from './paint.js';
import { packLines } from './plan-packs.js';
import { safeJson, safeText } from './safe-text.js';

/** A plan as the command has it: its changes typed. */
export interface ReportedPlan extends Omit<PlanResult, 'changes' | 'refusals' | 'notes' | 'affected'> {
  readonly changes: readonly Change[];
  readonly refusals: readonly Refusal[];
  readonly notes: readonly Note[];
  readonly affected: readonly string[];
}

/** The JSON report: `schemas/plan-result.json`. */
export const planJson = (plan: ReportedPlan): string => `${safeJson(plan)}\n`;

const MARKS: Readonly<Record<StatementDifference['change'], string>> = { added: '+', removed: '-', changed: '~' };

/**
 * A plan as people read it: where it works, then wave by wave what changes at which target, statement by statement, and
 * in which region, rule by rule; then what was not looked at, what refuses it, and the checksum.
 * @param listed whether the accounts are listed that are affected, or that a refusal or a note is about
 */
export function planText(plan: ReportedPlan, options: { readonly colour: boolean; readonly listed: boolean }): string {
  const paint = painter(options.colour);
  const { id, source, caller, endpoint } = plan.organization;
  const head = [
    `organization ${safeText(id)} from ${safeText(source)}`,
    ...(caller ? [`caller ${safeText(caller)}`] : []),
    ...(endpoint ? [`endpoint ${safeText(endpoint)}, which is not AWS's own`] : []),
  ];
  const waves = [...new Set(plan.changes.map(({ wave }) => wave))];
  const body = waves.flatMap((wave) => [
    '',
    paint.bold(waveTitle(wave)),
    ...waveLines(plan.changes.filter((change) => change.wave === wave)),
  ]);
  const listed = (accounts: readonly string[] = []): string[] =>
    options.listed && accounts.length > 0 ? [`  ${accounts.map((id) => safeText(id)).join(', ')}`] : [];
  const notes = plan.notes.flatMap(({ message, accounts }) => [
    `note: ${safeText(message, 2000)}`,
    ...listed(accounts),
  ]);
  const refusals = plan.refusals.flatMap(({ rule, message, accounts }) => [
    `${paint.high('refused')} ${rule}: ${safeText(message, 2000)}`,
    ...listed(accounts),
  ]);
  return [...head, ...body, '', ...notes, ...refusals, ...closing(plan, options.listed), ''].join('\n');
}

const waveTitle = (wave: string): string => (wave === LAST_WAVE ? 'everywhere' : `wave ${safeText(wave)}`);

function waveLines(all: readonly Change[]): string[] {
  const changes = all.filter((change) => !isPackChange(change));
  const lines = (action: 'enable' | 'delete'): string[] =>
    all
      .filter((change) => change.target === null && change.region === null && change.action === action)
      .map((change) => `  ${changeLine(change)}`);
  const targets = [...new Set(changes.flatMap(({ target }) => target ?? []))];
  const at = targets
    .map((target) => changes.filter((change) => change.target === target))
    .toSorted((one, other) => ((one[0]?.targetName ?? '') < (other[0]?.targetName ?? '') ? -1 : 1));
  return [...lines('enable'), ...at.flatMap(targetLines), ...lines('delete'), ...packLines(all.filter(isPackChange))];
}

function targetLines(changes: readonly PolicyChange[]): string[] {
  const [first] = changes;
  const accounts = Math.max(...changes.map((change) => change.accounts));
  const title = `  ${safeText(first?.targetName ?? '')} (${first?.target}), ${accounts} ${accounts === 1 ? 'account' : 'accounts'}`;
  const differences = statementDifferences(changes).map(({ sid, change }) => `      ${MARKS[change]} ${safeText(sid)}`);
  return [title, ...changes.map((change) => `    ${changeLine(change)}`), ...differences];
}

function changeLine({ action, name, newName, risk }: Change): string {
  const what = safeText(newName === null ? name : `${name} → ${newName}`);
  return `${action} ${what}: ${safeText(risk, 1000)}`;
}

function closing({ changes, refusals, affected, apiCalls, checksum }: ReportedPlan, listed: boolean): string[] {
  if (changes.length === 0 && refusals.length === 0) return ['nothing to change', `${apiCalls} calls made`];
  const accounts = `${affected.length} ${affected.length === 1 ? 'account' : 'accounts'} affected`;
  return [
    `${changes.length} changes, ${accounts}, ${refusals.length} refusals, ${apiCalls} calls made`,
    ...(listed && affected.length > 0 ? [`accounts: ${affected.join(', ')}`] : []),
    refusals.length > 0 ? 'a plan with refusals cannot be applied' : `checksum ${checksum}`,
  ];
}

import { controls } from '../../src/controls/index.js';
import type { EngineVerdict } from '../../src/engines/verdict.js';
import type { Verdicts } from './judging.js';

/** A verdict that moved where it must not. */
export interface Movement {
  readonly control: string;
  readonly resource: string;
  readonly index: number | null;
  readonly from: EngineVerdict['verdict'] | 'nothing';
  readonly to: EngineVerdict['verdict'] | 'nothing';
}

type Allowed = (from: Movement['from'], to: Movement['to']) => boolean;

/**
 * A value became unreadable: a verdict stays or becomes unknown. A control that certainly did not apply may now
 * perhaps apply; it cannot fail.
 */
const TOWARDS_UNKNOWN: Allowed = (from, to) => from === to || to === 'unknown' || (from === 'nothing' && to === 'pass');

/** A value got another kind: nothing passes by that. */
const NEVER_TO_PASS: Allowed = (from, to) =>
  from === to || to === 'unknown' || to === 'fail' || from === 'pass' || from === 'nothing';

export const ALLOWED = { unreadable: TOWARDS_UNKNOWN, retyped: NEVER_TO_PASS } as const;
export type Comparison = keyof typeof ALLOWED;

/** A NoEcho parameter in plain sight is what these controls look for. */
const LOOKING_FOR_SECRETS: ReadonlySet<string> = new Set(
  controls.filter(({ secretValues }) => secretValues).map(({ id }) => id),
);

/** The verdicts that moved where they must not; none where the changed input is refused. */
export function movements(comparison: Comparison, before: Verdicts, after: Verdicts): Movement[] {
  if (before === null || after === null) return [];
  const judged = new Set([...before.values()].map(({ resource }) => resource));
  const keys = new Set([...before.keys(), ...after.keys()]);
  return [...keys].flatMap((key) => {
    const [one, other] = [before.get(key), after.get(key)];
    const subject = one ?? other;
    if (!subject || !judged.has(subject.resource) || LOOKING_FOR_SECRETS.has(subject.control)) return [];
    const moved = { ...subjectOf(subject), from: one?.verdict ?? 'nothing', to: other?.verdict ?? 'nothing' } as const;
    return ALLOWED[comparison](moved.from, moved.to) || isCovered(moved, after) ? [] : [moved];
  });
}

const subjectOf = ({ control, resource, index }: EngineVerdict) => ({ control, resource, index });

/** A list or element that cannot be read has one unknown for what would have been in it. */
function isCovered({ control, resource, index, to }: Movement, after: NonNullable<Verdicts>): boolean {
  if (to !== 'nothing' || index === null) return false;
  return [...after.values()].some(
    (verdict) => verdict.control === control && verdict.resource === resource && verdict.verdict === 'unknown',
  );
}

import type { Condition, Leaf, Term } from './condition.js';
import { isLeaf } from './condition.js';
import type { Scalar } from './value.js';

/**
 * The two-valued questions that a three-valued condition can be asked:
 * T certainly true, F certainly false, P possibly true (not F), N possibly false (not T).
 */
export type Mode = 'T' | 'F' | 'P' | 'N';

/** The state of a list. Exactly one holds: nothing stands there, a list does, or something that nobody can read. */
export type ListState = 'absent' | 'list' | 'unknown';

/** A two-valued formula over atoms: what a back end prints. */
export type Formula =
  | { readonly kind: 'and' | 'or'; readonly of: readonly Formula[] }
  | { readonly kind: 'everyElement' | 'someElement'; readonly list: Term; readonly of: Formula }
  | { readonly kind: 'listIs'; readonly list: Term; readonly state: ListState }
  | { readonly kind: 'leaf'; readonly mode: Mode; readonly leaf: Leaf }
  | { readonly kind: 'parameterIs'; readonly parameter: string; readonly value: Scalar; readonly holds: boolean };

const NEGATED: Readonly<Record<Mode, Mode>> = { T: 'F', F: 'T', P: 'N', N: 'P' };
const COMPLEMENT: Readonly<Record<Mode, Mode>> = { T: 'N', N: 'T', F: 'P', P: 'F' };

export const and = (...of: Formula[]): Formula => ({ kind: 'and', of });
const or = (...of: Formula[]): Formula => ({ kind: 'or', of });
const listIs = (list: Term, state: ListState): Formula => ({ kind: 'listIs', list, state });

/** The formula that is true exactly where the condition, in three values, answers the question `mode`. */
export function formula(condition: Condition, mode: Mode): Formula {
  if (isLeaf(condition)) return { kind: 'leaf', mode, leaf: condition };
  switch (condition.kind) {
    case 'not':
      return formula(condition.condition, NEGATED[mode]);
    case 'all':
    case 'any': {
      const of = condition.conditions.map((part) => formula(part, mode));
      const together = (condition.kind === 'all') === (mode === 'T' || mode === 'P');
      return { kind: together ? 'and' : 'or', of };
    }
    case 'every':
      return everyFormula(condition.list, condition.condition, mode);
    case 'some':
      return someFormula(condition.list, condition.condition, mode);
    case 'parameterIs':
      return {
        kind: 'parameterIs',
        parameter: condition.parameter,
        value: condition.value,
        holds: mode === 'T' || mode === 'P',
      };
    default:
      return condition satisfies never;
  }
}

/** Over an absent list `every` is true; over one that cannot be read it is unknown. */
function everyFormula(list: Term, condition: Condition, mode: Mode): Formula {
  const of = formula(condition, mode);
  const each: Formula = { kind: mode === 'T' || mode === 'P' ? 'everyElement' : 'someElement', list, of };
  switch (mode) {
    case 'T':
      return or(listIs(list, 'absent'), each);
    case 'F':
      return each;
    case 'P':
      return or(listIs(list, 'absent'), listIs(list, 'unknown'), each);
    case 'N':
      return or(listIs(list, 'unknown'), each);
    default:
      return mode satisfies never;
  }
}

/** `some` is the negation of `every` over the negated condition. */
function someFormula(list: Term, condition: Condition, mode: Mode): Formula {
  return everyFormula(list, { kind: 'not', condition }, NEGATED[mode]);
}

/** The formula that is true exactly where this one is not. */
export function complement(given: Formula): Formula {
  switch (given.kind) {
    case 'and':
    case 'or':
      return { kind: given.kind === 'and' ? 'or' : 'and', of: given.of.map(complement) };
    case 'leaf':
      return { ...given, mode: COMPLEMENT[given.mode] };
    case 'parameterIs':
      return { ...given, holds: !given.holds };
    case 'listIs':
      return or(...otherStates(given.state).map((state) => listIs(given.list, state)));
    case 'everyElement':
    case 'someElement':
      // Both ask for a list first, so its absence and its obscurity belong to the complement.
      return or(listIs(given.list, 'absent'), listIs(given.list, 'unknown'), {
        kind: given.kind === 'everyElement' ? 'someElement' : 'everyElement',
        list: given.list,
        of: complement(given.of),
      });
    default:
      return given satisfies never;
  }
}

function otherStates(state: ListState): ListState[] {
  const states: ListState[] = ['absent', 'list', 'unknown'];
  return states.filter((other) => other !== state);
}

/** The same formula with nested junctions of one kind merged, and junctions of one part replaced by it. */
export function flatten(given: Formula): Formula {
  switch (given.kind) {
    case 'and':
    case 'or': {
      const of = given.of.map(flatten).flatMap((part) => (part.kind === given.kind ? part.of : [part]));
      const [only] = of;
      return only && of.length === 1 ? only : { kind: given.kind, of };
    }
    case 'everyElement':
    case 'someElement':
      return { ...given, of: flatten(given.of) };
    default:
      return given;
  }
}

import type { Condition, Leaf, Term } from './condition.js';
import { isParameter } from './condition.js';
import { DIGITS, globRegExp, toRegExp, VERSION, versionPattern } from './patterns.js';
import { conjunction, disjunction, FALSE, negate, TRUE, type Truth, truth, UNKNOWN } from './truth.js';
import {
  isIntrinsic,
  isList,
  isMap,
  isNoValue,
  isScalar,
  mayBeAbsent,
  own,
  type Scalar,
  unknownValue,
  type Value,
  type ValueMap,
} from './value.js';

/** What a condition is judged against: the resource, and the element of the quantifier around it. */
export interface Scope {
  readonly resource: Value;
  readonly item: Value;
}

const MALFORMED = unknownValue('malformed');
const NOT_COMPUTED = unknownValue('not computed for this input');

/** What readers and the linker write beside `Properties`: on a raw template it is missing, which is not absence. */
const WRITTEN = new Set(['Related', 'Facts']);

/** One step of a path. An unknown value makes everything below it unknown; so does a value of the wrong kind. */
function step(value: Value, key: string): Value {
  if (value === null || isIntrinsic(value)) return value;
  if (!isMap(value)) return MALFORMED;
  if (WRITTEN.has(key) && !Object.hasOwn(value, key)) return NOT_COMPUTED;
  return present(own(value, key));
}

const present = (value: Value): Value => (isNoValue(value) ? null : value);

/** The value at a term: null when absent, an intrinsic or a wrong kind when unknown. */
export function valueAt(term: Term, scope: Scope): Value {
  return term.path.reduce(step, present(term.base === 'resource' ? scope.resource : scope.item));
}

/** The elements of a list: null and NoValue are none. */
export function elements(list: readonly Value[]): Value[] {
  return list.filter((element) => element !== null && !isNoValue(element));
}

/**
 * What a condition means: the reference that every engine is tested against. Parameters must be bound.
 * The rules of meaning are in `docs/language.md`.
 */
export function evaluate(condition: Condition, scope: Scope): Truth {
  switch (condition.kind) {
    case 'not':
      return negate(evaluate(condition.condition, scope));
    case 'all':
      return conjunction(condition.conditions, (part) => evaluate(part, scope));
    case 'any':
      return disjunction(condition.conditions, (part) => evaluate(part, scope));
    case 'every':
    case 'some':
      return evaluateList(condition.kind, valueAt(condition.list, scope), (element) =>
        evaluate(condition.condition, { resource: scope.resource, item: element }),
      );
    case 'parameterIs':
      throw new Error(`parameter \`${condition.parameter}\` is not bound`);
    default:
      return evaluateLeaf(condition, scope);
  }
}

function evaluateList(kind: 'every' | 'some', list: Value, judge: (element: Value) => Truth): Truth {
  if (list === null) return truth(kind === 'every');
  if (!isList(list)) return UNKNOWN;
  return kind === 'every' ? conjunction(elements(list), judge) : disjunction(elements(list), judge);
}

export function evaluateLeaf(leaf: Leaf, scope: Scope): Truth {
  const value = valueAt(leaf.term, scope);
  if (leaf.kind === 'exists') return evaluateExists(leaf.term, value, scope);
  if (value === null) return leaf.kind === 'countAtLeast' ? UNKNOWN : FALSE;
  if (leaf.kind === 'countAtLeast') return evaluateCount(value, number(leaf.bound));
  if (leaf.kind === 'hasKey')
    return isMap(value) && !isIntrinsic(value) ? truth(matchingKeys(value, leaf.pattern).length > 0) : UNKNOWN;
  if (leaf.kind === 'secret') return isSecret(value) ? TRUE : truthOfPlain(value);
  return isScalar(value) ? truth(holdsFor(leaf, value)) : UNKNOWN;
}

function evaluateExists(term: Term, value: Value, scope: Scope): Truth {
  if (value === null) return FALSE;
  if (mayBeAbsent(value)) return UNKNOWN;
  const parent = valueAt({ ...term, path: term.path.slice(0, -1) }, scope);
  return term.path.length > 0 && isIntrinsic(parent) ? UNKNOWN : TRUE;
}

/** `{least, greatest}` decides where the bound lies outside; anything else is unknown. */
function evaluateCount(value: Value, bound: number): Truth {
  if (!isMap(value)) return UNKNOWN;
  const least = own(value, 'least');
  const greatest = own(value, 'greatest');
  if (typeof least === 'number' && least >= bound) return TRUE;
  return typeof greatest === 'number' && greatest < bound ? FALSE : UNKNOWN;
}

const isSecret = (value: Value): boolean => isMap(value) && Object.hasOwn(value, 'Fn::Secret');
const truthOfPlain = (value: Value): Truth => (isScalar(value) ? FALSE : UNKNOWN);

/** The keys of a map that match, in its order. */
export const matchingKeys = (map: ValueMap, pattern: string): string[] =>
  Object.keys(map).filter((key) => toRegExp(pattern).test(key));

type ScalarLeaf = Exclude<Leaf, { kind: 'exists' | 'countAtLeast' | 'secret' | 'hasKey' }>;

function holdsFor(leaf: ScalarLeaf, value: Scalar): boolean {
  switch (leaf.kind) {
    case 'oneOf':
      return list(leaf.values).some((candidate) => spellings(candidate).includes(value));
    case 'matches':
      return typeof value === 'string' && toRegExp(leaf.pattern).test(value);
    case 'like':
      return typeof value === 'string' && list(leaf.globs).some((glob) => globRegExp(glob).test(value));
    case 'atLeast':
      return compare(value, (actual) => actual >= number(leaf.bound));
    case 'atMost':
      return compare(value, (actual) => actual <= number(leaf.bound));
    case 'versionAtLeast':
      return typeof value === 'string' && isVersionAtLeast(value, text(leaf.version));
    default:
      return leaf satisfies never;
  }
}

/** How a literal may be written on a raw template, where no reader has settled the kind of the value. */
export function spellings(literal: Scalar): readonly Scalar[] {
  if (typeof literal === 'boolean') return literal ? [true, 'true', 'True'] : [false, 'false', 'False'];
  return typeof literal === 'number' ? [literal, String(literal)] : [literal];
}

function isVersionAtLeast(value: string, version: string): boolean {
  return toRegExp(VERSION).test(value) && toRegExp(versionPattern(version)).test(value);
}

function compare(value: Scalar, holds: (actual: number) => boolean): boolean {
  if (typeof value === 'number') return holds(value);
  return typeof value === 'string' && toRegExp(DIGITS).test(value) && holds(Number(value));
}

function list<Type>(operand: readonly Type[] | { parameter: string }): readonly Type[] {
  return bound(operand);
}
function number(operand: number | { parameter: string }): number {
  return bound(operand);
}
function text(operand: string | { parameter: string }): string {
  return bound(operand);
}

/** INVARIANT: conditions are bound (`bind.ts`) before anything evaluates or prints their values. */
export function bound<Type>(operand: Type | { parameter: string }): Type {
  if (isParameter(operand)) throw new Error(`parameter \`${operand.parameter}\` is not bound`);
  return operand;
}

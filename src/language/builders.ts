import type { Condition, ParameterReference, Term } from './condition.js';
import { isParameter } from './condition.js';
import { commonPattern } from './patterns.js';
import type { Scalar } from './value.js';

const split = (path: string): string[] => (path === '' ? [] : path.split('.'));

/** A property of the resource, by its CloudFormation path: `property('NetworkConfiguration.AwsvpcConfiguration')`. */
export const property = (path: string): Term => ({ base: 'resource', path: ['Properties', ...split(path)] });

/** What another resource of the input says, written there by `src/resources/relations.ts`. */
export const related = (path: string): Term => ({ base: 'resource', path: ['Related', ...split(path)] });

/** What `src/resources/facts/` computes about the resource. */
export const fact = (path: string): Term => ({ base: 'resource', path: ['Facts', ...split(path)] });

/** A path from the element that `every`, `some` or `each` looks at; the element itself without a path. */
export const item = (path = ''): Term => ({ base: 'item', path: split(path) });

/** A list that may be written as its single element, as `Action` and `Statement` in IAM. */
export const oneOrMany = (term: Term): Term => ({ ...term, oneOrMany: true });

/** The value of one of the control's parameters. */
export const parameter = (name: string): ParameterReference => ({ parameter: name });

/** The value is this one. False when absent. */
export const equals = (term: Term, value: Scalar): Condition => ({ kind: 'oneOf', term, values: [value] });

/** The value is one of these. False when absent. */
export const oneOf = (term: Term, values: readonly Scalar[] | ParameterReference): Condition => ({
  kind: 'oneOf',
  term,
  values,
});

/** The text matches, anywhere in it unless anchored. @throws Error for a pattern that the engines do not share. */
export const matches = (term: Term, pattern: string): Condition => ({
  kind: 'matches',
  term,
  pattern: commonPattern(pattern),
});

/** A map that has a key which matches. False when absent. @throws Error for a pattern that engines do not share. */
export const hasKey = (term: Term, pattern: string): Condition => ({
  kind: 'hasKey',
  term,
  pattern: commonPattern(pattern),
});

/** The whole text matches one of these globs, case folded; only `*` and `?` are special. */
export const like = (term: Term, globs: readonly string[] | ParameterReference): Condition => ({
  kind: 'like',
  term,
  globs,
});

/** A number of at least this; digits in a string count. False when absent. */
export const atLeast = (term: Term, bound: number | ParameterReference): Condition => ({
  kind: 'atLeast',
  term,
  bound: wholeBound(bound),
});

/** A number of at most this; digits in a string count. False when absent. */
export const atMost = (term: Term, bound: number | ParameterReference): Condition => ({
  kind: 'atMost',
  term,
  bound: wholeBound(bound),
});

/** A three-part version (`1.4.0`) of at least this one; any other text is not. */
export const versionAtLeast = (term: Term, version: string | ParameterReference): Condition => ({
  kind: 'versionAtLeast',
  term,
  version,
});

/** A fact of the form `{least, greatest}`: certainly at least, certainly fewer, or unknown between. */
export const countAtLeast = (term: Term, bound: number | ParameterReference): Condition => ({
  kind: 'countAtLeast',
  term,
  bound: wholeBound(bound),
});

/** The value is a secret that lands in plain text: a NoEcho parameter, or a dynamic reference to a secret. */
export const secret = (term: Term): Condition => ({ kind: 'secret', term });

/** Something stands there, even if its value is only known at deployment. */
export const exists = (term: Term): Condition => ({ kind: 'exists', term });

/** Every element; true for an absent or empty list. */
export const every = (list: Term, condition: Condition): Condition => ({ kind: 'every', list, condition });

/** At least one element; false for an absent or empty list. */
export const some = (list: Term, condition: Condition): Condition => ({ kind: 'some', list, condition });

export const all = (...conditions: Condition[]): Condition => ({ kind: 'all', conditions });
export const any = (...conditions: Condition[]): Condition => ({ kind: 'any', conditions });
export const not = (condition: Condition): Condition => ({ kind: 'not', condition });

/** The control's parameter has this value. */
export const parameterIs = (name: string, value: Scalar): Condition => ({
  kind: 'parameterIs',
  parameter: name,
  value,
});

/** Words for the finding when this part decides; `{value}`, `{path}` and the element's `{name}` are filled in. */
export const says = (message: string, condition: Condition): Condition => ({ ...condition, message });

function wholeBound(bound: number | ParameterReference): number | ParameterReference {
  if (!isParameter(bound) && !(Number.isSafeInteger(bound) && bound >= 0 && bound < 1e9)) {
    throw new Error(`a bound is a whole number from 0 to 999999999, not \`${bound}\``);
  }
  return bound;
}

import type { Scalar } from './value.js';

/**
 * Where a condition looks: a path from the resource (`Properties.…`, `Related.…`, `Facts.…`), or from
 * the element of the innermost `every`, `some` or `each` around it.
 */
export interface Term {
  readonly base: 'resource' | 'item';
  readonly path: readonly string[];
  /** A single value stands for a list of one, as in IAM's `Action`. */
  readonly oneOrMany?: true;
}

/** The value of a control's parameter, known when the control is judged. */
export interface ParameterReference {
  readonly parameter: string;
}

/** Leaves look at one value. */
export type Leaf =
  | { readonly kind: 'oneOf'; readonly term: Term; readonly values: readonly Scalar[] | ParameterReference }
  | { readonly kind: 'matches'; readonly term: Term; readonly pattern: string }
  | { readonly kind: 'like'; readonly term: Term; readonly globs: readonly string[] | ParameterReference }
  | { readonly kind: 'atLeast'; readonly term: Term; readonly bound: number | ParameterReference }
  | { readonly kind: 'atMost'; readonly term: Term; readonly bound: number | ParameterReference }
  | { readonly kind: 'versionAtLeast'; readonly term: Term; readonly version: string | ParameterReference }
  | { readonly kind: 'countAtLeast'; readonly term: Term; readonly bound: number | ParameterReference }
  | { readonly kind: 'hasKey'; readonly term: Term; readonly pattern: string }
  | { readonly kind: 'secret'; readonly term: Term }
  | { readonly kind: 'exists'; readonly term: Term };

/** A list, and what its elements are asked. */
export interface Quantifier {
  readonly kind: 'every' | 'some';
  readonly list: Term;
  readonly condition: Condition;
}

/** True where the parameter has this value. The only condition that is never unknown. */
export interface ParameterIs {
  readonly kind: 'parameterIs';
  readonly parameter: string;
  readonly value: Scalar;
}

export interface Junction {
  readonly kind: 'all' | 'any';
  readonly conditions: readonly Condition[];
}

export interface Negation {
  readonly kind: 'not';
  readonly condition: Condition;
}

/** The words for a reader when this part of a condition decides against the resource. */
interface Worded {
  readonly message?: string;
}

/** A three-valued condition over one resource, as data: every back end is a function of it. */
export type Condition = (Leaf | Quantifier | ParameterIs | Junction | Negation) & Worded;

export function isLeaf(condition: Condition): condition is Leaf & Worded {
  return 'term' in condition;
}

export function isParameter(value: unknown): value is ParameterReference {
  return typeof value === 'object' && value !== null && 'parameter' in value;
}

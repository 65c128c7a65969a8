import { isMap, unknownValue, type Value } from '../../language/value.js';
import type { ReferenceIndex } from '../references.js';
import type { Resource } from '../resource.js';

/** What a fact is computed from. */
export interface FactContext {
  readonly resource: Resource;
  readonly index: ReferenceIndex;
}

/**
 * Something about a resource, or about an element of one of its lists, that a condition cannot say itself:
 * conditions read it as `fact('NAME')`, or `item('Facts.NAME')` of the element.
 */
export interface Fact {
  readonly name: string;
  /** The types that carry it; any type that has the place, where left out. */
  readonly types?: readonly string[];
  /**
   * It only ever assures, and is written under `Assured` instead of `Facts`: conditions read it as
   * `item('Assured.NAME')`. On a template that ringfence has not read it is absent, which is false and not unknown.
   */
  readonly assures?: true;
  /** Where it is written: `[]` for the resource, else a path from the resource with `*` for elements. */
  readonly at: readonly (readonly string[])[];
  /** The property that it is about, from the place: where a finding points. */
  readonly source: readonly string[];
  /** Null for absent, `unknownValue` for what cannot be known. `value` is what stands at the place. */
  readonly compute: (value: Value, context: FactContext) => Value;
}

export const unresolved = (what: string): Value => unknownValue(`${what} is only known at deployment`);

/** The reason that a value already has for being unknown, or that it is only known at deployment. */
export function unknownFrom(value: Value, what: string): Value {
  return isMap(value) ? value : unresolved(what);
}

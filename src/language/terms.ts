import type { Condition, Leaf, Term } from './condition.js';
import { isLeaf } from './condition.js';

/** A step of a path from the resource: a key, or `*` for the elements of a list. */
export type AbsolutePath = readonly string[];

export const ELEMENTS = '*';

/** One place that a condition looks at. */
export type Visit =
  | { readonly path: AbsolutePath; readonly leaf: Leaf }
  | { readonly path: AbsolutePath; readonly list: Term };

/** The path from the resource, given where the elements of the quantifier around it stand. */
export function absolutePath(term: Term, itemPath: AbsolutePath): AbsolutePath {
  return term.base === 'resource' ? term.path : [...itemPath, ...term.path];
}

/** Every place that a condition looks at, as paths from the resource. */
export function* visits(condition: Condition, itemPath: AbsolutePath = []): Generator<Visit> {
  if (isLeaf(condition)) {
    yield { path: absolutePath(condition.term, itemPath), leaf: condition };
    return;
  }
  switch (condition.kind) {
    case 'every':
    case 'some': {
      const path = absolutePath(condition.list, itemPath);
      yield { path, list: condition.list };
      yield* visits(condition.condition, [...path, ELEMENTS]);
      return;
    }
    case 'all':
    case 'any':
      for (const part of condition.conditions) yield* visits(part, itemPath);
      return;
    case 'not':
      yield* visits(condition.condition, itemPath);
      return;
    case 'parameterIs':
      return;
    default:
      condition satisfies never;
  }
}

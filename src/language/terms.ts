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
export function visits(condition: Condition, itemPath: AbsolutePath = []): readonly Visit[] {
  const found: Visit[] = [];
  addVisits(condition, itemPath, found);
  return found;
}

/** Into one list: generators of generators took 5 ms of a cold start, and had V8 optimize them for nothing. */
function addVisits(condition: Condition, itemPath: AbsolutePath, found: Visit[]): void {
  if (isLeaf(condition)) {
    found.push({ path: absolutePath(condition.term, itemPath), leaf: condition });
    return;
  }
  switch (condition.kind) {
    case 'every':
    case 'some': {
      const path = absolutePath(condition.list, itemPath);
      found.push({ path, list: condition.list });
      addVisits(condition.condition, [...path, ELEMENTS], found);
      return;
    }
    case 'all':
    case 'any':
      for (const part of condition.conditions) addVisits(part, itemPath, found);
      return;
    case 'not':
      addVisits(condition.condition, itemPath, found);
      return;
    case 'parameterIs':
      return;
    default:
      condition satisfies never;
  }
}

import type { Leaf } from '../../language/condition.js';
import type { Formula } from '../../language/formula.js';
import { wholeTexts } from '../../language/patterns.js';

/**
 * The parts of a junction with those first that cost an engine least: what decides early leaves the others out.
 * Of equal ones the first stays first.
 */
export const cheapestFirst = (parts: readonly Formula[]): Formula[] =>
  parts.toSorted((one, other) => costOf(one) - costOf(other));

/** In comparisons of one value, roughly: a pattern is compiled, and the longer for its length. */
function costOf(given: Formula): number {
  switch (given.kind) {
    case 'leaf':
      return costOfLeaf(given.leaf);
    case 'listIs':
    case 'parameterIs':
      return 1;
    case 'and':
    case 'or':
      return given.of.reduce((sum, part) => sum + costOf(part), 0);
    case 'everyElement':
    case 'someElement':
      return 2 + 4 * costOf(given.of);
    default:
      return given satisfies never;
  }
}

function costOfLeaf(leaf: Leaf): number {
  switch (leaf.kind) {
    case 'matches':
    case 'hasKey':
      return wholeTexts(leaf.pattern) ? 5 : 20 + leaf.pattern.length / 10;
    case 'like':
      return 20;
    default:
      return 1;
  }
}

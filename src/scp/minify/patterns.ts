import { covers } from '../catalogue/glob.js';
import { arnParts } from '../patterns.js';
import type { BaseOperator } from '../policy.js';

/** How the patterns of an element are compared. */
export interface Comparison {
  /** What is equal is spelt alike. */
  readonly spell: (pattern: string) => string;
  /** Of two that are spelt so: whether one matches all that the other does. */
  readonly covers: (outer: string, inner: string) => boolean;
}

/**
 * Whether an ARN pattern matches all that another does. Only what holds in both readings of `*` across a colon
 * (docs/scp-semantics.md) counts: part by part where both have six, which excludes `*` alone. A pattern with a policy
 * variable is compared as text: its value may be missing.
 */
function coversArn(outer: string, inner: string): boolean {
  if (outer === inner) return true;
  if (outer.includes('${') || inner.includes('${')) return false;
  const [outerParts, innerParts] = [arnParts(outer), arnParts(inner)];
  if (!outerParts || !innerParts) return false;
  return outerParts.every((part, index) => covers(part, innerParts[index] ?? ''));
}

function coversText(outer: string, inner: string): boolean {
  return outer === inner || (!outer.includes('${') && !inner.includes('${') && covers(outer, inner));
}

/** `**` is `*`, and `*?` is `?*`. */
const shortestWildcards = (pattern: string) =>
  pattern.includes('${') ? pattern : pattern.replace(/[*?]*\*[*?]*/g, (run) => `${run.replaceAll('*', '')}*`);

/** Patterns of `Action`: without case. */
export const ACTIONS: Comparison = { spell: (pattern) => shortestWildcards(pattern.toLowerCase()), covers };

/** Patterns of `Resource`. */
export const RESOURCES: Comparison = {
  spell: shortestWildcards,
  covers: (outer, inner) => outer === '*' || coversArn(outer, inner),
};

const ARNS: Comparison = { spell: shortestWildcards, covers: coversArn };
const TEXTS: Comparison = { spell: shortestWildcards, covers: coversText };
const WORDS: Comparison = { spell: (value) => value.toLowerCase(), covers: (outer, inner) => outer === inner };
const LITERALS: Comparison = { spell: (value) => value, covers: (outer, inner) => outer === inner };

/** The values of an operator. */
export function valuesOf(base: BaseOperator): Comparison {
  if (base === 'StringLike') return TEXTS;
  if (base === 'ArnLike' || base === 'ArnEquals') return ARNS;
  return base === 'Bool' || base === 'Null' ? WORDS : LITERALS;
}

/**
 * The patterns without those that another of them covers, as they are written, sorted. A list means "any of these".
 */
export function withoutCovered(patterns: readonly string[], { spell, covers: covered }: Comparison): readonly string[] {
  const spelled = new Map(
    [...patterns]
      .sort()
      .reverse()
      .map((pattern) => [spell(pattern), pattern]),
  );
  const wide = [...spelled.keys()].filter((pattern) => /[*?]/.test(pattern));
  return [...spelled]
    .filter(([inner]) => !wide.some((outer) => outer !== inner && covered(outer, inner)))
    .map(([, pattern]) => pattern)
    .sort();
}

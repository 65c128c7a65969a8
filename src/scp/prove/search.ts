import type { Values } from './probe.js';

/** A kind of value of a dimension: the statements that it rules out. */
export interface Branch {
  readonly kills: bigint;
  /** Null where the value does not decide it, but something outside the method does. */
  readonly values: Values | null;
  /** It rests on an assumption: a witness that takes it is none. */
  readonly assumed: boolean;
}

/** A dimension with the statements that look at it; its branches are found when they are first needed. */
export interface Dimension {
  readonly name: string;
  readonly touches: bigint;
  readonly branches: () => readonly Branch[];
}

/** What is asked of a set of statements that may still hold. */
export interface Question {
  /** Statements that must hold. */
  readonly must: bigint;
  /**
   * @param alive statements that nothing has ruled out yet
   * @param open statements that a later dimension may rule out
   */
  readonly judge: (alive: bigint, open: bigint) => 'bad' | 'good' | 'open';
}

/** The values of a bad request; a dimension that is missing does not matter. */
export interface Found {
  readonly values: ReadonlyMap<string, Values>;
  readonly assumed: boolean;
  /** Whether a policy variable decides it. */
  readonly variables: boolean;
}

/** More than this, and the question is not decided. */
export const MOST_NODES = 2_000_000;

/** Thrown where the bound is reached. */
export class TooLarge extends Error {}

/**
 * Looks for a set of statements that can hold together and is bad, dimension by dimension; what was tried from a
 * dimension on with the same statements alive is not tried again.
 */
export function search(
  statements: number,
  dimensions: readonly Dimension[],
  question: Question,
  count: () => void,
): Found | null {
  const open = remaining(dimensions);
  const tried = dimensions.map(() => new Set<bigint>());
  const walk = (depth: number, alive: bigint): Found | null => {
    count();
    if ((alive & question.must) !== question.must) return null;
    const verdict = question.judge(alive, open[depth] ?? 0n);
    if (verdict === 'good') return null;
    const dimension = dimensions[depth];
    if (!dimension) return verdict === 'bad' ? { values: new Map(), assumed: false, variables: false } : null;
    if (tried[depth]?.has(alive)) return null;
    tried[depth]?.add(alive);
    return descend(dimension, alive, (next) => walk(depth + 1, next));
  };
  return walk(0, (1n << BigInt(statements)) - 1n);
}

/** A branch without an assumption goes before one with it. */
function descend(dimension: Dimension, alive: bigint, walk: (alive: bigint) => Found | null): Found | null {
  const seen = new Set<string>();
  let doubtful: Found | null = null;
  for (const { kills, values, assumed } of dimension.branches()) {
    const next = alive & ~kills;
    const key = `${next} ${assumed}`;
    if (seen.has(key)) continue;
    seen.add(key);
    const found = walk(next);
    if (!found) continue;
    const whole = {
      values: values === null ? found.values : new Map([...found.values, [dimension.name, values] as const]),
      assumed: found.assumed || assumed,
      variables: found.variables || values === null,
    };
    if (!whole.assumed) return whole;
    doubtful ??= whole;
  }
  return doubtful;
}

/** For each depth the statements that it or a later dimension may rule out. */
function remaining(dimensions: readonly Dimension[]): bigint[] {
  const open = [0n];
  for (const { touches } of dimensions.toReversed()) open.unshift((open[0] ?? 0n) | touches);
  return open;
}

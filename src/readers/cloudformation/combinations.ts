import { type Truth, UNKNOWN } from '../../language/truth.js';
import type { Change } from '../../resources/resource.js';
import { conditionPlaces } from './conditions.js';
import { type Deployment, Evaluation } from './evaluation.js';
import { TemplateError } from './template-error.js';

/** Parameters that are changed together, at most. */
const MAXIMUM_TOGETHER = 3;

/** Combinations that are tried for one condition. */
const MAXIMUM_FOR_EACH = 64;

/** What other deployments may be tried for. */
export interface Trials {
  readonly base: Deployment;
  /** The values that each parameter may have instead. */
  readonly values: ReadonlyMap<string, readonly string[]>;
  readonly changed: (changes: readonly Change[]) => Deployment;
  /** Deployments that may be tried, for all conditions together. */
  left: number;
}

/**
 * For each condition that no single change turns: the combinations of changes that turn it, each combination once.
 *
 * A change that an evaluation does not read leaves it as it is. So only what was read is changed next, which also finds
 * the parameters behind the operand that had decided an `Fn::And` alone.
 */
export function* combinations(trials: Trials): Generator<readonly Change[]> {
  const seen = new Set<string>();
  for (const name of conditionPlaces(trials.base, new Evaluation(trials.base)).keys()) {
    for (const changes of turning(name, trials)) {
      const key = keyOf(changes);
      if (!seen.has(key)) yield changes;
      seen.add(key);
    }
  }
}

/** The smallest combinations that turn a condition; none where one change does. */
function turning(name: string, trials: Trials): readonly (readonly Change[])[] {
  const before = outcome(name, trials.base);
  if (!before) return [];
  const found: (readonly Change[])[] = [];
  let open: Tried[] = [{ changes: [], reads: before.reads }];
  let combined = 0;
  for (let size = 1; size <= MAXIMUM_TOGETHER; size++) {
    const next: Tried[] = [];
    for (const changes of extended(open, trials)) {
      if (trials.left <= 0 || (size > 1 && combined++ >= MAXIMUM_FOR_EACH)) return found;
      trials.left--;
      const after = outcome(name, trials.changed(changes));
      if (!after) continue;
      const turned = after.truth !== before.truth && after.truth !== UNKNOWN;
      if (turned && size === 1) return [];
      if (turned) found.push(changes);
      else next.push({ changes, reads: after.reads });
    }
    open = next;
  }
  return found;
}

interface Tried {
  readonly changes: readonly Change[];
  readonly reads: ReadonlySet<string>;
}

/** What was tried with one more change of a parameter that its evaluation read. */
function* extended(tried: readonly Tried[], { values }: Trials): Generator<readonly Change[]> {
  const seen = new Set<string>();
  for (const { changes, reads } of tried) {
    for (const parameter of reads) {
      if (changes.some((change) => change.parameter === parameter)) continue;
      for (const value of values.get(parameter) ?? []) {
        const more = [...changes, { parameter, value }];
        const key = keyOf(more);
        if (!seen.has(key)) yield more;
        seen.add(key);
      }
    }
  }
}

const keyOf = (changes: readonly Change[]): string =>
  JSON.stringify(changes.map(({ parameter, value }) => [parameter, value]).toSorted());

interface Outcome {
  readonly truth: Truth;
  readonly reads: ReadonlySet<string>;
}

/** What a condition comes to, and the parameters that it read; null where it cannot be decided. */
function outcome(name: string, deployment: Deployment): Outcome | null {
  deployment.reads = new Set();
  try {
    const truth = new Evaluation(deployment).decide(name);
    return truth === null ? null : { truth, reads: deployment.reads };
  } catch (error) {
    if (error instanceof TemplateError) return null;
    throw error;
  }
}

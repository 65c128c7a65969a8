import { FALSE, TRUE } from '../../../language/truth.js';
import { isSame, type Value } from '../../../language/value.js';
import type { Evaluation } from '../evaluation.js';
import { replaceVariables } from '../loop-variables.js';
import { itemsOf, type Node, scalarText } from '../node.js';
import { NO_VALUE, unresolved } from '../values.js';
import { malformed } from './intrinsic.js';

/** `Fn::If` taken apart: the branch that is decided, or both. */
export type Branches =
  | { readonly taken: Node }
  | { readonly condition: string; readonly open: readonly [Node, Node] }
  | { readonly fault: string };

export function branchesOf(argument: Node, evaluation: Evaluation): Branches {
  const [named, first, second] = itemsOf(argument, 3) ?? [];
  const written = scalarText(named);
  if (written === null || !first || !second) return { fault: 'wrong operands' };
  const condition = replaceVariables(written, evaluation.variables);
  const truth = evaluation.decide(condition);
  if (truth === null) return { fault: `no condition \`${condition}\`` };
  if (truth === TRUE) return { taken: first };
  return truth === FALSE ? { taken: second } : { condition, open: [first, second] };
}

/** `Fn::If`: a decided branch, or what both branches say; else it stays, with both branches resolved. */
export function branch(argument: Node, evaluation: Evaluation): Value {
  const branches = branchesOf(argument, evaluation);
  if ('fault' in branches) return malformed('Fn::If', branches.fault);
  if ('taken' in branches) return evaluation.resolve(branches.taken);
  const [first, second] = branches.open.map((node) => evaluation.resolve(node));
  const [left, right] = [first ?? null, second ?? null];
  if (isSame(left, right)) return left;
  return unresolved('Fn::If', [branches.condition, left ?? NO_VALUE, right ?? NO_VALUE]);
}

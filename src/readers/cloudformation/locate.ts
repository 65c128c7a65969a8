import { isSame } from '../../language/value.js';
import type { Position } from '../../resources/resource.js';
import type { Evaluation } from './evaluation.js';
import { type Expanded, expandLoops, hasLoops } from './for-each.js';
import { branchesOf } from './functions/branch.js';
import { replaceVariables } from './loop-variables.js';
import { child, type ListNode, type MapNode, type Node } from './node.js';
import type { Source } from './source.js';

/** A value on the way down a path. */
interface Place {
  readonly node: Node;
  /** Offset of its key; of the value itself in a list. */
  readonly key: number;
  readonly evaluation: Evaluation;
  /** Inside the operands of a function: none of them vanishes. */
  readonly operand: boolean;
}

/**
 * Finds values of a resource in the text. Nothing is kept for it: the path is walked again on the tree, through the
 * branches that conditions decided, when someone asks.
 *
 * A value is placed where it is written, one that comes by a reference where the reference is; a missing one at the
 * key of its nearest parent.
 */
export function locator(resource: Expanded, source: Source): (path: readonly string[]) => Position {
  return (path) => source.position(offsetOf(resource, path));
}

function offsetOf(resource: Expanded, path: readonly string[]): number {
  const { value, key, evaluation } = resource;
  let place: Place = { node: value, key, evaluation, operand: false };
  if (path.length === 0) return key;
  for (const step of path) {
    const node = settled(place.node, place.evaluation);
    if (node.kind === 'scalar') return node.start;
    const next = node.kind === 'list' ? item(node, step, place) : member(node, step, place);
    if (!next) return node.kind === 'map' && node.intrinsic !== null ? node.start : place.key;
    place = next;
  }
  return settled(place.node, place.evaluation).start;
}

/** The branch that conditions lead to. */
function settled(start: Node, evaluation: Evaluation): Node {
  let node = start;
  for (let argument = child(node, 'Fn::If'); argument; argument = child(node, 'Fn::If')) {
    const branches = branchesOf(argument, evaluation);
    if ('taken' in branches) node = branches.taken;
    else if ('open' in branches && agree(branches.open, evaluation)) node = branches.open[0];
    else return node;
  }
  return node;
}

const agree = ([left, right]: readonly [Node, Node], evaluation: Evaluation): boolean =>
  isSame(evaluation.resolve(left), evaluation.resolve(right));

function member(node: MapNode, name: string, { evaluation }: Place): Place | null {
  const found = hasLoops(node)
    ? expandLoops(node, evaluation).entries.find((entry) => entry.name === name)
    : written(node, name, evaluation);
  if (!found) return null;
  return { node: found.value, key: found.key, evaluation: found.evaluation, operand: name === node.intrinsic };
}

function written(node: MapNode, name: string, evaluation: Evaluation): Omit<Expanded, 'name'> | null {
  const direct = node.entries.get(name);
  if (direct) return { ...direct, evaluation };
  if (evaluation.variables.size === 0) return null;
  for (const [key, entry] of node.entries) {
    if (replaceVariables(key, evaluation.variables) === name) return { ...entry, evaluation };
  }
  return null;
}

/** The element at an index of the resolved list: those that vanished do not count. */
function item(node: ListNode, step: string, { evaluation, operand }: Place): Place | null {
  let left = Number(step);
  for (const candidate of node.items) {
    if (!operand && vanishes(candidate, evaluation)) continue;
    if (left-- === 0) return { node: candidate, key: candidate.start, evaluation, operand: false };
  }
  return null;
}

function vanishes(node: Node, evaluation: Evaluation): boolean {
  if (node.kind === 'scalar') return node.value === null;
  const mayVanish = node.kind === 'map' && (node.intrinsic === 'Ref' || node.intrinsic === 'Fn::If');
  return mayVanish && evaluation.resolve(node) === null;
}

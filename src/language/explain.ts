import type { Condition, Leaf } from './condition.js';
import { isLeaf } from './condition.js';
import { evaluate, matchingKeys, type Scope, valueAt } from './evaluate.js';
import { type AbsolutePath, absolutePath } from './terms.js';
import { FALSE, negate, TRUE, type Truth, UNKNOWN } from './truth.js';
import { isList, isMap, isNoValue, own, type Value } from './value.js';

/** One reason for a verdict: the place that decided, what stands there, and the words of the condition around it. */
export interface Cause {
  /** From the resource: `['Properties', 'ContainerDefinitions', '0', 'Privileged']`. */
  readonly path: AbsolutePath;
  readonly value: Value;
  readonly leaf: Leaf | null;
  readonly message: string | null;
}

interface Place extends Scope {
  readonly itemPath: AbsolutePath;
  readonly message: string | null;
}

/**
 * Why a bound condition has the truth that it has, in document order where lists are concerned.
 * Several causes of a false condition are several violations; those of an unknown one, all that would decide it.
 */
export function explain(condition: Condition, scope: Scope, itemPath: AbsolutePath = []): readonly Cause[] {
  return causes(condition, evaluate(condition, scope), { ...scope, itemPath, message: null });
}

function causes(condition: Condition, truth: Truth, around: Place): readonly Cause[] {
  const place = condition.message === undefined ? around : { ...around, message: condition.message };
  if (isLeaf(condition)) return ofLeaf(condition, truth, place);
  switch (condition.kind) {
    case 'not':
      return causes(condition.condition, negate(truth), place);
    case 'all':
    case 'any':
      return ofJunction(condition, truth, place);
    case 'every':
    case 'some':
      return ofQuantifier(condition, truth, place);
    case 'parameterIs':
      return [];
    default:
      return condition satisfies never;
  }
}

/** Of a map that has what it must not have, each key is a cause; of any other leaf, its place. */
function ofLeaf(leaf: Leaf, truth: Truth, place: Place): readonly Cause[] {
  const path = absolutePath(leaf.term, place.itemPath);
  const value = valueAt(leaf.term, place);
  if (leaf.kind !== 'hasKey' || truth !== TRUE || !isMap(value)) return [causeAt(path, value, leaf, place)];
  return matchingKeys(value, leaf.pattern).map((key) => causeAt([...path, key], own(value, key), leaf, place));
}

const causeAt = (path: AbsolutePath, value: Value, leaf: Leaf | null, place: Place): Cause => ({
  path,
  value,
  leaf,
  message: place.message,
});

/**
 * The parts that share the truth of the whole. Where each of them alone would decide (a false `all`, a true
 * `any`), each is a cause; where they decide together they are one violation, told by the first.
 */
function ofJunction(junction: Condition & { kind: 'all' | 'any' }, truth: Truth, place: Place): readonly Cause[] {
  const sharing = junction.conditions.filter((part) => evaluate(part, place) === truth);
  const each = sharing.map((part) => causes(part, truth, place)).filter((found) => found.length > 0);
  const alone = truth === UNKNOWN || (junction.kind === 'all') === (truth === FALSE);
  return alone ? each.flat() : (each[0] ?? []);
}

function ofQuantifier(
  quantifier: Condition & { kind: 'every' | 'some' },
  truth: Truth,
  place: Place,
): readonly Cause[] {
  const list = valueAt(quantifier.list, place);
  const path = absolutePath(quantifier.list, place.itemPath);
  const alone = truth === UNKNOWN || (quantifier.kind === 'every') === (truth === FALSE);
  if (!isList(list) || !alone) return [causeAt(path, list, null, place)];
  return list.flatMap((element, index) => {
    if (element === null || isNoValue(element)) return [];
    const inside = { ...place, item: element, itemPath: [...path, String(index)] };
    return evaluate(quantifier.condition, inside) === truth ? causes(quantifier.condition, truth, inside) : [];
  });
}

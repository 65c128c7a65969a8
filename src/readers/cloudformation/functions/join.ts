import { isIntrinsic, isList, unknownValue, type Value } from '../../../language/value.js';
import type { Evaluation } from '../evaluation.js';
import { itemsOf, type Node } from '../node.js';
import { assemble, type Part, partOf, toPart } from '../text.js';
import { mayVanish, unresolved } from '../values.js';
import { malformed } from './intrinsic.js';

/** `Fn::Join`. */
export function join(argument: Node, evaluation: Evaluation): Value {
  const [separator, list] = itemsOf(argument, 2) ?? [];
  if (!separator || !list) return malformed('Fn::Join');
  const delimiter = partOf(separator, evaluation);
  if (delimiter === null) return malformed('Fn::Join', 'the delimiter is no text');
  const elements = list.kind === 'list' ? textsOf(list.items, evaluation) : evaluation.resolve(list);
  if (typeof delimiter !== 'string' || isIntrinsic(elements)) return unresolved('Fn::Join', [delimiter, elements]);
  if (!isList(elements)) return malformed('Fn::Join', 'the second operand is no list');
  const parts: Part[] = [];
  for (const element of elements) {
    const part = toPart(element);
    if (part === null) return malformed('Fn::Join', 'an element is no text');
    parts.push(part);
  }
  return assemble(withDelimiters(parts, delimiter), evaluation.deployment.budget);
}

/** Elements as texts where they are scalars: `1.0` joins as it is written. NoValue elements vanish. */
function textsOf(items: readonly Node[], evaluation: Evaluation): readonly Value[] {
  return items.map((item) => partOf(item, evaluation) ?? evaluation.resolve(item)).filter((value) => value !== null);
}

/**
 * Puts the delimiter between elements. One that may vanish takes a delimiter with it, so it and the delimiter beside
 * it become one unknown part: behind it while nothing certain stands before, else in front.
 */
function withDelimiters(elements: readonly Part[], delimiter: string): readonly Part[] {
  if (delimiter === '') return elements;
  const parts: Part[] = [];
  let certain = false;
  for (const element of elements) {
    if (typeof element !== 'string' && mayVanish(element)) {
      parts.push(unknownValue('an element that a condition may leave out'));
      continue;
    }
    if (certain) parts.push(delimiter);
    parts.push(element);
    certain = true;
  }
  return parts;
}

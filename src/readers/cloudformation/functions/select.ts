import { isIntrinsic, isList, type Value, type ValueMap } from '../../../language/value.js';
import type { Evaluation } from '../evaluation.js';
import { itemsOf, type Node } from '../node.js';
import { joinedParts, partOf } from '../text.js';
import { argumentOf, mayVanish, unresolved } from '../values.js';
import { malformed } from './intrinsic.js';

/** `Fn::Select`. */
export function select(argument: Node, evaluation: Evaluation): Value {
  const [position, list] = itemsOf(argument, 2) ?? [];
  if (!position || !list) return malformed('Fn::Select');
  const index = partOf(position, evaluation);
  const elements = evaluation.resolve(list);
  if (index === null || elements === null) return malformed('Fn::Select');
  const secret = argumentOf(elements, 'Fn::Secret');
  if (secret !== undefined) return elements;
  if (typeof index !== 'string') return unresolved('Fn::Select', [index, elements]);
  if (!/^[0-9]{1,9}$/.test(index)) return malformed('Fn::Select', 'the index is no number');
  if (isList(elements)) return element(elements, Number(index), index);
  if (!isIntrinsic(elements)) return malformed('Fn::Select', 'the second operand is no list');
  return knownPiece(elements, Number(index)) ?? unresolved('Fn::Select', [index, elements]);
}

/** An element before the index that may vanish would move the others. */
function element(elements: readonly Value[], index: number, written: string): Value {
  if (elements.slice(0, index).some(mayVanish)) return unresolved('Fn::Select', [written, elements]);
  return elements[index] ?? malformed('Fn::Select', 'no element has this index');
}

/** A piece of a split, partly known text that a delimiter ends before anything unknown begins. */
function knownPiece(list: ValueMap, index: number): string | null {
  const split = argumentOf(list, 'Fn::Split');
  if (!isList(split)) return null;
  const [delimiter, text] = split;
  const beginning = joinedParts(text ?? null)?.[0];
  if (typeof delimiter !== 'string' || typeof beginning !== 'string') return null;
  return beginning.split(delimiter).slice(0, -1)[index] ?? null;
}

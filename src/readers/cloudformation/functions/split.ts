import { unknownValue, type Value } from '../../../language/value.js';
import { ELEMENT_COST } from '../budget.js';
import type { Evaluation } from '../evaluation.js';
import { itemsOf, type Node } from '../node.js';
import { partOf } from '../text.js';
import { argumentOf, unresolved } from '../values.js';
import { malformed } from './intrinsic.js';

/** `Fn::Split`. Of a text that is not fully known it stays, with the text in it; `Fn::Select` looks into that. */
export function split(argument: Node, evaluation: Evaluation): Value {
  const [separator, source] = itemsOf(argument, 2) ?? [];
  if (!separator || !source) return malformed('Fn::Split');
  const delimiter = partOf(separator, evaluation);
  const text = partOf(source, evaluation);
  if (delimiter === null || delimiter === '' || text === null) return malformed('Fn::Split');
  if (argumentOf(text, 'Fn::Secret') !== undefined) return text;
  if (typeof delimiter !== 'string' || typeof text !== 'string') return unresolved('Fn::Split', [delimiter, text]);
  const pieces = text.split(delimiter);
  const affordable = evaluation.deployment.budget.spend(pieces.length * ELEMENT_COST);
  return affordable ? pieces : unknownValue('a list that is too long');
}

import type { Value } from '../../../language/value.js';
import type { Evaluation } from '../evaluation.js';
import type { Node } from '../node.js';
import { assemble, partOf } from '../text.js';
import { argumentOf, unresolved } from '../values.js';
import { malformed } from './intrinsic.js';

/** `Fn::Base64`: the text that the property will have, encoded. */
export function base64(argument: Node, evaluation: Evaluation): Value {
  const text = partOf(argument, evaluation);
  if (text === null) return malformed('Fn::Base64', 'the operand is no text');
  if (argumentOf(text, 'Fn::Secret') !== undefined) return text;
  if (typeof text !== 'string') return unresolved('Fn::Base64', text);
  return assemble([Buffer.from(text, 'utf8').toString('base64')], evaluation.deployment.budget);
}

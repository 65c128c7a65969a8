import { isIntrinsic, isList, type Value } from '../../../language/value.js';
import type { Evaluation } from '../evaluation.js';
import type { Node } from '../node.js';
import { assemble } from '../text.js';
import { argumentOf, isKnown, mayVanish, unresolved } from '../values.js';
import { malformed } from './intrinsic.js';

/** `Fn::Length`, of AWS::LanguageExtensions: a number. */
export function length(argument: Node, evaluation: Evaluation): Value {
  const list = evaluation.resolve(argument);
  if (isList(list)) return list.some(mayVanish) ? unresolved('Fn::Length', list) : list.length;
  return isIntrinsic(list) ? unresolved('Fn::Length', list) : malformed('Fn::Length', 'the operand is no list');
}

/** `Fn::ToJsonString`, of AWS::LanguageExtensions: without spaces, keys in the order of the template. */
export function toJsonString(argument: Node, evaluation: Evaluation): Value {
  const value = evaluation.resolve(argument);
  if (value === null || typeof value !== 'object')
    return malformed('Fn::ToJsonString', 'the operand is no list or map');
  if (isKnown(value)) return assemble([JSON.stringify(value)], evaluation.deployment.budget);
  return findSecret(value) ?? unresolved('Fn::ToJsonString', value);
}

/** The first secret inside a value: a text that holds it is as secret. */
function findSecret(value: Value): Value {
  if (typeof value !== 'object' || value === null) return null;
  if (argumentOf(value, 'Fn::Secret') !== undefined) return value;
  for (const part of isList(value) ? value : Object.values(value)) {
    const secret = findSecret(part);
    if (secret !== null) return secret;
  }
  return null;
}

import { isList, type Value } from '../../../language/value.js';
import type { Evaluation } from '../evaluation.js';
import type { Node } from '../node.js';
import { dotted } from '../short-tags.js';
import { unresolved } from '../values.js';
import { malformed } from './intrinsic.js';

/** `Fn::GetAtt`: always `[id, attribute]`, and known to deployment only. */
export function getAtt(argument: Node, evaluation: Evaluation): Value {
  const value = evaluation.resolve(dotted(argument));
  if (!isList(value)) return malformed('Fn::GetAtt');
  const [id, ...attribute] = value;
  if (id === undefined || attribute.length === 0) return malformed('Fn::GetAtt');
  if (attribute.length === 1) return unresolved('Fn::GetAtt', value);
  const texts = attribute.every((part) => typeof part === 'string');
  return texts ? unresolved('Fn::GetAtt', [id, attribute.join('.')]) : malformed('Fn::GetAtt');
}

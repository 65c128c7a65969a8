import type { Value } from '../../language/value.js';
import type { Parameters } from './parameters.js';
import { joinedParts } from './text.js';
import { argumentOf } from './values.js';

/** Whether two values, of which at least one is not fully known, might be the same text. */
export function couldBeEqual(left: Value, right: Value, parameters: Parameters): boolean {
  if (typeof left === 'string') return couldBe(right, left, parameters);
  if (typeof right === 'string') return couldBe(left, right, parameters);
  return true;
}

/** Whether an unknown value might turn out to be this text. */
function couldBe(value: Value, text: string, parameters: Parameters): boolean {
  const name = argumentOf(value, 'Ref');
  const parameter = typeof name === 'string' ? parameters.get(name) : undefined;
  if (parameter?.allowed && !parameter.type.startsWith('AWS::SSM::')) return parameter.allowed.includes(text);
  const parts = joinedParts(value);
  if (!parts) return true;
  const [first, last] = [parts[0], parts.at(-1)];
  const beginning = typeof first === 'string' ? first : '';
  const end = typeof last === 'string' ? last : '';
  return text.length >= beginning.length + end.length && text.startsWith(beginning) && text.endsWith(end);
}

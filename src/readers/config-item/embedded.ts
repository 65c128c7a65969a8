import { unknownValue, type Value, type ValueMap } from '../../language/value.js';
import { duplicateKey } from '../duplicate-key.js';
import { jsonValue, withinStack } from '../json.js';

/** A value of the input, or the unknown value that stands for it. INVARIANT: nothing of the input is taken for the latter. */
export type Unpacked =
  | { readonly value: Value; readonly unknown?: never }
  | { readonly unknown: ValueMap; readonly value?: never };

export const malformed = (expected: string): ValueMap => unknownValue(`malformed: ${expected} belongs here`);

/**
 * A value that AWS Config gives as a JSON value in one place and as the text of one in another. A text that is no JSON,
 * or gives a key twice, is unknown.
 */
export function unpacked(value: Value): Unpacked {
  if (typeof value !== 'string') return { value };
  const inside = jsonValue(value);
  if (inside === undefined) return { unknown: malformed('a JSON text') };
  const duplicate = withinStack(() => duplicateKey(value));
  if (duplicate === undefined) return { unknown: unknownValue('malformed: nested too deep') };
  return duplicate ? { unknown: malformed('a map that gives each key once') } : { value: inside };
}

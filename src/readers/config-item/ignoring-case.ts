import { own, type Value, type ValueMap } from '../../language/value.js';

/**
 * The value of a key whatever its capitals: items of one type are in camelCase, of another in PascalCase, and what the
 * older types have of abbreviations (`dNSName`, `vpczoneIdentifier`) follows neither.
 */
export function ignoringCase(map: ValueMap, key: string): Value {
  if (Object.hasOwn(map, key)) return own(map, key);
  const small = key.toLowerCase();
  const found = Object.keys(map).find((name) => name.toLowerCase() === small);
  return found === undefined ? null : own(map, found);
}

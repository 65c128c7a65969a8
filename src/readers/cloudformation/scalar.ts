import type { Scalar } from '../../language/value.js';
import type { ScalarNode } from './node.js';
import { yamlInteger } from './yaml-integer.js';

/** Decimal fractions as JSON writes them; `.5` and `1e3` stay text. */
const FRACTION = /^-?(?:0|[1-9][0-9]*)\.[0-9]+$/;

const WORDS: ReadonlyMap<string, boolean | null> = new Map([
  ...['', '~', 'null', 'Null', 'NULL'].map((word) => [word, null] as const),
  ...['true', 'True', 'TRUE', 'yes', 'Yes', 'YES', 'on', 'On', 'ON'].map((word) => [word, true] as const),
  ...['false', 'False', 'FALSE', 'no', 'No', 'NO', 'off', 'Off', 'OFF'].map((word) => [word, false] as const),
]);

const LONGEST_WORD = 5;

/**
 * What an unquoted YAML scalar means. CloudFormation reads YAML 1.1: `yes` and `off` are booleans (a tag `YES` arrives as
 * `true`), `010` is 8. An account number with a leading zero and an 8 or 9 is text, and so are `y`, 2010-09-09 and
 * integers beyond 2^53. Sources: the user guide, "CloudFormation template format"; aws-cli pull request 5257; hyp3 pull
 * request 2061, for what arrives.
 */
export function plainValue(text: string): Scalar | null {
  const word = text.length <= LONGEST_WORD ? WORDS.get(text) : undefined;
  return word === undefined ? numberOrText(text) : word;
}

function numberOrText(text: string): Scalar {
  const first = text.charCodeAt(0);
  const mayBeNumber = (first >= 0x30 && first <= 0x39) || first === 0x2d || first === 0x2b;
  if (!mayBeNumber) return text;
  return yamlInteger(text) ?? (FRACTION.test(text) ? exactNumber(text) : text);
}

/** The number that a text writes; the text itself where a double would not hold it. */
export function exactNumber(text: string): Scalar {
  const number = Number(text);
  return Number.isFinite(number) && (!Number.isInteger(number) || Number.isSafeInteger(number)) ? number : text;
}

/** The scalar at an offset. `written` is its text in the file: `1.0` stays that, `yes` is `true` and `010` is `8`. */
export function scalarNode(start: number, value: Scalar | null, written: string): ScalarNode {
  const asWritten = typeof value === 'string' || value === null || FRACTION.test(written);
  return { kind: 'scalar', start, value, text: asWritten ? written : String(value) };
}

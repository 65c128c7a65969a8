import type { Scalar } from '../../language/value.js';
import type { ScalarNode } from './node.js';

/** Decimal numbers as JSON writes them. Hexadecimal, `1_000`, `1e3` and `1:30` stay text. */
const NUMBER = /^-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?$/;

/** YAML 1.1 reads a leading zero as octal. With an 8 or 9 in it, as in account numbers, it is text. */
const OCTAL = /^-?0[0-7]+$/;

const WORDS: ReadonlyMap<string, boolean | null> = new Map([
  ...['', '~', 'null', 'Null', 'NULL'].map((word) => [word, null] as const),
  ...['true', 'True', 'TRUE', 'yes', 'Yes', 'YES', 'on', 'On', 'ON'].map((word) => [word, true] as const),
  ...['false', 'False', 'FALSE', 'no', 'No', 'NO', 'off', 'Off', 'OFF'].map((word) => [word, false] as const),
]);

const LONGEST_WORD = 5;

/**
 * What an unquoted YAML scalar means. CloudFormation reads YAML 1.1: `yes` and `off` are booleans (a tag `YES` arrives
 * as `true`), `010` is 8; but `y` and dates such as 2010-09-09 are text. Sources: the user guide, "CloudFormation
 * template format"; aws-cli pull request 5257; hyp3 pull request 2061, for what arrives. Spellings that no one writes
 * on purpose stay text, and so do integers beyond 2^53.
 */
export function plainValue(text: string): Scalar | null {
  const word = text.length <= LONGEST_WORD ? WORDS.get(text) : undefined;
  return word === undefined ? numberOrText(text) : word;
}

function numberOrText(text: string): Scalar {
  const first = text.charCodeAt(0);
  const mayBeNumber = (first >= 0x30 && first <= 0x39) || first === 0x2d;
  if (!mayBeNumber) return text;
  if (OCTAL.test(text)) return Number.parseInt(text, 8);
  return NUMBER.test(text) ? exactNumber(text) : text;
}

/** The number that a text writes; the text itself where a double would not hold it. */
export function exactNumber(text: string): Scalar {
  const number = Number(text);
  return Number.isFinite(number) && (!Number.isInteger(number) || Number.isSafeInteger(number)) ? number : text;
}

/** The scalar at an offset. `written` is its text in the file: `1.0` stays that, `yes` is `true` and `010` is `8`. */
export function scalarNode(start: number, value: Scalar | null, written: string): ScalarNode {
  const changed = typeof value === 'boolean' || (typeof value === 'number' && OCTAL.test(written));
  return { kind: 'scalar', start, value, text: changed ? String(value) : written };
}

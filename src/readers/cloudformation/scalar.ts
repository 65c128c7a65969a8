import type { Scalar } from '../../language/value.js';
import type { ScalarNode } from './node.js';

/** Decimal numbers as JSON writes them. Leading zeros, octal, hexadecimal and `1_000` stay text. */
const NUMBER = /^-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?$/;

/**
 * What an unquoted YAML scalar means. CloudFormation reads YAML 1.1, but of its many spellings only these are
 * safe: `true` and `false` in their three cases are booleans, decimal numbers are numbers, `~`, `null` and
 * nothing are null. Everything else stays the text that it is: `yes`, `on`, dates such as 2010-09-09, account
 * numbers with a leading zero (which YAML 1.1 would read as octal), and integers beyond 2^53.
 */
export function plainValue(text: string): Scalar | null {
  switch (text) {
    case '':
    case '~':
    case 'null':
    case 'Null':
    case 'NULL':
      return null;
    case 'true':
    case 'True':
    case 'TRUE':
      return true;
    case 'false':
    case 'False':
    case 'FALSE':
      return false;
    default:
      return numberOrText(text);
  }
}

function numberOrText(text: string): Scalar {
  const first = text.charCodeAt(0);
  const mayBeNumber = (first >= 0x30 && first <= 0x39) || first === 0x2d;
  return mayBeNumber && NUMBER.test(text) ? exactNumber(text) : text;
}

/** The number that a text writes; the text itself where a double would not hold it. */
export function exactNumber(text: string): Scalar {
  const number = Number(text);
  return Number.isFinite(number) && (!Number.isInteger(number) || Number.isSafeInteger(number)) ? number : text;
}

/** The scalar at an offset. `written` is its text in the file. */
export function scalarNode(start: number, value: Scalar | null, written: string): ScalarNode {
  return { kind: 'scalar', start, value, text: typeof value === 'boolean' ? String(value) : written };
}

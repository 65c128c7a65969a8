import { maskText } from './mask.js';

const LONGEST = 80;

/**
 * Text of an input as messages name it: on one line, cut where it is long, between backticks, without one that would
 * end them early. Secrets of known formats are masked before anything is cut.
 */
export function code(text: string): string {
  const line = maskText(text)
    .replaceAll('`', "'")
    .replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ');
  const characters = [...line.slice(0, 2 * LONGEST + 2)];
  return `\`${characters.length > LONGEST ? `${characters.slice(0, LONGEST - 1).join('')}…` : line}\``;
}

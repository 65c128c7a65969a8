import type { InputKind } from '../resources/resource.js';
import { isMaskedByLine, maskText } from './mask.js';
import type { Result } from './result.js';

/** A plan has no lines to quote; configuration items are mostly one line, with everything in it. */
export const isQuoted = (kind: InputKind): boolean => kind !== 'terraform-plan' && kind !== 'config-item';

/**
 * The lines of an input that a report may quote. Where any parameter is NoEcho, no default is quoted: telling which is
 * whose is the reader's work, not ours.
 */
export function quotesFor(results: readonly Result[], text: string): Map<number, string> {
  const wanted = new Set<number>();
  for (const { verdict, line } of results) if (verdict !== 'pass' && line !== null) wanted.add(line);
  if (wanted.size === 0) return new Map();
  if (!isMaskedByLine(text)) {
    const lines = quotableLines(text);
    return new Map([...wanted].map((line) => [line, lines[line - 1] ?? '']));
  }
  const lines = text.split('\n');
  const quotable = quotableBy(text);
  return new Map([...wanted].map((line) => [line, quotable(maskText(lines[line - 1] ?? ''))]));
}

/** The lines of a text without its secrets. */
export function quotableLines(text: string): string[] {
  return maskText(text).split('\n').map(quotableBy(text));
}

const quotableBy = (text: string): ((line: string) => string) =>
  text.includes('NoEcho') ? withoutDefault : (line) => line;

const withoutDefault = (line: string): string => line.replace(/(\bDefault["']?\s*:\s*)\S.*$/, '$1***');

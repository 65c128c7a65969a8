import { maskText } from './mask.js';
import type { Result } from './result.js';

/**
 * The lines of an input that a report may quote. Where any parameter is NoEcho, no default is quoted: telling which is
 * whose is the reader's work, not ours.
 */
export function quotesFor(results: readonly Result[], text: string): Map<number, string> {
  const wanted = new Set<number>();
  for (const { verdict, line } of results) if (verdict !== 'pass' && line !== null) wanted.add(line);
  if (wanted.size === 0) return new Map();
  const lines = quotableLines(text);
  return new Map([...wanted].map((line) => [line, lines[line - 1] ?? '']));
}

/** The lines of a text without its secrets. */
export function quotableLines(text: string): string[] {
  const masked = maskText(text).split('\n');
  return /NoEcho/.test(text) ? masked.map(withoutDefault) : masked;
}

const withoutDefault = (line: string): string => line.replace(/(\bDefault["']?\s*:\s*)\S.*$/, '$1***');

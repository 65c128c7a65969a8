import type { CheckOptions } from '../check/options.js';
import { quotableLines } from '../check/quote.js';

/** A line of one of Terraform's sources, at which findings of a plan point; null for any other file. */
export function sourceQuotes(sources: CheckOptions['sources'] = []): (file: string, line: number) => string | null {
  const texts = new Map(sources.map(({ file, text }) => [file, text]));
  const known = new Map<string, readonly string[]>();
  return (file, line) => {
    const text = texts.get(file);
    if (text === undefined) return null;
    const lines = known.get(file) ?? quotableLines(text);
    known.set(file, lines);
    return lines[line - 1] ?? null;
  };
}

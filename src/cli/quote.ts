import { maskText } from '../check/mask.js';
import type { CheckInput, CheckOptions } from '../check/options.js';
import type { CheckResult } from '../check/result.js';
import { decodeText } from '../readers/text.js';

/**
 * The lines that the text report quotes. Only files with findings are read again. Plans are not quoted: in them a
 * value that Terraform knows to be sensitive stands like any other.
 */
export async function quotedLines(
  result: CheckResult,
  inputs: readonly CheckInput[],
  sources: CheckOptions['sources'] = [],
): Promise<(file: string, line: number) => string | null> {
  const wanted = new Set(
    result.results.filter(({ verdict, line }) => verdict !== 'pass' && line !== null).map(({ file }) => file),
  );
  const plans = new Set(result.inputs.filter(({ kind }) => kind === 'terraform-plan').map(({ file }) => file));
  const lines = new Map(sources.filter(({ file }) => wanted.has(file)).map(({ file, text }) => [file, linesOf(text)]));
  for (const input of inputs) {
    if (!wanted.has(input.file) || plans.has(input.file)) continue;
    const decoded = await input
      .read()
      .then((bytes) => decodeText(bytes, input.file))
      .catch(() => null);
    if (decoded?.text !== undefined) lines.set(input.file, linesOf(decoded.text));
  }
  return (file, line) => lines.get(file)?.[line - 1] ?? null;
}

function linesOf(text: string): string[] {
  const masked = maskText(text).split('\n');
  return /NoEcho/.test(text) ? masked.map(withoutDefault) : masked;
}

/** Where any parameter is NoEcho, no default is quoted: telling which is whose is the reader's work, not ours. */
const withoutDefault = (line: string): string => line.replace(/(\bDefault["']?\s*:\s*)\S.*$/, '$1***');

import type { LintResult } from '../lint/schema.js';
import { painter } from './paint.js';
import { safeJson, safeText } from './safe-text.js';

/** The JSON report: `schemas/lint-result.json`. */
export const lintJson = (result: LintResult): string => `${safeJson(result)}\n`;

/** Findings a line each, then how much of its quota each document uses. */
export function lintText(
  { results, documents, notJudged, errors }: LintResult,
  options: { readonly colour: boolean },
): string {
  const paint = painter(options.colour);
  const place = (file: string, line: number | null, column: number | null): string =>
    safeText([file, line, column].filter((part) => part !== null).join(':'));
  const rows = results.map(({ file, line, column, rule, severity, message }) => {
    const word = severity === 'error' ? paint.high(severity) : paint.medium(severity);
    return `${place(file, line, column)}: ${word} ${rule}: ${safeText(message, 2000)}`;
  });
  const wrong = errors.map(({ file, line, column, message }) => `${place(file, line, column)}: ${safeText(message)}`);
  const others = notJudged.map(({ file, message }) => `${safeText(file)}: not judged: ${safeText(message)}`);
  const sizes = documents.map(
    ({ file, characters, limit }) =>
      `${safeText(file)}: ${characters}${limit === null ? '' : ` of ${limit}`} characters`,
  );
  const count = (severity: string): number => results.filter((row) => row.severity === severity).length;
  return [
    ...rows,
    ...wrong,
    ...others,
    ...sizes,
    `${count('error')} errors, ${count('warning')} warnings in ${documents.length} documents`,
    '',
  ].join('\n');
}

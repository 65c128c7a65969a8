import { safeJson, safeText } from '../reports/safe-text.js';
import type { CaseResult, UnitTestResult } from './schema.js';

/** One line for each case, more for one that differs; the last line counts them. */
export function unitTestText({ results, errors, summary }: UnitTestResult): string {
  const wrong = errors.map(({ file, line, message }) => `${place(file, line)}: error: ${safeText(message)}`);
  const count = `${summary.passed} passed, ${summary.failed} failed`;
  return [...results.flatMap(caseLines), ...wrong, count].join('\n').concat('\n');
}

/** The JSON report: `schemas/test-result.json`. */
export function unitTestJson(result: UnitTestResult): string {
  return `${safeJson(result)}\n`;
}

/** A case as people read it. */
function caseLines(result: CaseResult): string[] {
  const { file, line, passed, control, kind, name } = result;
  const title = `${safeText(control ?? kind)}: ${safeText(name)}`;
  if (passed) return [`ok    ${title}`];
  return [`FAIL  ${title}`, ...difference(result).map((text) => `      ${text}`), `      ${place(file, line)}`];
}

/** Expected and actual of a case that differs, and what the finding says. */
export function difference({ expected, actual, message }: CaseResult): string[] {
  return [
    `expected ${outcomeText(expected)}`,
    `actual   ${actual ? outcomeText(actual) : 'nothing: the case could not be judged'}`,
    ...message.split('\n').map((text) => safeText(text, 2000)),
  ];
}

function outcomeText({ verdict, line }: NonNullable<CaseResult['actual']>): string {
  return line === undefined || line === null ? verdict : `${verdict} at line ${line}`;
}

const place = (file: string, line: number | null): string => safeText(line === null ? file : `${file}:${line}`);

import type { CheckResult, Result } from '../check/result.js';
import { type Paint, painter } from './paint.js';
import { safeLine, safeText } from './safe-text.js';
import { summaryLines } from './summary.js';
import type { TextSettings } from './text-settings.js';

/** The report for people: findings by file, each with its line and what to write instead, then a summary. */
export function textReport(result: CheckResult, settings: TextSettings): string {
  const paint = painter(settings.colour);
  const shown = result.results.filter((one) => isShown(one, settings.verbose));
  const files = [...new Set(shown.map(({ file }) => file))];
  const blocks = files.map((file) => [
    paint.bold(safeText(file)),
    ...shown.filter((one) => one.file === file).flatMap((one) => ['', ...finding(one, settings, paint)]),
  ]);
  const errors = result.errors.map(
    ({ message, ...place }) => `${paint.critical('error')} ${placeOf(place)}: ${safeText(message, 1000)}`,
  );
  const closing = settings.quiet ? [] : summaryLines(result, settings, paint);
  return [...blocks, errors, closing]
    .filter((lines) => lines.length > 0)
    .map((lines) => `${lines.join('\n')}\n`)
    .join('\n');
}

function isShown({ verdict, dependsOn }: Result, verbose: boolean): boolean {
  return verdict === 'fail' || (verbose && (verdict !== 'pass' || dependsOn !== undefined));
}

function finding(result: Result, settings: TextSettings, paint: Paint): string[] {
  const { verdict, severity, control, resource, container } = result;
  const label = verdict === 'fail' ? paint[severity](severity) : paint.dim(verdict === 'pass' ? 'depends' : verdict);
  const name = [resource.type, resource.id, ...(container === undefined ? [] : [`container ${container}`])];
  const construct = resource.construct === undefined ? [] : [paint.dim(safeText(resource.construct))];
  return [
    `  ${label}  ${paint.bold(control)}  ${name.map((part) => safeText(part)).join(' ')}`,
    ...construct.map((text) => `    ${text}`),
    `    ${safeText(result.message, 1000)}`,
    ...place(result, result.line, settings, paint),
    ...details(result, settings, paint),
  ];
}

/** Where it is, and the line itself. */
function place(result: Result, line: number | null, settings: TextSettings, paint: Paint): string[] {
  const at = `    ${paint.place(placeOf(result))}`;
  if (line === null) return result.path === null ? [at] : [`${at} ${paint.dim(safeText(result.path))}`];
  const hidden = settings.secretControls.has(result.control);
  const text = hidden ? '***' : settings.quote(result.file, line);
  if (text === null || text.trim() === '') return [at];
  return [at, `    ${paint.dim(`${line} |`)} ${safeLine(text)}`];
}

function details(result: Result, settings: TextSettings, paint: Paint): string[] {
  const { remedy, also = [], missing = [], dependsOn = [], exception } = result;
  const others = settings.verbose || also.length <= ALSO ? also : also.slice(0, ALSO);
  const left = also.length - others.length;
  return [
    ...(result.verdict === 'fail' ? [`    ${paint.remedy('→')} ${safeText(remedy, 1000)}`] : []),
    ...others.map((one) => `    also ${placeOf({ ...one, file: result.file })}: ${safeText(one.message)}`),
    ...(left > 0 ? [`    also in ${left} more places (--verbose lists them)`] : []),
    ...missing.map((text) => `    missing: ${safeText(text)}`),
    ...dependencyLines(dependsOn),
    ...(exception
      ? [
          `    ${exceptionWords(result.verdict)} ${exception.expires} (${safeText(exception.owner)}): ${safeText(exception.reason)}`,
        ]
      : []),
    ...(settings.verbose ? [`    ${paint.dim(result.help)}`] : []),
  ];
}

/** One line for each value, or one for all of them where only their combination has the verdict. */
function dependencyLines(dependsOn: NonNullable<Result['dependsOn']>): string[] {
  const [first] = dependsOn;
  const words = dependsOn.map(({ parameter, value }) => `${safeText(parameter)} is \`${safeText(value)}\``);
  if (first?.together) return [`    ${VERBS[first.verdict]} when ${words.join(' and ')}`];
  return dependsOn.map(({ verdict }, index) => `    ${VERBS[verdict]} when ${words[index]}`);
}

/** A fail names an exception only where that has expired. */
const exceptionWords = (verdict: Result['verdict']): string =>
  verdict === 'fail' ? 'exception expired on' : 'exception until';

const ALSO = 5;

const VERBS: Readonly<Record<Result['verdict'], string>> = {
  pass: 'passes',
  fail: 'fails',
  unknown: 'is unknown',
  excepted: 'is excepted',
};

/** `file:line:column`, which terminals and editors make a link of. */
function placeOf({ file, line, column }: Pick<Result, 'file' | 'line' | 'column'>): string {
  const known = [line, column].filter((part) => part !== null);
  return [safeText(file), ...known].join(':');
}

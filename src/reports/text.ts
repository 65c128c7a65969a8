import type { Result } from '../check/result.js';
import type { Totals } from '../check/tally.js';
import { type KeptText, KeptTexts } from './kept-text.js';
import { type Paint, painter } from './paint.js';
import type { Report } from './report.js';
import { safeLine, safeText } from './safe-text.js';
import { summaryLines } from './summary.js';
import type { TextSettings } from './text-settings.js';

/** A line of a file, masked; null where it is not to be shown. */
export type Quote = (file: string, line: number) => string | null;

/**
 * The report for people: findings by file, each with its line and what to write instead, then a summary. It is written
 * while inputs are judged: of results that are not shown nothing is kept, of the others their text.
 */
export class TextReport implements Report {
  readonly #settings: TextSettings;
  readonly #paint: Paint;
  readonly #texts = new KeptTexts();
  /** More than one text where several plans point at one source. */
  readonly #files = new Map<string, readonly KeptText[]>();

  constructor(settings: TextSettings) {
    this.#settings = settings;
    this.#paint = painter(settings.colour);
  }

  add(results: readonly Result[], quote: Quote): void {
    const texts = new Map<string, string>();
    for (const one of results) {
      if (!isShown(one, this.#settings.verbose)) continue;
      const lines = finding(one, { ...this.#settings, quote }, this.#paint);
      texts.set(one.file, `${texts.get(one.file) ?? ''}\n${lines.join('\n')}\n`);
    }
    for (const [file, text] of texts) {
      const before = this.#files.get(file);
      const head = `${this.#files.size > 0 ? '\n' : ''}${this.#paint.bold(safeText(file))}\n`;
      this.#files.set(file, [...(before ?? []), this.#texts.keep(before ? text : head + text)]);
    }
  }

  *end(totals: Totals): Generator<string> {
    const errors = totals.errors.map(
      ({ message, ...place }) => `${this.#paint.critical('error')} ${placeOf(place)}: ${safeText(message, 1000)}`,
    );
    const closing = this.#settings.quiet ? [] : summaryLines(totals, this.#settings, this.#paint);
    const blocks = [errors, closing].filter((lines) => lines.length > 0).map((lines) => `${lines.join('\n')}\n`);
    for (const texts of this.#files.values()) for (const kept of texts) yield this.#texts.textOf(kept);
    let separator = this.#files.size > 0 ? '\n' : '';
    for (const block of blocks) {
      yield `${separator}${block}`;
      separator = '\n';
    }
  }
}

interface FindingSettings extends TextSettings {
  readonly quote: Quote;
}

function isShown({ verdict, dependsOn }: Result, verbose: boolean): boolean {
  return verdict === 'fail' || (verbose && (verdict !== 'pass' || dependsOn !== undefined));
}

function finding(result: Result, settings: FindingSettings, paint: Paint): string[] {
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
function place(result: Result, line: number | null, settings: FindingSettings, paint: Paint): string[] {
  const at = `    ${paint.place(placeOf(result))}`;
  if (line === null) return result.path === null ? [at] : [`${at} ${paint.dim(safeText(result.path))}`];
  const text = settings.quote(result.file, line);
  if (text === null || text.trim() === '') return [at];
  const shown = settings.secretControls.has(result.control) ? '***' : safeLine(text);
  return [at, `    ${paint.dim(`${line} |`)} ${shown}`];
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

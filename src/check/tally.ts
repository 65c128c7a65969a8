import { DefectError } from './defect.js';
import { maskText } from './mask.js';
import { type Counts, countsOf, NO_COUNTS, type Outcome, sum } from './outcome.js';
import type { CheckError, CheckResult, Result } from './result.js';
import type { Run } from './run.js';

/** Where results go, those of one input at a time and in the order of the inputs. */
export interface ResultSink {
  /** @param quotes lines of the input, masked, by number */
  add(results: readonly Result[], quotes: ReadonlyMap<number, string>): void;
}

/** What a run comes to, besides its results. */
export interface Totals extends Omit<CheckResult, 'version' | 'results' | 'summary'>, Counts {
  readonly firstFail: Result | null;
  /** Template parameters that inputs declare, where some are given. */
  readonly declared: ReadonlySet<string>;
}

/**
 * Counts what inputs come to, and passes their results on: nothing is kept of them.
 * @throws DefectError for the first outcome that is one
 */
export async function tally(
  outcomes: AsyncIterable<Outcome>,
  total: number,
  { options, exceptions, judged }: Pick<Run, 'options' | 'exceptions' | 'judged'>,
  sink: ResultSink,
): Promise<Totals> {
  const inputs: CheckResult['inputs'] = [];
  const errors: CheckError[] = [];
  const declared = new Set<string>();
  const [unused, refused]: [CheckResult['unusedExceptions'], CheckResult['unusedExceptions']] = [[], []];
  let counts = options.baseline ? { ...NO_COUNTS, summary: { ...NO_COUNTS.summary, baselined: 0 } } : NO_COUNTS;
  let [done, unrecognized]: [number, number] = [0, 0];
  let firstFail: Result | null = null;
  for await (const outcome of outcomes) {
    if (outcome.defect !== null) throw new DefectError(outcome.defect);
    if (outcome.input) inputs.push(outcome.input);
    if (outcome.unrecognized) unrecognized++;
    for (const name of outcome.declared) declared.add(name);
    for (const error of outcome.errors) errors.push(error);
    for (const one of outcome.unused) unused.push(one);
    for (const one of outcome.refused) refused.push(one);
    counts = sum(counts, outcome.counts);
    firstFail ??= firstFailOf(outcome.results);
    sink.add(outcome.results, outcome.quotes);
    options.onProgress?.(++done, total);
  }
  const unusedExceptions = [...exceptions.unused(judged), ...unused, ...refused].map(masked);
  return { inputs, errors, unusedExceptions, unrecognized, ...counts, firstFail, declared };
}

const masked = (unused: CheckResult['unusedExceptions'][number]): CheckResult['unusedExceptions'][number] => ({
  ...unused,
  control: maskText(unused.control),
  message: maskText(unused.message),
});

const firstFailOf = (results: readonly Result[]): Result | null =>
  results.find(({ verdict }) => verdict === 'fail') ?? null;

/** What is known of a whole result besides its results. */
export function totalsOf({ version: _, results, summary, ...rest }: CheckResult): Totals {
  return { ...rest, ...countsOf(results), summary, firstFail: firstFailOf(results), declared: new Set() };
}

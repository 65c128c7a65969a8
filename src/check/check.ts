import { loadJudges } from './engines.js';
import type { Judge } from './judge.js';
import { judgeInput } from './judge-input.js';
import type { CheckInput, CheckOptions } from './options.js';
import type { Outcome } from './outcome.js';
import type { CheckResult, Result } from './result.js';
import { type Run, startRun } from './run.js';
import { type ResultSink, type Totals, tally } from './tally.js';

/**
 * Judges inputs by controls. Inputs that cannot be read go to `errors`; the others are judged.
 * @throws DefectError where engines disagree; Error for a control that cannot be judged with its parameters
 */
export async function check(inputs: readonly CheckInput[], options: CheckOptions): Promise<CheckResult> {
  return checkWith(inputs, options, await loadJudges(options));
}

/** The same with engines that are already there. */
export async function checkWith(
  inputs: readonly CheckInput[],
  options: CheckOptions,
  judges: readonly Judge[],
): Promise<CheckResult> {
  const run = await startRun(options, judges);
  return collected((sink) => tally(outcomes(inputs, run), inputs.length, run, sink));
}

/** Judges one input after the other. */
export async function* outcomes(inputs: Iterable<CheckInput>, run: Run): AsyncGenerator<Outcome> {
  for (const input of inputs) yield await judgeInput(input, run);
}

/** The results of a run and what it comes to, as one value. */
export async function collected(run: (sink: ResultSink) => Promise<Totals>): Promise<CheckResult> {
  const results: Result[] = [];
  const add: ResultSink['add'] = (some) => {
    // Not as arguments of one call: a large plan has more results than the stack holds.
    for (const result of some) results.push(result);
  };
  const { inputs, errors, unusedExceptions, unrecognized, summary } = await run({ add });
  return { version: 1, results, inputs, errors, unusedExceptions, unrecognized, summary };
}

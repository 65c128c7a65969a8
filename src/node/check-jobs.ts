import { outcomes } from '../check/check.js';
import { loadJudges } from '../check/engines.js';
import type { CheckInput, CheckOptions } from '../check/options.js';
import type { Asked } from '../check/outcome.js';
import { startRun } from '../check/run.js';
import { type ResultSink, type Totals, tally } from '../check/tally.js';

/** How inputs are judged, and where the results go. */
export interface Judging {
  /** Threads, this one among them; left out: as many as the machine has and the inputs are worth. */
  readonly jobs?: number | undefined;
  readonly asked: Asked;
  readonly sink: ResultSink;
}

/**
 * Judges inputs. The results and their order are the same with any number of threads.
 * @throws DefectError where engines disagree, or a thread ends before its work is done
 */
export async function checkInputs(
  inputs: readonly CheckInput[],
  options: CheckOptions,
  { asked, sink }: Judging,
): Promise<Totals> {
  const run = await startRun(options, await loadJudges(options), asked);
  return tally(outcomes(inputs, run), inputs.length, run, sink);
}

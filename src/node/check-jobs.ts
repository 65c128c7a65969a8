import { availableParallelism } from 'node:os';
import { outcomes } from '../check/check.js';
import { loadJudges } from '../check/engines.js';
import type { CheckInput, CheckOptions } from '../check/options.js';
import type { Asked, Outcome } from '../check/outcome.js';
import { type Run, startRun } from '../check/run.js';
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
  { jobs, asked, sink }: Judging,
): Promise<Totals> {
  const run = await startRun(options, await loadJudges(options), asked);
  return tally(await judged(inputs, run, jobs), inputs.length, run, sink);
}

async function judged(
  inputs: readonly CheckInput[],
  run: Run,
  jobs: number | undefined,
): Promise<AsyncIterable<Outcome>> {
  const count = otherThreads(inputs.length, jobs);
  if (count === 0) return outcomes(inputs, run);
  const { threadedOutcomes } = await import('./threads.js');
  return threadedOutcomes(inputs, run, { count });
}

/** Inputs for which a further thread takes less time than it takes to start, with much to spare. */
const WORTH_A_THREAD = 1500;

/** How many threads judge beside this one: as many as were asked for, else as the inputs are worth. */
export function otherThreads(inputs: number, jobs: number | undefined, cores = availableParallelism()): number {
  const worth = jobs === undefined ? Math.floor(inputs / WORTH_A_THREAD) : inputs - 1;
  return Math.max(0, Math.min((jobs ?? cores) - 1, worth));
}

import { availableParallelism } from 'node:os';
import { outcomes } from '../check/check.js';
import { loadJudges } from '../check/engines.js';
import type { CheckInput, CheckOptions } from '../check/options.js';
import type { Asked, Outcome } from '../check/outcome.js';
import { type Run, startRun } from '../check/run.js';
import { type ResultSink, type Totals, tally } from '../check/tally.js';
import type { Threads } from './threads.js';

/** How inputs are judged, and where the results go. */
export interface Judging {
  /** Threads that judge; left out: as many as the machine has and the inputs are worth, and no more than three. */
  readonly jobs?: number | undefined;
  /** The file that other threads run, where it is not the module. */
  readonly threadEntry?: URL;
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
  { jobs, threadEntry, asked, sink }: Judging,
): Promise<Totals> {
  const run = await startRun(options, await loadJudges(options), asked);
  const threads = { count: judgingThreads(inputs.length, jobs), entry: threadEntry };
  return tally(await judged(inputs, run, threads), inputs.length, run, sink);
}

async function judged(inputs: readonly CheckInput[], run: Run, threads: Threads): Promise<AsyncIterable<Outcome>> {
  if (threads.count === 1) return outcomes(inputs, run);
  const { threadedOutcomes } = await import('./threads.js');
  return threadedOutcomes(inputs, run, threads);
}

/** Inputs for which a further thread takes less time than it takes to start, with much to spare. */
const WORTH_A_THREAD = 1500;

/** Threads that nobody asked for: with these a run takes less than 300 MB, with each further one 60 MB more. */
const MOST = 3;

/** How many threads judge: as many as were asked for, else as the inputs are worth. One is this thread itself. */
export function judgingThreads(inputs: number, jobs: number | undefined, cores = availableParallelism()): number {
  const worth = 1 + Math.floor(inputs / WORTH_A_THREAD);
  return Math.max(1, Math.min(jobs ?? Math.min(cores, MOST, worth), inputs));
}

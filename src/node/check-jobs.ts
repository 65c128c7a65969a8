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
  /** Threads that judge; left out: one, and for many inputs as many as the machine has cores and no more than three. */
  readonly jobs?: number | undefined;
  /** The file that other threads run, where it is not the module. */
  readonly threadEntry?: URL;
  readonly asked: Asked;
  readonly sink: ResultSink;
  /** Collects the garbage of this thread, while others judge. */
  readonly collectGarbage?: () => Promise<void>;
}

/**
 * Judges inputs. The results and their order are the same with any number of threads.
 * @throws DefectError where engines disagree, or a thread ends before its work is done
 */
export async function checkInputs(
  inputs: readonly CheckInput[],
  options: CheckOptions,
  { jobs, threadEntry, asked, sink, collectGarbage }: Judging,
): Promise<Totals> {
  const run = await startRun(options, await loadJudges(options), asked);
  const threads = { count: otherThreads(inputs.length, jobs), entry: threadEntry };
  const judged =
    threads.count === 0 ? outcomes(inputs, run) : await judgedByOthers(inputs, run, threads, collectGarbage);
  return tally(judged, inputs.length, run, sink);
}

async function judgedByOthers(
  inputs: readonly CheckInput[],
  run: Run,
  threads: Threads,
  collectGarbage: Judging['collectGarbage'],
): Promise<AsyncIterable<Outcome>> {
  const { threadedOutcomes } = await import('./threads.js');
  const judged = threadedOutcomes(inputs, run, threads);
  return collectGarbage ? collecting(judged, collectGarbage) : judged;
}

/** Inputs between two collections: what lies there until then is a few megabytes, and a collection takes 30 ms. */
const COLLECTED = 500;

async function* collecting(
  judged: AsyncIterable<Outcome>,
  collectGarbage: () => Promise<void>,
): AsyncGenerator<Outcome> {
  let count = 0;
  for await (const outcome of judged) {
    yield outcome;
    if (++count % COLLECTED === 0) await collectGarbage();
  }
}

/**
 * From so many inputs on other threads judge, even where it is one: two take no more time than this thread alone, and
 * memory does not grow with the inputs. V8 lets garbage lie, bounded only in threads that a program starts itself.
 */
const MANY = 1000;

/** Threads that nobody asked for: with these a run takes less than 300 MB, with each further one 60 MB more. */
const MOST = 3;

/** How many other threads judge: as many as were asked for, else as the inputs are worth. None: this thread does. */
export function otherThreads(inputs: number, jobs: number | undefined, cores = availableParallelism()): number {
  const isMany = inputs >= MANY;
  const count = Math.min(jobs ?? (isMany ? Math.min(cores, MOST) : 1), inputs);
  return isMany || count > 1 ? count : 0;
}

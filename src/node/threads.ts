import { Worker } from 'node:worker_threads';
import { DefectError } from '../check/defect.js';
import { messageOf } from '../check/inputs.js';
import { judgeInput } from '../check/judge-input.js';
import type { CheckInput } from '../check/options.js';
import type { Outcome } from '../check/outcome.js';
import type { Run } from '../check/run.js';
import { controls as shipped } from '../controls/index.js';
import type { Done, ThreadInput, ThreadSettings } from './thread-messages.js';

/** Inputs that go to a thread at once: more, and one thread waits for another at the end; fewer, and messages weigh. */
const CHUNK = 8;

/** Chunks that a thread has beside the one it works on, so that it need not wait for this thread. */
const AHEAD = 2;

/** Chunks, for each thread, that may be done before the one that is next in order: what bounds memory. */
const WINDOW = 4;

/**
 * Bytes from which on a chunk stays in this thread: memory for several large inputs at once is not to be had, and a
 * template of 3 MB needs a gigabyte. CloudFormation takes 1 MB.
 */
const LARGE = 1_000_000;

/**
 * Of each thread, which has 15 MB in use. How much garbage V8 lets lie beside that depends on how much it may have: with
 * its own limits these are 40 MB more.
 */
const LIMITS = { maxYoungGenerationSizeMb: 24, maxOldGenerationSizeMb: 1024 };

/** The threads of a run. */
export interface Threads {
  readonly count: number;
  /** The file that they run. */
  readonly entry?: URL | undefined;
}

/**
 * Judges inputs in other threads; this one reads them. The outcomes are those of one thread, in the same order.
 * @throws DefectError where a thread ends before its work is done: nothing that was not judged is passed over
 */
export async function* threadedOutcomes(
  inputs: readonly CheckInput[],
  run: Run,
  threads: Threads,
): AsyncGenerator<Outcome> {
  const pool = new Pool(inputs, run, threads);
  try {
    for (let position = 0; position * CHUNK < inputs.length; position++) yield* await pool.take(position);
  } finally {
    await pool.end();
  }
}

/** Another thread, and how many chunks it has. */
interface Thread {
  readonly worker: Worker;
  chunks: number;
}

class Pool {
  readonly #inputs: readonly CheckInput[];
  readonly #run: Run;
  readonly #threads: readonly Thread[];
  readonly #done = new Map<number, readonly Outcome[]>();
  /** Chunks that were read for another thread and are too large for it. */
  readonly #large: { readonly chunk: number; readonly inputs: readonly CheckInput[] }[] = [];
  #next = 0;
  #position = 0;
  #failure: Error | null = null;
  #wake = (): void => {};

  constructor(inputs: readonly CheckInput[], run: Run, { count, entry }: Threads) {
    this.#inputs = inputs;
    this.#run = run;
    const workerData = settingsOf(run);
    const file = entry ?? new URL('./check-worker.js', import.meta.url);
    this.#threads = Array.from({ length: count }, () =>
      this.#started({ worker: new Worker(file, { workerData, resourceLimits: LIMITS }), chunks: 0 }),
    );
  }

  /** What a chunk comes to. */
  async take(position: number): Promise<readonly Outcome[]> {
    this.#position = position;
    for (;;) {
      if (this.#failure) throw this.#failure;
      const done = this.#done.get(position);
      if (done) {
        this.#done.delete(position);
        return done;
      }
      for (const thread of this.#threads) this.#feed(thread);
      const large = this.#large.shift();
      if (large) await this.#judgeHere(large);
      else
        await new Promise<void>((resolve) => {
          this.#wake = resolve;
        });
    }
  }

  async end(): Promise<void> {
    // What a thread says when it is ended is no failure.
    for (const { worker } of this.#threads) {
      worker.removeAllListeners();
      // Another thread may fail while this one is ended: an error that nobody listens to would end the process.
      worker.on('error', () => {});
    }
    await Promise.all(this.#threads.map(({ worker }) => worker.terminate()));
  }

  #started(thread: Thread): Thread {
    const { worker } = thread;
    worker.on('message', ({ chunk, outcomes, use }: Done) => {
      thread.chunks--;
      this.#run.exceptions.addUse(use);
      this.#done.set(chunk, outcomes);
      this.#feed(thread);
      this.#wake();
    });
    worker.on('error', (error) => this.#fail(messageOf(error)));
    worker.on('messageerror', (error) => this.#fail(messageOf(error)));
    worker.on('exit', (code) => this.#fail(`it ended with status ${code}`));
    return thread;
  }

  #fail(reason: string): void {
    this.#failure ??= new DefectError(
      `a thread that judged did not do its work: ${reason}. With --jobs 1, fewer than 1,000 inputs at once are judged without other threads`,
    );
    this.#wake();
  }

  /** Null where there is none, or those that are next in order have to be waited for. */
  #nextChunk(): { readonly chunk: number; readonly inputs: readonly CheckInput[] } | null {
    const isAhead = this.#next - this.#position >= WINDOW * this.#threads.length;
    if (isAhead || this.#next * CHUNK >= this.#inputs.length) return null;
    const chunk = this.#next++;
    return { chunk, inputs: this.#inputs.slice(chunk * CHUNK, (chunk + 1) * CHUNK) };
  }

  #feed(thread: Thread): void {
    while (thread.chunks < AHEAD) {
      const next = this.#nextChunk();
      if (!next) return;
      thread.chunks++;
      this.#send(thread, next.chunk, next.inputs).catch((error: unknown) => this.#fail(messageOf(error)));
    }
  }

  async #send(thread: Thread, chunk: number, inputs: readonly CheckInput[]): Promise<void> {
    const read: ThreadInput[] = [];
    for (const input of inputs) read.push(await this.#read(input));
    const size = read.reduce((total, { content }) => total + content.length, 0);
    if (size < LARGE) return thread.worker.postMessage({ chunk, inputs: read });
    thread.chunks--;
    this.#large.push({
      chunk,
      inputs: inputs.map((input, index) => ({ ...input, read: () => contentOf(read[index]) })),
    });
    this.#wake();
  }

  async #read({ file, named, stack, read }: CheckInput): Promise<ThreadInput> {
    const content = await read().catch(messageOf);
    return { file, named, ...(stack && { stack }), content, exceptionPath: this.#run.options.exceptionPath(file) };
  }

  async #judgeHere({
    chunk,
    inputs,
  }: {
    readonly chunk: number;
    readonly inputs: readonly CheckInput[];
  }): Promise<void> {
    const outcomes: Outcome[] = [];
    for (const input of inputs) outcomes.push(await judgeInput(input, this.#run));
    this.#done.set(chunk, outcomes);
    // What other threads have said is heard now.
    await new Promise<void>((resolve) => void setImmediate(resolve));
  }
}

async function contentOf(input: ThreadInput | undefined): Promise<Uint8Array> {
  const content = input?.content ?? 'it was not read';
  if (typeof content === 'string') throw new Error(content);
  return content;
}

function settingsOf({ options, asked }: Run): ThreadSettings {
  const { assets: _, controls, exceptionPath: __, onProgress: ___, ...rest } = options;
  return {
    options: rest,
    asked,
    controls: controls.map(({ control, severity, parameters }) => ({
      id: control.id,
      own: shipped.includes(control) ? null : control,
      severity,
      parameters,
    })),
  };
}

/** The process that tries cases: it may run out of memory or hang, and then `fuzz.ts` starts another. */
import { type Breach, breachOf, type Case, caseOf } from './case.js';
import { readCorpus } from './corpus.js';
import { type EngineName, Judging } from './judging.js';
import { minimised } from './minimise.js';

/** What a worker is told. */
export interface Order {
  readonly seed: number;
  readonly first: number;
  readonly until: number;
  readonly inputs: readonly string[];
  readonly engine: EngineName;
  /** Signatures of what was found already. */
  readonly known: readonly string[];
  /** Only this case. */
  readonly only: number | null;
}

/** What a worker tells. */
export type Message =
  /** It begins a case: if nothing follows in time, this one hangs. */
  | { readonly kind: 'begins'; readonly number: number }
  | { readonly kind: 'breach'; readonly number: number; readonly breach: Breach; readonly tried: Case }
  | { readonly kind: 'done'; readonly number: number };

const tell = (message: Message): void => void process.send?.(message);

/** Guard judges one small case in so many, since it takes a thousand times as long as OPA. */
const GUARD_EVERY = 500;
const GUARD_CHARACTERS = 5000;

const isForGuard = (number: number, tried: Case): boolean =>
  number % GUARD_EVERY === 0 && JSON.stringify(tried).length < GUARD_CHARACTERS;

async function work({ seed, first, until, inputs, engine, known: before, only }: Order): Promise<void> {
  const corpus = readCorpus(inputs);
  const judging = await Judging.with(engine);
  const everyEngine = engine === 'opa' ? await Judging.with('all') : judging;
  const known = new Set(before);
  let number = only ?? first;
  for (; only === null ? Date.now() < until : number === only; number++) {
    tell({ kind: 'begins', number });
    const tried = caseOf(seed, number, corpus);
    const judge = isForGuard(number, tried) ? everyEngine : judging;
    const breach = (await breachOf(tried, judge)) ?? tooMuchMemory(tried);
    // Messages are sent only when the event loop turns.
    await new Promise(setImmediate);
    if (!breach || known.has(breach.signature)) continue;
    known.add(breach.signature);
    tell({ kind: 'breach', number, breach, tried: await minimised(tried, breach, judge) });
  }
  tell({ kind: 'done', number });
}

const MOST_BYTES = 1024 ** 3;

function tooMuchMemory({ origin }: Case): Breach | null {
  const megabytes = Math.round(process.memoryUsage.rss() / 1024 ** 2);
  if (megabytes * 1024 ** 2 <= MOST_BYTES) return null;
  return { signature: `memory: ${origin}`, words: `${megabytes} MB`, movements: [] };
}

process.once('message', (order: Order) => {
  work(order).then(
    () => process.disconnect(),
    (error: unknown) => {
      console.error(error);
      process.exit(1);
    },
  );
});

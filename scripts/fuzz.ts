/**
 * Tries `check` on real inputs that are changed at random: nothing may crash, hang, eat the memory, or pass because a
 * value became unreadable. Prints its seed; what it finds is made small and written to a folder, one file each.
 *
 *   node build/scripts/fuzz.js [--minutes N] [--seed N] [--input PATH]… [--findings DIR] [--engine reference|opa|all]
 *   node build/scripts/fuzz.js --seed N --case N       one case again
 *
 * Exits 1 where something was found. The corpus decides what a seed means: the same inputs give the same cases.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { type Breach, type Case, caseOf } from './fuzz/case.js';
import { readCorpus } from './fuzz/corpus.js';
import type { EngineName } from './fuzz/judging.js';
import type { Message, Order } from './fuzz/worker.js';

const HANG_MILLISECONDS = 10_000;
const MEMORY_MEGABYTES = 1024;

const { values: given } = parseArgs({
  options: {
    minutes: { type: 'string', default: '10' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000_000) },
    input: { type: 'string', multiple: true, default: [] },
    findings: { type: 'string', default: 'fuzz-findings' },
    engine: { type: 'string', default: 'opa' },
    case: { type: 'string' },
  },
});

const engineOf = (name: string): EngineName => (name === 'reference' || name === 'all' ? name : 'opa');

/** What a run comes to. */
class Findings {
  readonly known = new Set<string>();

  constructor(readonly folder: string) {}

  add(seed: number, number: number, breach: Breach, tried: Case): void {
    if (this.known.has(breach.signature)) return;
    this.known.add(breach.signature);
    mkdirSync(this.folder, { recursive: true });
    const file = join(this.folder, `${seed}-${number}.json`);
    writeFileSync(file, `${JSON.stringify({ seed, case: number, ...breach, ...tried }, null, 2)}\n`);
    console.log(`FINDING ${breach.signature}\n  from ${tried.origin}, case ${number}: ${file}`);
  }
}

const TICKS_PER_SECOND = 100;

/**
 * The milliseconds that a process has computed: on a busy machine one that waits for its turn does not hang.
 * Where the system does not tell (`/proc` is Linux's), the time that has passed.
 */
function computed(pid: number | undefined): number {
  const file = `/proc/${pid}/stat`;
  if (!existsSync(file)) return Date.now();
  const fields = readFileSync(file, 'utf8')
    .replace(/^.*\) /, '')
    .split(' ');
  return ((Number(fields[11]) + Number(fields[12])) * 1000) / TICKS_PER_SECOND;
}

interface Moment {
  readonly passed: number;
  readonly computed: number;
}

const momentOf = (pid: number | undefined): Moment => ({ passed: Date.now(), computed: computed(pid) });

/** Waiting without computing is a hang, too, after some time. */
const isOver = (from: Moment, to: Moment): boolean =>
  to.computed - from.computed >= HANG_MILLISECONDS || to.passed - from.passed >= 30 * HANG_MILLISECONDS;

/** How a worker ended, and at which case. */
interface End {
  readonly number: number;
  readonly how: 'done' | 'hang' | 'crash';
}

/** Runs a worker until it is done, hangs or dies. */
function workerRun(order: Order, found: (message: Extract<Message, { kind: 'breach' }>) => void): Promise<End> {
  const child: ChildProcess = fork(fileURLToPath(new URL('./fuzz/worker.js', import.meta.url)), {
    execArgv: [`--max-old-space-size=${MEMORY_MEGABYTES}`],
  });
  let last = order.only ?? order.first;
  let how: End['how'] = 'crash';
  // Set when the worker has begun its first case: loading and the first parse of the corpus are not measured.
  let begun: Moment | null = null;
  const timer = setInterval(() => {
    if (begun === null || child.exitCode !== null || !isOver(begun, momentOf(child.pid))) return;
    how = 'hang';
    child.kill('SIGKILL');
  }, 1000);
  child.on('message', (message: Message) => {
    last = message.number;
    begun = momentOf(child.pid);
    if (message.kind === 'breach') found(message);
    if (message.kind === 'done') how = 'done';
  });
  child.send(order);
  return new Promise((resolve) => {
    child.on('exit', () => {
      clearInterval(timer);
      resolve({ number: last, how });
    });
  });
}

async function main(): Promise<number> {
  const seed = Number(given.seed);
  const started = Date.now();
  const findings = new Findings(given.findings);
  const corpus = readCorpus(given.input);
  const shared = { seed, inputs: given.input, engine: engineOf(given.engine) };
  console.log(`seed ${seed}, ${corpus.length} inputs to start from, ${given.minutes} minutes`);
  const order: Order = {
    ...shared,
    first: 0,
    until: started + Number(given.minutes) * 60_000,
    known: [],
    only: given.case === undefined ? null : Number(given.case),
  };
  let end = await workerRun(order, ({ number, breach, tried }) => findings.add(seed, number, breach, tried));
  while (end.how !== 'done') {
    const words = end.how === 'hang' ? `no answer in ${HANG_MILLISECONDS / 1000} s` : 'the process died';
    const tried = caseOf(seed, end.number, corpus);
    findings.add(seed, end.number, { signature: `${words}: ${tried.origin}`, words, movements: [] }, tried);
    if (order.only !== null) break;
    const next = { ...order, first: end.number + 1, known: [...findings.known] };
    end = await workerRun(next, ({ number, breach, tried }) => findings.add(seed, number, breach, tried));
  }
  const minutes = ((Date.now() - started) / 60_000).toFixed(1);
  console.log(`${end.number} cases in ${minutes} minutes, ${findings.known.size} findings (seed ${seed})`);
  return findings.known.size > 0 ? 1 : 0;
}

process.exitCode = await main();

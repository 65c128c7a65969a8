import { parentPort, workerData } from 'node:worker_threads';
import { loadJudges } from '../check/engines.js';
import { judgeInput } from '../check/judge-input.js';
import type { CheckInput, CheckOptions } from '../check/options.js';
import { type Run, startRun } from '../check/run.js';
import { controls as shipped } from '../controls/index.js';
import { PACKAGE_ASSETS } from './assets.js';
import type { Done, ThreadInput, ThreadSettings, Work } from './thread-messages.js';

/**
 * A thread that judges the inputs it is sent, a chunk after the other. What it throws ends the run of the thread that
 * started it.
 */
const { options, controls, asked }: ThreadSettings = workerData;
const exceptionPaths = new Map<string, string>();
const starting = start();

async function start(): Promise<Run> {
  const byId = new Map(shipped.map((control) => [control.id, control]));
  const selected = controls.map(({ id, own, ...rest }) => {
    const control = own ?? byId.get(id);
    if (!control) throw new Error(`there is no control \`${id}\` in this thread`);
    return { control, ...rest };
  });
  const whole: CheckOptions = {
    ...options,
    controls: selected,
    assets: PACKAGE_ASSETS,
    exceptionPath: (file) => exceptionPaths.get(file) ?? file,
  };
  return startRun(whole, await loadJudges(whole), asked);
}

async function judge({ chunk, inputs }: Work): Promise<Done> {
  const run = await starting;
  const outcomes = [];
  for (const input of inputs) {
    exceptionPaths.set(input.file, input.exceptionPath);
    outcomes.push(await judgeInput(inputOf(input), run));
  }
  exceptionPaths.clear();
  return { chunk, outcomes, use: run.exceptions.use };
}

function inputOf({ file, named, stack, content }: ThreadInput): CheckInput {
  const read = async (): Promise<Uint8Array> => {
    if (typeof content === 'string') throw new Error(content);
    return content;
  };
  return { file, named, ...(stack && { stack }), read };
}

let before: Promise<unknown> = starting;
parentPort?.on('message', (work: Work) => {
  before = before.then(async () => parentPort?.postMessage(await judge(work)));
});

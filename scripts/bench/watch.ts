import { type ChildProcess, spawn } from 'node:child_process';
import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { RINGFENCE, typical, type Workplace } from './inputs.js';
import { spread } from './measure.js';
import type { Bench, Section } from './section.js';

const SAVES = 5;

/** From a saved file to its answer. */
export const watch: Bench = { name: 'watch', run: measure };

async function measure(workplace: Workplace, rounds: number): Promise<Section> {
  const sample = typical(workplace);
  const folder = join(workplace.folder, 'watched');
  const path = join(folder, sample.name);
  mkdirSync(folder);
  writeFileSync(path, sample.text);
  const [program, ...words] = RINGFENCE;
  const child = spawn(program, [...words, 'check', path, '--watch', '--format', 'json']);
  const latencies: number[] = [];
  try {
    await said(child, 'stderr', /watching for changes/);
    // The first two saves load what the first answer did not need.
    for (let save = 0; save < rounds * SAVES + 2; save++) latencies.push(await latency(child, path));
  } finally {
    child.kill();
  }
  return {
    title: '`--watch`',
    text: `From a saved file of ${(sample.text.length / 1000).toFixed(1)} KB to its whole answer, ${rounds * SAVES} saves after two that do not count.`,
    columns: ['milliseconds'],
    rows: [[spread(latencies.slice(2), 0)]],
  };
}

async function latency(child: ChildProcess, path: string): Promise<number> {
  await setTimeout(300);
  const start = performance.now();
  const answer = said(child, 'stdout', /\n\}\n$/);
  appendFileSync(path, '\n');
  await answer;
  return performance.now() - start;
}

/** Resolves when a stream has said something. */
function said(child: ChildProcess, stream: 'stdout' | 'stderr', what: RegExp): Promise<void> {
  return new Promise((resolve, reject) => {
    let text = '';
    const listen = (chunk: Buffer): void => {
      text += chunk.toString('utf8');
      if (!what.test(text)) return;
      child[stream]?.off('data', listen);
      child.off('exit', ended);
      resolve();
    };
    child[stream]?.on('data', listen);
    const ended = (): void => reject(new Error('ringfence ended'));
    child.once('exit', ended);
  });
}

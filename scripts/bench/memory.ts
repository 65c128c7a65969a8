import { RINGFENCE, repeated, type Workplace } from './inputs.js';
import { type Peak, peak, spread } from './measure.js';
import type { Bench, Section } from './section.js';

const COUNTS: readonly number[] = [1000, 10_000];

/** Whether memory grows with the number of files. */
export const memory: Bench = { name: 'memory', run: measure };

async function measure(workplace: Workplace, rounds: number): Promise<Section> {
  const folders = COUNTS.map(
    (count) => [count, repeated(workplace, `memory-${count}`, workplace.samples, count)] as const,
  );
  const peaks = new Map<number, Peak[]>(COUNTS.map((count) => [count, []]));
  for (let round = 0; round < rounds; round++) {
    for (const [count, folder] of folders) {
      // Ten times as many files take ten times as long: one run of them tells whether memory grows.
      if (count === COUNTS[0] || round === 0)
        peaks.get(count)?.push(await peak([...RINGFENCE, 'check', folder, '--profile', 'strict']));
    }
  }
  return {
    title: 'Memory',
    text: `The largest resident size over a run, asked of the system every 10 ms.`,
    columns: ['files', 'runs', 'MB', 'seconds'],
    rows: [...peaks].map(([count, found]) => [
      String(count),
      String(found.length),
      spread(
        found.map(({ megabytes }) => megabytes),
        0,
      ),
      spread(
        found.map(({ seconds }) => seconds),
        1,
      ),
    ]),
  };
}

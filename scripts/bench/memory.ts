import { RINGFENCE, repeated, type Workplace } from './inputs.js';
import { type Peak, peak, spread } from './measure.js';
import type { Bench, Section } from './section.js';

const COUNTS: readonly number[] = [1000, 3000, 10_000];

/** What may make a difference: JSON has every result, and other threads have a heap of their own. */
const WAYS: readonly (readonly string[])[] = [[], ['--format', 'json'], ['--jobs', '1'], ['--jobs', '3']];

/** Whether memory grows with the number of files. */
export const memory: Bench = { name: 'memory', run: measure };

interface Row {
  readonly words: readonly string[];
  readonly count: number;
  readonly peaks: Peak[];
}

async function measure(workplace: Workplace, rounds: number): Promise<Section> {
  const folders = new Map(
    COUNTS.map((count) => [count, repeated(workplace, `memory-${count}`, workplace.samples, count)]),
  );
  const rows = WAYS.flatMap((words) => COUNTS.map((count): Row => ({ words, count, peaks: [] })));
  for (let round = 0; round < rounds; round++) {
    for (const { words, count, peaks } of rows) {
      const command = [...RINGFENCE, 'check', folders.get(count) ?? '', '--profile', 'strict', ...words] as const;
      // Ten times as many files take ten times as long: one run of them tells whether memory grows.
      if (count === COUNTS[0] || round === 0) peaks.push(await peak(command));
    }
  }
  return {
    title: 'Memory',
    text: `The largest resident size over a run, asked of the system every 10 ms. It is to be at most 300 MB, and not to grow
with the number of files. Without \`--jobs\`, from 1,000 files on there are as many threads as cores, three at most.`,
    columns: ['command', 'files', 'runs', 'MB', 'seconds'],
    rows: rows.map(cells),
  };
}

const cells = ({ words, count, peaks }: Row): string[] => [
  `\`${['ringfence check', ...words].join(' ')}\``,
  String(count),
  String(peaks.length),
  spread(
    peaks.map(({ megabytes }) => megabytes),
    0,
  ),
  spread(
    peaks.map(({ seconds }) => seconds),
    1,
  ),
];

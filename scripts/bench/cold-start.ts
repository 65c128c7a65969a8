import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { tool } from '../../test/support/tools.js';
import { RINGFENCE, typical, type Workplace } from './inputs.js';
import { type Command, inTurn, ratios, spread } from './measure.js';
import type { Bench, Section } from './section.js';

/** Short runs are noisy: each round is this many. */
const TIMES = 3;

/** One template, from nothing. */
export const coldStart: Bench = { name: 'cold-start', run: async (workplace, rounds) => measure(workplace, rounds) };

function measure(workplace: Workplace, rounds: number): Section {
  const sample = typical(workplace);
  const path = join(workplace.folder, sample.name);
  writeFileSync(path, sample.text);
  const commands = new Map<string, Command>([
    ['`node -e 0`', ['node', '-e', '0']],
    ['`ringfence check`', [...RINGFENCE, 'check', path]],
    ['`ringfence --version`', [...RINGFENCE, '--version']],
    ['Checkov', [tool('checkov'), '-f', path, '--framework', 'cloudformation', '--quiet', '--skip-download']],
  ]);
  const times = inTurn(commands, rounds * TIMES);
  const wall = (name: string): number[] => (times.get(name) ?? []).map((one) => one.wall);
  const cpu = (name: string): number[] => (times.get(name) ?? []).map((one) => one.cpu);
  const rows = [...commands.keys()].map((name) => [
    name,
    spread(wall(name), 2),
    spread(cpu(name), 2),
    spread(ratios(wall(name), wall('`node -e 0`')), 1),
    spread(ratios(cpu(name), cpu('`node -e 0`')), 1),
    spread(ratios(wall(name), wall('`ringfence check`')), 1),
  ]);
  return {
    title: 'One template from a cold start',
    text: `A template of ${(sample.text.length / 1000).toFixed(1)} KB, ${rounds * TIMES} runs of each, in turn. It is to be at most 3 times \`node -e 0\`
and a twentieth of Checkov.`,
    columns: [
      'command',
      'seconds',
      'processor seconds',
      '× `node -e 0`, time',
      '× `node -e 0`, processor',
      '× `ringfence check`, time',
    ],
    rows,
  };
}

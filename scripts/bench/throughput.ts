import { execFileSync } from 'node:child_process';
import { tool } from '../../test/support/tools.js';
import { inRepository, RINGFENCE, repeated, type Sample, type Workplace } from './inputs.js';
import { type Command, inTurn, ratios, spread, type Times } from './measure.js';
import type { Bench, Section } from './section.js';

const FILES = 1000;

interface Competitor {
  readonly command: Command;
  readonly files: number;
}

/** Templates per second, beside other tools. */
export const throughput: Bench = { name: 'throughput', run: async (workplace, rounds) => measure(workplace, rounds) };

const OURS = '`ringfence check`';
const ONE_THREAD = '`ringfence check --jobs 1`';

function measure(workplace: Workplace, rounds: number): Section {
  const all = competitors(workplace);
  const times = inTurn(new Map([...all].map(([name, { command }]) => [name, command])), rounds);
  const perFile = (name: string, kind: keyof Times): number[] =>
    (times.get(name) ?? []).map((taken) => taken[kind] / (all.get(name)?.files ?? 1));
  const row = ([name, { files }]: [string, Competitor]): string[] => [
    name,
    String(files),
    spread(
      (times.get(name) ?? []).map(({ wall }) => wall),
      1,
    ),
    spread(
      (times.get(name) ?? []).map(({ cpu }) => cpu),
      1,
    ),
    spread(
      perFile(name, 'cpu').map((seconds) => 1 / seconds),
      1,
    ),
    name === OURS ? '1' : spread(ratios(perFile(name, 'wall'), perFile(OURS, 'wall')), 2),
    name === OURS ? '1' : spread(ratios(perFile(name, 'cpu'), perFile(OURS, 'cpu')), 2),
  ];
  return {
    title: 'Throughput',
    text: `${workplace.origin}, again and again.
${TEXT} ${rounds} runs of each, in turn.`,
    columns: [
      'command',
      'files',
      'seconds',
      'processor seconds',
      'files per processor second',
      RATIO,
      `${RATIO}, processor`,
    ],
    rows: [...all].map(row),
  };
}

const RATIO = 'times as long for a file as ringfence';

const TEXT = `All controls (\`--profile strict\`), all rules of the peers. Each run includes the start of the program, which weighs
more where a tool got fewer files because it is slow. cfn-guard judges raw templates by \`policies/guard\`; conftest judges
what \`ringfence check --normalize\` prints by \`policies/rego\`, so that it parses only JSON and resolves nothing.`;

function competitors(workplace: Workplace): Map<string, Competitor> {
  const { samples } = workplace;
  const many = repeated(workplace, 'many', samples, FILES);
  const some = repeated(workplace, 'some', samples, samples.length * 5);
  const few = repeated(workplace, 'few', samples, samples.length);
  const json = repeated(workplace, 'json', normalized(few), FILES);
  const guard: Command = [tool('cfn-guard'), 'validate', '--rules', inRepository('policies/guard'), '--data', few];
  const conftest: Command = [tool('conftest'), 'test', '--policy', inRepository('policies/rego'), json];
  const checkov: Command = [tool('checkov'), '-d', some, '--framework', 'cloudformation', '--quiet', '--compact'];
  return new Map<string, Competitor>([
    [OURS, { command: [...RINGFENCE, 'check', many, '--profile', 'strict'], files: FILES }],
    [ONE_THREAD, { command: [...RINGFENCE, 'check', many, '--profile', 'strict', '--jobs', '1'], files: FILES }],
    ['only parsing', { command: ['node', inRepository('build/scripts/bench.js'), 'parse-only', many], files: FILES }],
    ['Checkov', { command: [...checkov, '--skip-download'], files: samples.length * 5 }],
    ['cfn-guard', { command: [...guard, '--show-summary', 'none'], files: samples.length }],
    ['conftest', { command: conftest, files: FILES }],
  ]);
}

function normalized(folder: string): Sample[] {
  const [program, ...words] = RINGFENCE;
  const text = execFileSync(program, [...words, 'check', folder, '--profile', 'strict', '--normalize', '--quiet'], {
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  return Object.values(JSON.parse(text)).map((document) => ({ name: 'n.json', text: JSON.stringify(document) }));
}

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { outcomes } from '../../src/check/check.js';
import { DefectError } from '../../src/check/defect.js';
import { loadJudges } from '../../src/check/engines.js';
import type { CheckInput } from '../../src/check/options.js';
import type { Outcome } from '../../src/check/outcome.js';
import { type Run, startRun } from '../../src/check/run.js';
import { controls } from '../../src/controls/index.js';
import { equals, not, property } from '../../src/language/builders.js';
import { PACKAGE_ASSETS } from '../../src/node/assets.js';
import { otherThreads } from '../../src/node/check-jobs.js';
import { threadedOutcomes } from '../../src/node/threads.js';
import { folderWith, mainFile, run } from '../cli/support/command.js';
import { PARAMETER_SERVICE, PRIVATE_SERVICE, PUBLIC_SERVICE, UNKNOWN_SERVICE } from '../cli/support/stacks.js';
import { exception, select, testControl, testOptions } from '../support/checking.js';

const EXCEPTED = `${PUBLIC_SERVICE}    Metadata:
      ringfence:
        exceptions:
          - {control: service-no-public-ip, reason: r, owner: o, expires: '2999-01-01'}
          - {control: container-logging, reason: r, owner: o, expires: '2999-01-01'}
          - {control: of-nobody, reason: r, owner: o, expires: '2999-01-01'}
`;

const KINDS = [PUBLIC_SERVICE, PRIVATE_SERVICE, PARAMETER_SERVICE, UNKNOWN_SERVICE, EXCEPTED, '{}', 'Resources: [', ''];

/** Files of every kind, so that chunks differ. */
const mixed = (count: number): Record<string, string> =>
  Object.fromEntries(
    Array.from({ length: count }, (_, index) => [
      `stacks/${String(index).padStart(3, '0')}.yaml`,
      KINDS[(index * 3 + Math.floor(index / 8)) % KINDS.length] ?? '',
    ]),
  );

const inputs = (count: number): CheckInput[] => [
  ...Object.entries(mixed(count)).map(([file, text]) => ({ file, read: async () => Buffer.from(text), named: true })),
  { file: 'gone.yaml', read: () => Promise.reject(new Error('it cannot be read: gone')), named: true },
];

async function newRun(): Promise<Run> {
  const own = testControl({ id: 'own-control', holds: not(equals(property('LaunchType'), 'EC2')) });
  const options = {
    ...testOptions([...controls.map((control) => select(control)), select(own)], {
      exceptions: [
        exception({ control: 'service-no-public-ip', file: 'shown/stacks/00*.yaml' }),
        exception({ control: 'service-no-public-ip', file: 'other/**' }),
      ],
      exceptionPath: (file) => `shown/${file}`,
      today: '2026-01-01',
    }),
    assets: { ...PACKAGE_ASSETS, compileRego: async () => null },
  };
  return startRun(options, await loadJudges(options), { keep: 'all', quotes: true });
}

async function all(some: AsyncIterable<Outcome>): Promise<Outcome[]> {
  const found: Outcome[] = [];
  for await (const one of some) found.push(one);
  return found;
}

describe('threads', () => {
  it('judge as this one does, in the same order', async () => {
    const [here, there] = [await newRun(), await newRun()];
    const given = inputs(60);
    const expected = await all(outcomes(given, here));
    assert.deepEqual(await all(threadedOutcomes(given, there, { count: 2 })), expected);
    assert.deepEqual(there.exceptions.use, here.exceptions.use);
    assert.ok(expected.some(({ results }) => results.some(({ verdict }) => verdict === 'excepted')));
    assert.ok(expected.some(({ results }) => results.some(({ control }) => control === 'own-control')));
  });

  it('leave large inputs to this one', async () => {
    const large = Buffer.from(`${PUBLIC_SERVICE}${'#'.repeat(5_000_000)}`);
    const given = [...inputs(20), { file: 'large.yaml', read: async () => large, named: true }, ...inputs(3)];
    const expected = await all(outcomes(given, await newRun()));
    assert.deepEqual(await all(threadedOutcomes(given, await newRun(), { count: 2 })), expected);
  });

  const DYING: readonly (readonly [string, string])[] = [
    ['throws when it starts', "throw new Error('no memory')"],
    ['ends when it starts', 'process.exit(0)'],
    [
      'ends over its work',
      "import { parentPort } from 'node:worker_threads'; parentPort.on('message', () => process.exit(0));",
    ],
  ];
  for (const [name, code] of DYING) {
    it(`one that ${name} is a defect`, async () => {
      const entry = new URL(`data:text/javascript,${encodeURIComponent(code)}`);
      await assert.rejects(all(threadedOutcomes(inputs(30), await newRun(), { count: 2, entry })), DefectError);
    });
  }

  it('that dies gives exit status 3, and no result', () => {
    const folder = folderWith({
      ...mixed(30),
      'die.cjs': "if (!require('node:worker_threads').isMainThread) process.exit(0);",
    });
    const { status, stdout, stderr } = spawnSync(process.execPath, [mainFile, 'check', 'stacks', '--jobs', '2'], {
      cwd: folder,
      encoding: 'utf8',
      env: { ...process.env, NODE_OPTIONS: `--require ${join(folder, 'die.cjs')}` },
    });
    assert.match(stderr, /^defect: a thread that judged did not do its work/m);
    assert.deepEqual([status, stdout], [3, '']);
  });

  const NUMBERS: readonly (readonly [inputs: number, jobs: number | undefined, cores: number, threads: number])[] = [
    [1, undefined, 8, 0],
    [999, undefined, 8, 0],
    [1000, undefined, 1, 1],
    [1000, undefined, 2, 2],
    [1000, undefined, 8, 3],
    [100_000, undefined, 2, 2],
    [100_000, undefined, 8, 3],
    [100_000, 8, 2, 8],
    [999, 1, 8, 0],
    [1000, 1, 8, 1],
    [3, 4, 1, 3],
    [1, 4, 8, 0],
    [0, 4, 8, 0],
  ];
  for (const [count, jobs, cores, threads] of NUMBERS) {
    it(`${threads} others for ${count} inputs, --jobs ${jobs ?? 'not given'}, ${cores} cores`, () =>
      assert.equal(otherThreads(count, jobs, cores), threads));
  }
});

describe('--jobs', () => {
  const folder = (): string =>
    folderWith({
      ...mixed(90),
      'ringfence.yaml': `version: 1
exceptions:
  - {control: service-no-public-ip, file: 'stacks/01*.yaml', reason: r, owner: o, expires: 2999-01-01}
  - {control: service-no-public-ip, file: 'nowhere/**', reason: r, owner: o, expires: 2999-01-01}
  - {control: service-no-public-ip, accounts: ['222222222222'], reason: r, owner: o, expires: 2999-01-01}
`,
    });

  const CASES: readonly (readonly string[])[] = [
    [],
    ['--verbose'],
    ['--format', 'json'],
    ['--format', 'json', '--baseline', 'known.json'],
    ['--verbose', '--any-parameter', '--parameter', 'Public=ENABLED', '--profile', 'strict'],
  ];
  for (const words of CASES) {
    it(`changes nothing of what is printed: ${words.join(' ') || 'text'}`, async () => {
      const where = folder();
      await run(where, ['check', 'stacks/003.yaml', 'stacks/000.yaml', '--write-baseline', 'known.json']);
      const [one, four] = [
        await run(where, ['check', 'stacks', '--jobs', '1', ...words]),
        await run(where, ['check', 'stacks', '--jobs', '4', ...words]),
      ];
      assert.ok(one.stdout.length > 1000);
      assert.deepEqual(four, one);
    });
  }
});

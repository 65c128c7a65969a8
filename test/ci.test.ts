import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { inRepository } from './support/repository.js';
import { skip } from './support/skip.js';

/** Sources the stages of `.ci/run`, runs these, and gives the exit status and the last lines. */
function run(stages: string): { readonly status: number | null; readonly lines: readonly string[] } {
  const script = `set -euo pipefail; source .ci/stages.bash; ${stages}; summary`;
  const { status, stdout } = spawnSync('bash', ['-c', script], { cwd: inRepository('.'), encoding: 'utf8' });
  return { status, lines: stdout.trim().split('\n') };
}

/** A command that does to the counts' file what mocha with our reporter does, and exits with a status. */
function mocha(counts: object, status: number): string {
  const line = JSON.stringify(counts).replaceAll('"', '\\"');
  return `bash -c 'echo "${line}" >> "$RINGFENCE_TEST_COUNTS"; exit ${status}'`;
}

const passing = { passes: 3, failures: 0, pending: 1, skipped: ['needs a browser'] };
const green = mocha(passing, 0);
const broken = mocha(passing, 7);
const red = mocha({ passes: 2, failures: 2, pending: 0, skipped: [] }, 2);

const CASES: readonly (readonly [name: string, stages: string, last: string, told: string])[] = [
  ['a stage that passes', 'stage a true', '1 passed, 0 failed', '--- a: exit status 0, '],
  [
    'a stage that fails, and one after it',
    'stage a false; stage b true',
    '1 passed, 1 failed',
    'failed: a: exit status 1',
  ],
  ['a command that is not there', 'stage a no-such-command', '0 passed, 1 failed', 'failed: a: exit status 127'],
  ['a stage that hangs', 'STAGE_LIMIT=1 stage a sleep 60', '0 passed, 1 failed', 'failed: a: exit status 124'],
  ['tests that pass', `tests a ${green}`, '3 passed, 0 failed', 'skipped: needs a browser'],
  ['tests that fail', `tests a ${red}; tests b ${green}`, '5 passed, 2 failed', 'failed: a: 2 tests'],
  [
    'no test at all',
    'tests a true',
    '0 passed, 1 failed',
    'failed: a: no test ran in 0 finished mocha runs (exit status 0)',
  ],
  [
    'tests that pass in a command that fails',
    `tests a ${broken}`,
    '3 passed, 1 failed',
    'failed: a: exit status 7 although no test failed',
  ],
  ['a comparison that cannot be made', `comparison a bash -c 'exit 3'`, '0 passed, 0 failed', 'not compared: a'],
  ['a comparison that differs', 'comparison a false', '0 passed, 1 failed', 'failed: a: exit status 1'],
];

describe('.ci/run', () => {
  before(function () {
    if (process.platform !== 'linux') skip(this, 'needs bash and GNU timeout');
  });

  for (const [name, stages, last, told] of CASES) {
    it(`counts ${name}`, () => {
      const { status, lines } = run(stages);
      assert.equal(lines.at(-1), last);
      assert.ok(
        lines.some((line) => line.startsWith(told)),
        lines.join('\n'),
      );
      assert.equal(status, last.endsWith(' 0 failed') ? 0 : 1);
    });
  }
});

import assert from 'node:assert/strict';
import { cpSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CheckResult } from '../../src/check/result.js';
import { folderWith, type Ran, ringfence, run } from '../cli/support/command.js';
import { inRepository } from '../support/repository.js';
import { OUTCOMES } from './outcomes.js';

const FOLDER = inRepository('test/fixtures/bad');
const CONTROLS = ['--control', 'service-no-public-ip', 'container-not-privileged'];
const JSON_REPORT = ['--format', 'json', '--fail-on', 'none', ...CONTROLS];

/** Every path below a folder with its content. */
const contentOf = (folder: string): Map<string, string> =>
  new Map(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name)).toString('base64')]));

describe('Bad files', () => {
  const files = readdirSync(FOLDER).sort();
  let folder: string;
  let ran: Ran;
  let result: CheckResult;
  let initial: Map<string, string>;

  before(function () {
    this.timeout(120_000);
    folder = folderWith({});
    cpSync(FOLDER, folder, { recursive: true });
    initial = contentOf(folder);
    ran = ringfence(folder, ['check', ...files, ...JSON_REPORT]);
    result = JSON.parse(ran.stdout);
  });

  it('are at least 60, each with its outcome', () => {
    assert.deepEqual(files, Object.keys(OUTCOMES).sort());
    assert.ok(files.length >= 60);
  });

  it('give exit status 2 together, without a stack trace', () => {
    assert.equal(ran.status, 2);
    assert.doesNotMatch(ran.stderr, /^\s+at |Error:|defect/m);
  });

  it('are left as they are, and nothing but the report is written', () => {
    assert.deepEqual(contentOf(folder), initial);
  });

  for (const [file, outcome] of Object.entries(OUTCOMES)) {
    const words = 'error' in outcome ? `is refused: ${outcome.error.source}` : `is read: ${outcome.verdict}`;
    it(`${file} ${words}`, () => {
      const errors = result.errors.filter((one) => one.file === file);
      const results = result.results.filter((one) => one.file === file);
      if ('error' in outcome) {
        assert.deepEqual([errors.length, results.length], [1, 0]);
        assert.match(errors[0]?.message ?? '', outcome.error);
        assert.equal(errors[0]?.line, outcome.line);
        return;
      }
      assert.deepEqual(errors, []);
      if (outcome.verdict === 'none') return assert.deepEqual(results, []);
      const [only] = results;
      assert.deepEqual([results.length, only?.verdict], [1, outcome.verdict]);
      if (outcome.line !== undefined) assert.equal(only?.line, outcome.line);
      if (outcome.resource !== undefined) assert.equal(only?.resource.id, outcome.resource);
    });
  }

  const refused = Object.entries(OUTCOMES).filter(([, outcome]) => 'error' in outcome);
  for (const [file] of refused) {
    it(`${file} gives exit status 2 beside a good file, which is judged`, async () => {
      const { status, stdout, stderr } = await run(folder, ['check', file, 'good.yaml', ...JSON_REPORT]);
      const { errors, results }: CheckResult = JSON.parse(stdout);
      assert.deepEqual(
        [status, errors.map((one) => one.file), results.map((one) => [one.file, one.verdict])],
        [2, [file], [['good.yaml', 'pass']]],
      );
      assert.doesNotMatch(stderr, /^\s+at /m);
    });
  }
});

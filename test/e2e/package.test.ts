import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CheckResult } from '../../src/check/result.js';
import { inRepository, repository } from '../support/repository.js';

/** Until it is published: the file that `npm pack` makes, installed in a repository of somebody else's. */
describe('the package, installed', () => {
  const project = mkdtempSync(join(tmpdir(), 'ringfence-project-'));
  const run = (command: string, ...words: string[]): { status: number | null; output: string; notes: string } => {
    const { status, stdout, stderr } = spawnSync(command, words, {
      cwd: project,
      encoding: 'utf8',
      maxBuffer: 1 << 26,
    });
    return { status, output: stdout, notes: stderr };
  };
  const ringfence = (...words: string[]) => run('npx', '--no-install', 'ringfence', ...words);

  before(function () {
    this.timeout(300_000);
    const packed = spawnSync('npm', ['pack', '--pack-destination', project, '--json', '--ignore-scripts'], {
      cwd: repository,
      encoding: 'utf8',
    });
    assert.equal(packed.status, 0, packed.stderr);
    const [{ filename }] = JSON.parse(packed.stdout);
    writeFileSync(join(project, 'package.json'), '{"name": "somebody", "private": true, "type": "module"}');
    const { status, notes } = run('npm', 'install', '--save-dev', '--no-audit', '--no-fund', `./${filename}`);
    assert.equal(status, 0, notes);
    cpSync(inRepository('examples/fargate-web'), join(project, 'infrastructure'), { recursive: true });
  });

  it('init writes a configuration, a first test and a CI job, which work', () => {
    const { status, notes } = ringfence('init');
    assert.equal(status, 0, notes);
    for (const file of ['ringfence.yaml', '.github/workflows/ringfence.yml'])
      assert.ok(existsSync(join(project, file)), file);
    const tests = ringfence('test');
    assert.equal(tests.status, 0, tests.notes);
    assert.match(tests.output.trimEnd(), /[1-9][0-9]* passed, 0 failed$/);
  });

  it('check finds what is wrong, by both engines', () => {
    for (const engine of ['opa', 'guard']) {
      const { status, output, notes } = ringfence(
        'check',
        'infrastructure',
        '--engine',
        engine,
        '--format',
        'json',
        '--quiet',
      );
      assert.equal(status, 1, notes);
      const { results }: CheckResult = JSON.parse(output);
      assert.ok(results.some(({ control, verdict }) => control === 'service-no-public-ip' && verdict === 'fail'));
    }
  }).timeout(120_000);

  it('a control of one’s own is judged like the others', () => {
    assert.equal(ringfence('new', 'control', 'cluster-has-name').status, 0);
    const configuration = join(project, 'ringfence.yaml');
    writeFileSync(configuration, `${readFileSync(configuration, 'utf8')}\nload: ['./controls/*.mjs']\n`);
    const { status, output, notes } = ringfence(
      'check',
      'infrastructure',
      '--control',
      'cluster-has-name',
      '--format',
      'json',
      '--quiet',
    );
    assert.ok(status === 0 || status === 1, notes);
    const { results }: CheckResult = JSON.parse(output);
    assert.ok(results.length > 0 && results.every(({ control }) => control === 'cluster-has-name'));
  }).timeout(60_000);

  it('emits the policies of the repository to where it is told', () => {
    const { status, notes } = ringfence('emit', '--out', 'out');
    assert.equal(status, 0, notes);
    const path = 'policies/guard/service-no-public-ip.guard';
    assert.equal(readFileSync(join(project, 'out', path), 'utf8'), readFileSync(inRepository(path), 'utf8'));
  });

  it('the library and its schemas can be imported', () => {
    writeFileSync(
      join(project, 'use.mjs'),
      `import { check, controls } from 'ringfence';
import schema from 'ringfence/schemas/check-result.json' with { type: 'json' };
const result = await check({ paths: ['infrastructure/good.yaml'] });
console.log(controls.length, schema.$id ?? schema.title ?? 'schema', result.summary.fail);`,
    );
    const { status, output, notes } = run('node', 'use.mjs');
    assert.equal(status, 0, notes);
    assert.match(output, /35 \S+ 0\n/);
  });
});

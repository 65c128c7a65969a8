import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { check } from '../../src/check/check.js';
import type { CheckResult } from '../../src/check/result.js';
import { findInputs } from '../../src/node/inputs.js';
import { folderWith, mainFile, type Ran, ringfence } from '../cli/support/command.js';
import { testOptions } from '../support/checking.js';
import { skip } from '../support/skip.js';

const service = (value: string): string =>
  `Resources:\n  Web:\n    Type: AWS::ECS::Service\n    Properties:\n      NetworkConfiguration: {AwsvpcConfiguration: {AssignPublicIp: ${value}}}\n`;

const GOOD = { 'good.yaml': service('DISABLED') };
const OPTIONS = ['--control', 'service-no-public-ip', '--format', 'json', '--fail-on', 'none'];

const checked = (folder: string, ...paths: string[]): { ran: Ran; result: CheckResult } => {
  const ran = ringfence(folder, ['check', ...paths, ...OPTIONS]);
  assert.doesNotMatch(ran.stderr, /^\s+at /m);
  return { ran, result: JSON.parse(ran.stdout) };
};

/** The one error of a run in which the good file was judged all the same, with exit status 2. */
function onlyError(folder: string, ...paths: string[]): string {
  const { ran, result } = checked(folder, ...paths);
  assert.deepEqual(
    [ran.status, result.results.map(({ file, verdict }) => [file, verdict])],
    [2, [['good.yaml', 'pass']]],
  );
  assert.equal(result.errors.length, 1);
  return result.errors[0]?.message ?? '';
}

const MEGABYTE = 1024 * 1024;
const padding = (megabytes: number): string => `# ${'x'.repeat(126)}\n`.repeat((megabytes * MEGABYTE) / 129);

const isRoot = process.getuid?.() === 0;
const NOBODY = 65534;

describe('Files that cannot be in the repository', function () {
  this.timeout(60_000);

  it('a template of 50 MB is refused without being read', () => {
    const folder = folderWith({ ...GOOD, 'large.yaml': service('ENABLED') + padding(49.9) });
    const started = Date.now();
    assert.match(
      onlyError(folder, 'large.yaml', 'good.yaml'),
      /it has 50 MB; a template of more than 10 MB is not read/,
    );
    assert.ok(Date.now() - started < 10_000);
  });

  it('a template a little above 10 MB is refused, and a little below is read', () => {
    const folder = folderWith({ ...GOOD, 'above.yaml': service('ENABLED') + padding(10.1) });
    assert.match(
      onlyError(folder, 'above.yaml', 'good.yaml'),
      /it has 11 MB; a template of more than 10 MB is not read/,
    );
    writeFileSync(join(folder, 'below.yaml'), service('ENABLED') + padding(9));
    assert.deepEqual(
      checked(folder, 'below.yaml').result.results.map(({ verdict }) => verdict),
      ['fail'],
    );
  });

  it('a plan of 20 MB is read, whatever it is called', () => {
    const resource = (index: number) => ({
      address: `aws_ecs_service.web[${index}]`,
      mode: 'managed',
      type: 'aws_ecs_service',
      name: 'web',
      index,
      values: { name: 'x'.repeat(2000), network_configuration: [{ assign_public_ip: index === 0 }] },
    });
    const resources = Array.from({ length: 10_000 }, (_, index) => resource(index));
    const plan = { format_version: '1.2', planned_values: { root_module: { resources } } };
    const folder = folderWith({ 'deployment.json': JSON.stringify(plan) });
    assert.deepEqual(checked(folder, 'deployment.json').result.summary, {
      pass: 9999,
      fail: 1,
      unknown: 0,
      excepted: 0,
    });
  });

  const snapshot = (items: number): string => {
    const item = (index: number) => ({
      accountId: '111122223333',
      awsRegion: 'eu-west-1',
      resourceType: 'AWS::ECS::Service',
      configurationItemStatus: 'OK',
      resourceId: `web-${index}`,
      tags: { note: 'x'.repeat(4000) },
      configuration: {
        NetworkConfiguration: { AwsvpcConfiguration: { AssignPublicIp: index === 7 ? 'ENABLED' : 'DISABLED' } },
      },
    });
    return JSON.stringify({
      fileVersion: '1.0',
      configurationItems: Array.from({ length: items }, (_, at) => item(at)),
    });
  };

  it('a snapshot of 50 MB is read, whatever it is called, compressed or not, in less than 20 s', () => {
    const text = snapshot(12_600);
    assert.ok(text.length > 50 * MEGABYTE);
    const folder = folderWith({ 'account.json': text });
    writeFileSync(join(folder, 'account.json.gz'), gzipSync(text, { level: 1 }));
    const started = Date.now();
    const { ran, result } = checked(folder, '.');
    assert.deepEqual([ran.status, result.errors], [0, []]);
    assert.deepEqual(result.summary, { pass: 25_198, fail: 2, unknown: 0, excepted: 0 });
    assert.deepEqual(
      result.results
        .filter(({ verdict }) => verdict === 'fail')
        .map(({ file, line, resource }) => [file, line, resource.id]),
      [
        ['account.json', 1, 'web-7'],
        ['account.json.gz', 1, 'web-7'],
      ],
    );
    assert.ok(Date.now() - started < 20_000);
  });

  it('a small file that unpacks to 300 MB is refused', () => {
    const folder = folderWith(GOOD);
    writeFileSync(join(folder, 'bomb.json.gz'), gzipSync(Buffer.alloc(300 * MEGABYTE, ' '), { level: 1 }));
    assert.match(onlyError(folder, 'bomb.json.gz', 'good.yaml'), /this unpacks to more than 256 MB/);
  });

  it('a snapshot that is cut off is broken JSON, though it mentions what templates have', () => {
    const text = `{"configurationItems": [{"resourceType": "AWS::CloudFormation::Stack", "configuration": {"Resources": {`;
    assert.match(onlyError(folderWith({ ...GOOD, 'cut.json': text }), 'cut.json', 'good.yaml'), /not valid JSON/);
  });

  it('an item nested 100,000 deep gives no stack trace and no pass', () => {
    const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
    const text = `{"resourceType": "AWS::ECS::Service", "resourceId": "a", "configuration": {"NetworkConfiguration": ${deep}}}`;
    assert.match(onlyError(folderWith({ ...GOOD, 'deep.json': text }), 'deep.json', 'good.yaml'), /nested too deep/);
  });

  for (const [name, text] of [
    ['nested.yaml', `Resources:\n  Web: ${'['.repeat(1000)}${']'.repeat(1000)}\n`],
    ['nested.json', `{"Resources": ${'{"a":'.repeat(1000)}1${'}'.repeat(1000)}}`],
    [
      'block.yaml',
      `Resources:\n${Array.from({ length: 1000 }, (_, depth) => `${' '.repeat(depth + 1)}a:`).join('\n')}\n`,
    ],
  ] as const) {
    it(`${name}, 1,000 deep, is refused`, () => {
      assert.match(onlyError(folderWith({ ...GOOD, [name]: text }), name, 'good.yaml'), /nested more than 500 deep/);
    });
  }

  for (const depth of [1000, 100_000]) {
    it(`a plan and a task definition nested ${depth} deep give no stack trace and no pass`, () => {
      const deep = `${'['.repeat(depth)}${']'.repeat(depth)}`;
      const folder = folderWith({
        'plan.json': `{"format_version": "1.2", "planned_values": {"root_module": {"resources": [{"address": "aws_ecs_service.a", "type": "aws_ecs_service", "name": "a", "mode": "managed", "values": {"network_configuration": [{"assign_public_ip": ${deep}}]}}]}}}`,
        'task.json': `{"family": "a", "containerDefinitions": [{"name": "a", "privileged": ${deep}}]}`,
      });
      const { result } = checked(folder, 'plan.json', 'task.json', '--control', 'container-not-privileged');
      const outcomes = [...result.results.map(({ verdict }) => verdict), ...result.errors.map(() => 'error')];
      assert.equal(outcomes.length, 2);
      assert.ok(outcomes.every((outcome) => outcome === 'unknown' || outcome === 'error'));
    });
  }

  it('a folder with a link to itself is searched once', () => {
    const folder = folderWith(GOOD);
    symlinkSync('.', join(folder, 'again'));
    mkdirSync(join(folder, 'below'));
    symlinkSync('..', join(folder, 'below', 'up'));
    const { ran, result } = checked(folder, '.');
    assert.deepEqual([ran.status, result.results.map(({ file }) => file)], [0, ['good.yaml']]);
  });

  it('links in a circle are refused by name', () => {
    const folder = folderWith(GOOD);
    symlinkSync('two.yaml', join(folder, 'one.yaml'));
    symlinkSync('one.yaml', join(folder, 'two.yaml'));
    assert.match(onlyError(folder, 'one.yaml', 'good.yaml'), /symbolic links go round in a circle/);
  });

  it('a link to nothing and a file that is not there are refused', () => {
    const folder = folderWith(GOOD);
    symlinkSync('nowhere.yaml', join(folder, 'link.yaml'));
    assert.match(onlyError(folder, 'link.yaml', 'good.yaml'), /there is no such file or folder/);
    assert.match(onlyError(folder, 'missing.yaml', 'good.yaml'), /there is no such file or folder/);
  });

  it('a folder that is called as a template is searched', () => {
    const folder = folderWith({ ...GOOD, 'stack.yaml/web.yaml': service('ENABLED') });
    assert.deepEqual(
      checked(folder, 'stack.yaml').result.results.map(({ verdict }) => verdict),
      ['fail'],
    );
  });

  it('a file that vanishes, or becomes a folder, between the search and the reading is refused', async () => {
    const folder = folderWith({ ...GOOD, 'a.yaml': service('ENABLED'), 'b.yaml': service('ENABLED') });
    const { inputs } = await findInputs(['.'], folder, (async function* () {})());
    rmSync(join(folder, 'a.yaml'));
    renameSync(join(folder, 'b.yaml'), join(folder, 'c.yaml'));
    mkdirSync(join(folder, 'b.yaml'));
    const { errors } = await check(inputs, testOptions([]));
    assert.deepEqual(
      errors.map(({ file, message }) => [file, message]),
      [
        ['a.yaml', 'cannot be read: it cannot be read: there is no such file or folder'],
        ['b.yaml', 'cannot be read: it is a named pipe or a device, not a file; `-` reads standard input'],
      ],
    );
  });

  it('a named pipe is refused without waiting, and not found by a search', function () {
    if (process.platform === 'win32') skip(this, 'Windows has no named pipes among files');
    const folder = folderWith(GOOD);
    execFileSync('mkfifo', [join(folder, 'pipe.yaml')]);
    const started = Date.now();
    assert.match(onlyError(folder, 'pipe.yaml', 'good.yaml'), /named pipe or a device, not a file/);
    assert.deepEqual(checked(folder, '.').ran.status, 0);
    assert.ok(Date.now() - started < 20_000);
  });

  it('a device is refused', function () {
    if (process.platform === 'win32') skip(this, 'Windows has no devices among files');
    assert.match(onlyError(folderWith(GOOD), '/dev/zero', 'good.yaml'), /named pipe or a device, not a file/);
  });

  it('a file and a folder without permission are refused', function () {
    if (process.platform === 'win32') skip(this, 'Windows has no such permissions');
    const folder = folderWith({ ...GOOD, 'closed.yaml': service('ENABLED'), 'closed/a.yaml': service('ENABLED') });
    chmodSync(folder, 0o755);
    chmodSync(join(folder, 'closed.yaml'), 0);
    chmodSync(join(folder, 'closed'), 0);
    // Root may read everything, so it runs the command as nobody where nobody can read the command.
    const ran = spawnSync(process.execPath, [mainFile, 'check', '.', ...OPTIONS], {
      cwd: folder,
      encoding: 'utf8',
      ...(isRoot && { uid: NOBODY, gid: NOBODY }),
    });
    chmodSync(join(folder, 'closed'), 0o755);
    if (isRoot && ran.stdout === '') skip(this, 'run by root, and the checkout is closed to others');
    const result: CheckResult = JSON.parse(ran.stdout);
    assert.deepEqual(
      [ran.status, result.errors.map(({ file, message }) => [file, /permission denied/.test(message)])],
      [
        2,
        [
          ['closed', true],
          ['closed.yaml', true],
        ],
      ],
    );
    assert.deepEqual(
      result.results.map(({ file }) => file),
      ['good.yaml'],
    );
  });
});

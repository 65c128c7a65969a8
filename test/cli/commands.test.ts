import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { readJson, repository } from '../support/repository.js';
import { skip } from '../support/skip.js';
import { folderWith, mainFile, ringfence, run } from './support/command.js';
import { PUBLIC_SERVICE } from './support/stacks.js';

const LINES: readonly (readonly [words: readonly string[], status: number, output: RegExp])[] = [
  [['--version'], 0, /^\d+\.\d+\.\d+\n$/],
  [['--help'], 0, /Examples:/],
  [[], 2, /Usage: ringfence/],
  [['chek'], 2, /unknown command 'chek'\n\(Did you mean check\?\)/],
  [['--quite', 'check'], 2, /unknown option '--quite'\n\(Did you mean --quiet\?\)/],
  [['--quiet', 'controls', 'service-no-public-ip'], 0, /^service-no-public-ip/],
  [['plan', '--out', 'x'], 2, /^error: where is the organization\? Say --organization aws or --organization FILE/],
  [['simulate', '--help'], 0, /Examples:/],
  [['simulate'], 2, /^error: a request needs --principal and --action/],
  [['prove', '--organization', 'aws'], 2, /^error: this command never calls AWS: take `ringfence snapshot`/],
  [['lint', 'nowhere.json'], 2, /nowhere\.json: it cannot be read/],
  [['permissions', 'plan'], 0, /organizations:ListRoots/],
  [['new', 'rule', 'a-b'], 2, /value 'rule' is invalid for argument 'kind'/],
  [['new', 'control', '../a-b'], 2, /^error: `\.\.\/a-b` is no id of a control/],
  [['new', 'control', 'service-no-public-ip'], 2, /^error: there is a control `service-no-public-ip` already/],
  [
    ['controls', 'service-no-public-i'],
    2,
    /^error: there is no control `service-no-public-i`; did you mean `service-no-public-ip`\?/,
  ],
  [['controls', '--format', 'html'], 2, /^error: the format `html` comes with a later release/],
  [['test'], 2, /ringfence-tests/],
];

describe('a command line', () => {
  for (const [words, status, output] of LINES) {
    it(`${words.join(' ') || '(empty)'}: ${status}`, async () => {
      const ran = await run(folderWith({}), words);
      assert.match(ran.stdout + ran.stderr, output);
      assert.equal(ran.status, status);
    });
  }

  for (const name of ['check', 'test', 'emit', 'controls', 'new', 'init']) {
    it(`${name} --help shows its options, the common ones, and examples`, async () => {
      const { status, stdout } = await run(folderWith({}), [name, '--help']);
      assert.equal(status, 0);
      for (const part of [`Usage: ringfence ${name}`, '--config <file>', 'Examples:'])
        assert.ok(stdout.includes(part), part);
    });
  }

  it('prints the effective configuration, whatever the command', async () => {
    const folder = folderWith({
      'ringfence.yaml': 'profile: strict\nextends: ./b.yaml\n',
      'b.yaml': 'parameters: {regions: [eu-west-1]}\n',
    });
    const { status, stdout } = await run(folder, ['check', '--print-config', '--format', 'json']);
    assert.equal(status, 0);
    const { file, profile, parameters } = JSON.parse(stdout);
    assert.deepEqual([file, profile, parameters], ['ringfence.yaml', 'strict', { regions: ['eu-west-1'] }]);
    assert.match(
      (await run(folder, ['emit', '--print-config'])).stdout,
      /^# From ringfence\.yaml and what it extends\.\n/,
    );
  });

  it('shows a stack trace with --debug alone', async () => {
    const words = ['check', 'a.yaml', '--set', 'x'];
    assert.doesNotMatch((await run(folderWith({}), words)).stderr, /^ {4}at /m);
    assert.match((await run(folderWith({}), [...words, '--debug'])).stderr, /^ {4}at /m);
  });

  it('prints no colour into a pipe, and no error when its reader leaves', function () {
    if (process.platform === 'win32') skip(this, 'needs a POSIX shell');
    const command = `'${process.execPath}' '${mainFile}' controls --format json | head -c 1`;
    const { status, stdout, stderr } = spawnSync('bash', ['-c', `set -o pipefail; ${command}`], { encoding: 'utf8' });
    assert.deepEqual([status, stdout, stderr], [0, '{', '']);
  });
});

describe('controls', () => {
  const validate = new Ajv({ strict: false }).compile(readJson<object>('schemas/controls.json'));

  it('lists them by practice, and brackets those that are not judged', async () => {
    const folder = folderWith({ 'ringfence.yaml': 'controls: {service-no-public-ip: off}\n' });
    const { stdout } = await run(folder, ['controls']);
    assert.match(stdout, /^3\.2 Network control, zero trust$/m);
    assert.match(
      stdout,
      /^ {2}\(service-no-public-ip\) +high +essential +ECS services do not assign public IP addresses$/m,
    );
    assert.match(stdout, /^ {2}container-not-privileged +high/m);
  });

  it('shows one in full', async () => {
    const { stdout } = await run(folderWith({}), ['controls', 'service-no-public-ip']);
    for (const part of ['Why\n', 'What to do\n', 'Looks at\n', 'Security Hub: ECS.2, ECS.16', 'Examples\n']) {
      assert.ok(stdout.includes(part), part);
    }
  });

  it('prints JSON as its schema has it', async () => {
    const { stdout } = await run(folderWith({}), ['controls', '--format', 'json']);
    assert.ok(validate(JSON.parse(stdout)), JSON.stringify(validate.errors));
  });
});

/** A folder in which `ringfence` is installed. */
function project(files: Readonly<Record<string, string>> = {}): string {
  const folder = folderWith(files);
  mkdirSync(join(folder, 'node_modules'));
  symlinkSync(repository, join(folder, 'node_modules/ringfence'));
  return folder;
}

describe('new control', () => {
  it('writes one that can be loaded, and judges', () => {
    const folder = project({ 'ringfence.yaml': 'load: [./controls/*.mjs]\n', 'web.yaml': PUBLIC_SERVICE });
    const { status, stdout } = ringfence(folder, ['new', 'control', 'service-has-owner-tag']);
    assert.deepEqual([status, stdout], [0, 'controls/service-has-owner-tag.mjs\n']);
    assert.match(ringfence(folder, ['controls']).stdout, /^ {2}service-has-owner-tag +medium/m);
    const checked = ringfence(folder, ['check', 'web.yaml', '--control', 'service-has-owner-tag', '--format', 'json']);
    assert.deepEqual(JSON.parse(checked.stdout).summary, { pass: 0, fail: 1, unknown: 0, excepted: 0 });
    const again = ringfence(folder, ['new', 'control', 'service-has-owner-tag']);
    assert.equal(
      again.stderr,
      'error: nothing was written, since `controls/service-has-owner-tag.mjs` would be overwritten\n',
    );
    assert.equal(again.status, 2);
  });

  it('writes TypeScript in the repository of ringfence', async () => {
    const folder = folderWith({ 'package.json': '{"name": "ringfence"}', 'src/controls/control.ts': '' });
    const { stdout } = await run(folder, ['new', 'control', 'service-has-owner-tag']);
    assert.equal(stdout, 'src/controls/service-has-owner-tag.ts\n');
    const text = readFileSync(join(folder, 'src/controls/service-has-owner-tag.ts'), 'utf8');
    assert.match(
      text,
      /^import \{ equals, property \} from '\.\.\/language\/builders\.js';\nimport \{ control \} from '\.\/control\.js';$/m,
    );
  });

  it('that is loaded twice is refused', () => {
    const folder = project({ 'ringfence.yaml': 'load: [./controls/*.mjs]\n' });
    ringfence(folder, ['new', 'control', 'service-has-owner-tag']);
    const text = readFileSync(join(folder, 'controls/service-has-owner-tag.mjs'), 'utf8');
    const more = project({
      'ringfence.yaml': 'load: [./controls/*.mjs]\n',
      'controls/a.mjs': text,
      'controls/b.mjs': text.replace('service-has-owner-tag', 'service-no-public-ip'),
      'controls/c.mjs': text,
    });
    const { status, stderr } = ringfence(more, ['controls']);
    assert.equal(status, 2);
    assert.deepEqual(stderr.trim().split('\n'), [
      'error: controls/b.mjs: `service-no-public-ip` is the id of a control of ringfence',
      'error: controls/c.mjs: `service-has-owner-tag` is the id of the control in controls/a.mjs',
    ]);
  });
});

describe('init', () => {
  it('writes a configuration that loads, and a test that passes', async () => {
    const folder = folderWith({ 'web.yaml': PUBLIC_SERVICE });
    const { status, stdout } = await run(folder, ['init']);
    assert.deepEqual(
      [status, stdout.trim().split('\n')],
      [0, ['ringfence.yaml', 'ringfence-tests/first.yaml', '.github/workflows/ringfence.yml']],
    );
    const printed = await run(folder, ['check', '--print-config', '--format', 'json']);
    assert.equal(JSON.parse(printed.stdout).profile, 'recommended');
    const tested = await run(folder, ['test']);
    assert.match(tested.stdout, /2 passed, 0 failed\n$/);
    assert.equal(tested.status, 0);
    const again = await run(folder, ['init']);
    assert.equal(again.status, 2);
    assert.match(again.stderr, /^error: nothing was written, since `ringfence\.yaml`, /);
  });

  it('shows examples in its configuration that are valid, too', async () => {
    const folder = folderWith({});
    await run(folder, ['init']);
    const text = readFileSync(join(folder, 'ringfence.yaml'), 'utf8');
    const active = text.replaceAll(/^# (?=(parameters:|controls:|exceptions:| ))/gm, '');
    const other = folderWith({ 'ringfence.yaml': active });
    const { status, stdout, stderr } = await run(other, ['check', '--print-config', '--format', 'json']);
    assert.equal(status, 0, stderr);
    const { parameters, exceptions } = JSON.parse(stdout);
    assert.deepEqual(parameters, { regions: ['eu-west-1', 'eu-central-1'], allowedLaunchTypes: ['FARGATE'] });
    assert.equal(exceptions.length, 1);
  });
});

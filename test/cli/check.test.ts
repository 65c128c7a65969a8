import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import type { CheckResult } from '../../src/check/result.js';
import { readJson } from '../support/repository.js';
import { folderWith, mainFile, type Ran, ringfence, run } from './support/command.js';
import { ONE_CONTROL, PARAMETER_SERVICE, PRIVATE_SERVICE, PUBLIC_SERVICE, UNKNOWN_SERVICE } from './support/stacks.js';

const validate = new Ajv({ strict: false }).compile<CheckResult>(readJson<object>('schemas/check-result.json'));

/** The JSON that a run printed, as the published schema has it. */
function resultOf({ stdout }: Ran): CheckResult {
  const parsed: unknown = JSON.parse(stdout);
  assert.ok(validate(parsed), JSON.stringify(validate.errors));
  return parsed;
}

const check = (folder: string, ...words: string[]): Ran => ringfence(folder, ['check', ...words, ...ONE_CONTROL]);

const stacks = (): string =>
  folderWith({
    'public.yaml': PUBLIC_SERVICE,
    'private.yaml': PRIVATE_SERVICE,
    'parameter.yaml': PARAMETER_SERVICE,
    'unknown.yaml': UNKNOWN_SERVICE,
    'other.json': '{}',
    'broken.yaml': 'Resources:\n  A:\n    Type: [\n',
  });

describe('check', () => {
  it('prints a finding with its line, and what to write instead', () => {
    const { status, stdout, stderr } = check(stacks(), 'public.yaml', '--quiet');
    assert.deepEqual(stdout.split('\n').slice(0, 6), [
      'public.yaml',
      '',
      '  high  service-no-public-ip  AWS::ECS::Service WebService',
      '    AssignPublicIp is ENABLED',
      '    public.yaml:8:27',
      '    8 |           AssignPublicIp: ENABLED',
    ]);
    assert.equal(stderr, '');
    assert.equal(status, 1);
  });

  it('says once that there is no configuration, and how to except a finding', () => {
    const { stdout, stderr } = check(stacks(), 'public.yaml');
    assert.match(stderr, /^note: no ringfence\.yaml: the defaults apply[^\n]*\n$/);
    assert.equal(stdout.split('exceptions:').length, 2);
  });

  it('prints JSON as its schema has it', () => {
    const result = resultOf(check(stacks(), 'public.yaml', '--format', 'json'));
    const [first] = result.results;
    assert.equal(first?.file, 'public.yaml');
    assert.deepEqual([first?.line, first?.column, first?.verdict], [8, 27, 'fail']);
    assert.deepEqual(result.inputs, [{ file: 'public.yaml', kind: 'cloudformation', resources: 1 }]);
  });

  it('writes further formats to files', () => {
    const folder = stacks();
    const { stdout } = check(folder, 'public.yaml', '--output', 'json=out/a.json', '--output', 'text=a.txt', '--quiet');
    assert.equal(readFileSync(join(folder, 'a.txt'), 'utf8'), stdout);
    assert.equal(
      resultOf({ status: 1, stderr: '', stdout: readFileSync(join(folder, 'out/a.json'), 'utf8') }).summary.fail,
      1,
    );
  });

  it('reads standard input', () => {
    const { status, stdout } = ringfence(stacks(), ['check', '-', '--quiet', ...ONE_CONTROL], PUBLIC_SERVICE);
    assert.match(stdout, /^ {4}-:8:27$/m);
    assert.match(stdout, /8 \| {11}AssignPublicIp: ENABLED/);
    assert.equal(status, 1);
  });

  it('judges the other inputs of one that is broken', () => {
    const { status, stdout } = check(stacks(), '.', '--format', 'json');
    const { errors, summary, unrecognized } = JSON.parse(stdout);
    assert.equal(status, 2);
    assert.deepEqual(summary, { pass: 2, fail: 1, unknown: 1, excepted: 0 });
    assert.deepEqual(
      errors.map(({ file }: { file: string }) => file),
      ['broken.yaml'],
    );
    assert.equal(unrecognized, 1);
  });

  it('prints the resources as they are judged with --normalize', () => {
    const { status, stdout } = check(stacks(), 'parameter.yaml', '--normalize');
    assert.equal(status, 0);
    const { Resources } = JSON.parse(stdout);
    assert.equal(Resources.WebService.Properties.NetworkConfiguration.AwsvpcConfiguration.AssignPublicIp, 'DISABLED');
  });

  it('takes paths after a list of controls', () => {
    const { status } = ringfence(stacks(), ['check', ...ONE_CONTROL, './public.yaml', '--quiet']);
    assert.equal(status, 1);
  });
});

const quick = (folder: string, ...words: string[]): Promise<Ran> => run(folder, ['check', ...words, ...ONE_CONTROL]);

const STATUS: readonly (readonly [words: readonly string[], status: number])[] = [
  [['private.yaml'], 0],
  [['public.yaml'], 1],
  [['public.yaml', '--fail-on', 'high'], 1],
  [['public.yaml', '--fail-on', 'critical'], 0],
  [['public.yaml', '--fail-on', 'none'], 0],
  [['unknown.yaml'], 0],
  [['unknown.yaml', '--fail-on-unknown'], 1],
  [['parameter.yaml'], 0],
  [['parameter.yaml', '--any-parameter'], 1],
  [['parameter.yaml', '--parameter', 'Public=ENABLED'], 1],
  [['other.json'], 2],
  [['missing.yaml'], 2],
  [['public.yaml', 'broken.yaml'], 2],
];

describe('the exit status of check', () => {
  for (const [words, status] of STATUS) {
    it(`${words.join(' ')}: ${status}`, async () => {
      assert.equal((await quick(stacks(), ...words)).status, status);
    });
  }

  it('is 2 where nothing was judged, unless that is accepted', async () => {
    const folder = folderWith({ 'a.json': '{}', 'main.tf': '' });
    const { status, stderr } = await quick(folder, '.');
    assert.equal(status, 2);
    assert.match(
      stderr,
      /note: Terraform sources were passed over \(1\), since a plan is what is judged: `terraform plan/,
    );
    assert.match(
      stderr,
      /error: nothing was judged: no template, plan or task definition is among the files \(1 looked at\)/,
    );
    assert.equal((await quick(folder, '.', '--allow-empty')).status, 0);
  });
});

const MISTAKES: readonly (readonly [words: readonly string[], message: string])[] = [
  [[], 'error: `check` needs a PATH'],
  [['a.yaml', '--format', 'sarif'], 'error: the format `sarif` comes with a later release'],
  [['a.yaml', '--format', 'jsn'], 'error: there is no format `jsn`; did you mean `json`?'],
  [['a.yaml', '--output', 'json'], 'error: `--output json` is not of the form FORMAT=FILE'],
  [['a.yaml', '--profile', 'strickt'], "error: option '--profile <profile>' argument 'strickt' is invalid"],
  [['a.yaml', '--jobs', '0'], "error: option '--jobs <n>' argument '0' is invalid"],
  [['a.yaml', '--account', '1'], "error: option '--account <number>' argument '1' is invalid"],
  [
    ['a.yaml', '--skip', 'service-no-public-i'],
    'error: there is no control `service-no-public-i`; did you mean `service-no-public-ip`?',
  ],
  [
    ['a.yaml', '--region', 'Ireland'],
    "error: option '--region <region>' argument 'Ireland' is invalid. It must be the name",
  ],
  [
    ['a.yaml', '--source', 'infra'],
    'error: the Terraform sources in `infra` cannot be read: there is no such file or folder',
  ],
  [['a.yaml', '--source', 'a.yaml'], 'error: the Terraform sources in `a.yaml` cannot be read: it is no folder'],
  [['a.yaml', '--set', 'x.y=1'], 'error: there is no control `x`'],
  [['a.yaml', '--parameter', 'x'], 'error: `--parameter x` is not of the form NAME=VALUE'],
  [['a.yaml', '--parameters', 'none.json'], 'error: `--parameters none.json` cannot be read: there is no such file'],
  [['a.yaml', '--baseline', 'none.json'], 'error: `none.json` cannot be read: there is no such file'],
  [['a.yaml', '--config', 'none.yaml'], 'error: none.yaml: it cannot be read: there is no such file'],
  [['a.yaml', '--fromat', 'json'], "error: unknown option '--fromat'"],
];

describe('a mistake in a command line of check', () => {
  for (const [words, message] of MISTAKES) {
    it(`${words.join(' ') || 'no path'}: ${message}`, async () => {
      const { status, stdout, stderr } = await run(folderWith({ 'a.yaml': PUBLIC_SERVICE }), ['check', ...words]);
      assert.ok(stderr.includes(message), stderr);
      assert.doesNotMatch(stderr, /^ {4}at /m, 'no stack trace');
      assert.equal(stdout, '');
      assert.equal(status, 2);
    });
  }
});

describe('what is nearly right', () => {
  it('the manifest of an assembly: its folder is to be given', async () => {
    const manifest = '{"version": "36.0.0", "artifacts": {}}';
    const folder = folderWith({ 'cdk.out/manifest.json': manifest });
    const { status, stdout } = await quick(folder, 'cdk.out/manifest.json', '--format', 'json');
    const errors: { message: string }[] = JSON.parse(stdout).errors;
    assert.deepEqual(
      errors.map(({ message }) => message),
      ['this is the manifest of a CDK assembly; give the folder that holds it instead: `cdk.out/`'],
    );
    assert.equal(status, 2);
  });

  for (const region of ['eu-west-1', 'us-gov-west-1', 'eusc-de-east-1']) {
    it(`${region} is a region`, async () => {
      assert.equal((await quick(stacks(), 'private.yaml', '--region', region)).status, 0);
    });
  }
});

describe('template parameters', () => {
  const FILES: readonly (readonly [name: string, text: string])[] = [
    ['a.json', '{"Public": "ENABLED"}'],
    ['a.yaml', 'Public: ENABLED\n'],
    ['list.json', '[{"ParameterKey": "Public", "ParameterValue": "ENABLED"}]'],
    ['pipeline.json', '{"Parameters": {"Public": "ENABLED"}}'],
    ['pairs.json', '["Public=ENABLED"]'],
  ];
  for (const [name, text] of FILES) {
    it(`are read from ${text.trim()}`, async () => {
      const folder = folderWith({ 'stack/a.yaml': PARAMETER_SERVICE, [name]: text });
      assert.equal((await quick(folder, 'stack', '--parameters', name, '--quiet')).status, 1);
      assert.equal((await quick(folder, 'stack', '--parameters', name, '--parameter', 'Public=DISABLED')).status, 0);
    });
  }

  it('that no template declares are told once, with the nearest, and change no exit status', async () => {
    const folder = folderWith({
      'stack/a.yaml': PARAMETER_SERVICE,
      'stack/b.yaml': PUBLIC_SERVICE,
      'alone/b.yaml': PUBLIC_SERVICE,
      'bad/a.yaml': 'Resources:\n  A:\n    Type: [\n',
      'bad/b.yaml': PRIVATE_SERVICE,
      'shared.json': '{"Pubilc": "DISABLED"}',
    });
    const near = 'warning: no template declares the parameter `Pubilc`; did you mean `Public`?\n';
    const none = 'warning: no template declares the parameter `Pubilc`\n';
    const rows: [words: string[], status: number, warning: string][] = [
      [['stack', '--parameter', 'Public=DISABLED'], 1, ''],
      [['stack', '--parameter', 'Pubilc=DISABLED', '--parameter', 'Pubilc=ENABLED'], 1, near],
      [['stack/a.yaml', '--parameter', 'Pubilc=DISABLED', '--jobs', '1'], 0, near],
      [['stack', '--parameter', 'Pubilc=DISABLED', '--quiet'], 1, near],
      [['alone', '--parameter', 'Pubilc=DISABLED'], 1, none],
      [['stack', '--parameters', 'shared.json'], 1, ''],
      // The template that cannot be read may declare it.
      [['bad', '--parameter', 'Pubilc=DISABLED'], 2, ''],
    ];
    for (const [words, status, warning] of rows) {
      const ran = await quick(folder, ...words);
      assert.equal(ran.status, status, words.join(' '));
      assert.equal(ran.stderr.replace(/^note: .*\n/gm, '').replace(/^error: .*\n/gm, ''), warning, words.join(' '));
    }
  });
});

describe('a configuration', () => {
  const web = (configuration: string, ...words: string[]): Promise<Ran> =>
    run(folderWith({ 'ringfence.yaml': configuration, 'web/a.yaml': PUBLIC_SERVICE }), [
      'check',
      'web',
      '--format',
      'json',
      ...words,
    ]);

  it('that is wrong is said with its place', async () => {
    const { status, stderr } = await web('version: 1\nprofil: strict\ncontrols:\n  service-no-publik-ip: off\n');
    assert.equal(status, 2);
    assert.equal(stderr, 'error: ringfence.yaml:2:1: unknown key `profil`; did you mean `profile`?\n');
  });

  it('excepts a finding, with the file counted from itself', async () => {
    const text = `exceptions:
  - {control: service-no-public-ip, file: 'web/**', resource: 'Web*', reason: r, owner: o, expires: 2999-01-31}
`;
    const { status, stdout } = await web(text, ...ONE_CONTROL);
    assert.equal(status, 0);
    assert.equal(JSON.parse(stdout).results[0].verdict, 'excepted');
  });

  it('turns a control off, and sets a severity', async () => {
    const lowered = await web('controls: {service-no-public-ip: {severity: low}}', ...ONE_CONTROL);
    assert.equal(lowered.status, 0);
    const { stdout } = await web('controls: {service-no-public-ip: off}', '--severity', 'critical', '--allow-empty');
    assert.deepEqual(JSON.parse(stdout).results, []);
  });

  it('loads controls of their own, and says what is none', async () => {
    const none = await web('load: [./none/*.mjs]');
    assert.match(none.stderr, /ringfence\.yaml:1:8: no file matches `\.\/none\/\*\.mjs`/);
    const folder = folderWith({
      'ringfence.yaml': 'load: [./own/*.mjs]\n',
      'own/a.mjs': 'export default {id: "a-b"};\n',
      'own/b.mjs': 'export const a = 1;\n',
      'own/c.mjs': 'throw new Error("broken");\n',
    });
    const { status, stderr } = await run(folder, ['controls']);
    assert.equal(status, 2);
    assert.match(stderr, /own\/a\.mjs: its default export is no control: must have required property/);
    assert.match(stderr, /own\/b\.mjs: it has no default export/);
    assert.match(stderr, /own\/c\.mjs: it cannot be loaded: broken/);
  });
});

describe('a baseline', () => {
  it('leaves known findings out, and counts them', async () => {
    const folder = stacks();
    const written = await quick(folder, 'public.yaml', '--write-baseline', 'known.json');
    assert.equal(written.status, 0);
    assert.match(written.stderr, /1 findings written to known\.json/);
    const { status, stdout } = await quick(folder, 'public.yaml', '--baseline', 'known.json', '--format', 'json');
    assert.equal(status, 0);
    assert.deepEqual(JSON.parse(stdout).summary, { pass: 0, fail: 0, unknown: 0, excepted: 0, baselined: 1 });
    writeFileSync(join(folder, 'known.json'), '{"version": 1}');
    const { stderr } = await quick(folder, 'public.yaml', '--baseline', 'known.json');
    assert.match(stderr, /`known\.json` is no baseline/);
  });
});

describe('--watch', () => {
  it('checks again on a change', async () => {
    const folder = folderWith({ 'a.yaml': PUBLIC_SERVICE });
    const child = spawn(process.execPath, [mainFile, 'check', '.', '--watch', '--quiet', ...ONE_CONTROL], {
      cwd: folder,
    });
    const seen = { out: '', err: '' };
    child.stdout.on('data', (data) => (seen.out += String(data)));
    child.stderr.on('data', (data) => (seen.err += String(data)));
    const until = async (reached: () => boolean): Promise<void> => {
      for (let tries = 0; tries < 200 && !reached(); tries++) await new Promise((resolve) => setTimeout(resolve, 100));
      assert.ok(reached(), JSON.stringify(seen));
    };
    try {
      await until(() => seen.err.includes('watching for changes'));
      assert.match(seen.out, /AssignPublicIp is ENABLED/);
      seen.out = '';
      writeFileSync(join(folder, 'b.yaml'), PUBLIC_SERVICE);
      await until(() => seen.out.includes('b.yaml:8:27'));
    } finally {
      child.kill();
    }
  });
});

describe('a secret', () => {
  it('is masked in the line that is quoted', async () => {
    const token = `ghp_${'a1B2'.repeat(9)}`;
    const folder = folderWith({ 'a.yaml': PUBLIC_SERVICE.replace('ENABLED', `ENABLED # ${token}`) });
    const { stdout } = await quick(folder, 'a.yaml');
    assert.match(stdout, /8 \| {11}AssignPublicIp: ENABLED # \*\*\*$/m);
  });

  it('that is given for a NoEcho parameter is in no output', async () => {
    const text = PARAMETER_SERVICE.replace('Default: DISABLED', 'NoEcho: true').replace(/ {4}AllowedValues.*\n/, '');
    const folder = folderWith({ 'a.yaml': text });
    for (const format of ['text', 'json']) {
      const words = ['a.yaml', '--parameter', 'Public=swordfish', '--verbose', '--format', format];
      const { stdout, stderr } = await quick(folder, ...words);
      assert.doesNotMatch(stdout + stderr, /swordfish/);
    }
  });

  it('that is the default of a NoEcho parameter is not quoted', async () => {
    const text = PARAMETER_SERVICE.replace('Default: DISABLED', 'Default: ENABLED\n    NoEcho: true');
    const { stdout, stderr } = await quick(folderWith({ 'a.yaml': text }), 'a.yaml', '--verbose');
    assert.doesNotMatch(stdout + stderr, /Default: ENABLED/);
  });
});

describe('hostile input', () => {
  it('cannot write to the terminal or start a log command', async () => {
    const name = '::error::\\u001b[2J\\u202e';
    const template = {
      Resources: {
        Web: {
          Type: 'AWS::ECS::Service',
          Properties: { NetworkConfiguration: { AwsvpcConfiguration: { AssignPublicIp: 'ENABLED' } } },
        },
      },
    };
    const text = JSON.stringify(template, null, 1).replace('"Web"', `"${name}"`);
    const folder = folderWith({ 'a.json': text });
    for (const format of ['text', 'json']) {
      const { stdout, stderr } = await quick(folder, 'a.json', '--verbose', '--format', format);
      assert.ok(!/[\u202e\u009b]/.test(stdout + stderr) && !(stdout + stderr).includes('\u001b'));
      assert.doesNotMatch(stdout + stderr, /^\s*::/m);
    }
  });
});

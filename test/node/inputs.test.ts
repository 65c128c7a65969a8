import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findInputs } from '../../src/node/inputs.js';
import { folderWith } from '../cli/support/command.js';
import { skip } from '../support/skip.js';

const nothing = async function* (): AsyncGenerator<string> {};

async function files(folder: string, paths: readonly string[]): Promise<string[]> {
  const { inputs } = await findInputs(paths, folder, nothing());
  return inputs.map(({ file }) => file);
}

/** What reading an input comes to: its text, or why there is none. */
async function contents(folder: string, paths: readonly string[]): Promise<Record<string, string>> {
  const { inputs } = await findInputs(paths, folder, nothing());
  const read = inputs.map(async (input) => {
    const text = await input.read().then(
      (bytes) => Buffer.from(bytes).toString('utf8'),
      (error: unknown) => `error: ${error instanceof Error ? error.message : ''}`,
    );
    return [input.file, text] as const;
  });
  return Object.fromEntries(await Promise.all(read));
}

const MANIFEST = JSON.stringify({
  version: '36.0.0',
  artifacts: {
    Web: {
      type: 'aws:cloudformation:stack',
      environment: 'aws://222222222222/eu-west-1',
      properties: { templateFile: 'Web.template.json', parameters: { Size: '2' } },
    },
    Stage: { type: 'cdk:cloud-assembly', properties: { directoryName: 'assembly-Stage' } },
  },
});
const STAGE = JSON.stringify({
  version: '36.0.0',
  artifacts: { Db: { type: 'aws:cloudformation:stack', properties: { templateFile: 'Db.template.json' } } },
});

describe('the inputs of a folder', () => {
  it('are the files that may be one, in the order of names', async () => {
    const folder = folderWith({
      'b.yaml': '',
      'a/x.json': '',
      'a/y.yml': '',
      'z.template': '',
      'snapshot.json.gz': '',
      'notes.md': '',
      'notes.gz': '',
      'main.tf': '',
      'node_modules/m/x.json': '',
      '.git/x.json': '',
      '.github/workflow.yml': '',
    });
    assert.deepEqual(await files(folder, ['.']), [
      '.github/workflow.yml',
      'a/x.json',
      'a/y.yml',
      'b.yaml',
      'snapshot.json.gz',
      'z.template',
    ]);
    const { terraformSources } = await findInputs(['.'], folder, nothing());
    assert.equal(terraformSources, 1);
  });

  it('are not what git ignores, by any .gitignore on the way', async () => {
    const folder = folderWith({
      '.git/info/exclude': 'secret.yaml\n',
      '.gitignore': '/dist/\n*.gen.yaml\n',
      'a.yaml': '',
      'secret.yaml': '',
      'a.gen.yaml': '',
      'dist/a.yaml': '',
      'sub/dist/a.yaml': '',
      'sub/.gitignore': '!keep.gen.yaml\nlocal.yaml\n',
      'sub/keep.gen.yaml': '',
      'sub/local.yaml': '',
    });
    assert.deepEqual(await files(folder, ['.']), ['a.yaml', 'sub/dist/a.yaml', 'sub/keep.gen.yaml']);
    assert.deepEqual(await files(join(folder, 'sub'), ['.']), ['dist/a.yaml', 'keep.gen.yaml'], 'from below the root');
  });

  it('are read although ignored when they are named, plans, or CDK assemblies', async () => {
    const folder = folderWith({
      '.git/HEAD': '',
      '.gitignore': 'cdk.out\n*.json\nbuild/\n',
      'a.json': '',
      'tfplan.json': '',
      'web.tfplan.json': '',
      'build/x.yaml': '',
      'cdk.out/manifest.json': MANIFEST,
      'cdk.out/Web.template.json': '',
      'cdk.out/other.json': '',
    });
    assert.deepEqual(await files(folder, ['.']), [
      'cdk.out/Web.template.json',
      'cdk.out/assembly-Stage/manifest.json',
      'tfplan.json',
      'web.tfplan.json',
    ]);
    assert.deepEqual(await files(folder, ['a.json', 'build']), ['a.json', 'build/x.yaml']);
  });

  it('are each named once', async () => {
    const folder = folderWith({ 'a.yaml': '' });
    const { inputs } = await findInputs(['.', 'a.yaml', './a.yaml'], folder, nothing());
    assert.deepEqual(
      inputs.map(({ file, named }) => [file, named]),
      [['a.yaml', true]],
    );
  });

  it('are outside of it only when they are named', async () => {
    const folder = folderWith({ 'in/a.yaml': 'a', 'out/b.yaml': 'b' });
    symlinkSync(join(folder, 'out/b.yaml'), join(folder, 'in/link.yaml'));
    symlinkSync(join(folder, 'out'), join(folder, 'in/folder'));
    symlinkSync(join(folder, 'in'), join(folder, 'in/loop'));
    assert.deepEqual(await files(folder, ['in']), ['in/a.yaml']);
    assert.deepEqual(await contents(folder, ['in/link.yaml']), { 'in/link.yaml': 'b' });
    assert.deepEqual(await files(folder, ['in/folder']), ['in/folder/b.yaml']);
  });
});

describe('a CDK assembly', () => {
  it('is read by its manifest, stages included, with the environment of each stack', async () => {
    const folder = folderWith({
      'cdk.out/manifest.json': MANIFEST,
      'cdk.out/Web.template.json': '{}',
      'cdk.out/unused.template.json': '{}',
      'cdk.out/assembly-Stage/manifest.json': STAGE,
      'cdk.out/assembly-Stage/Db.template.json': '{}',
    });
    const { inputs } = await findInputs(['cdk.out'], folder, nothing());
    assert.deepEqual(
      inputs.map(({ file, stack }) => [file, stack?.account, stack?.region, { ...stack?.parameters }]),
      [
        ['cdk.out/Web.template.json', '222222222222', 'eu-west-1', { Size: '2' }],
        ['cdk.out/assembly-Stage/Db.template.json', undefined, undefined, {}],
      ],
    );
  });

  it('names nothing outside of itself', async () => {
    const folder = folderWith({
      'secret.json': 'secret',
      'cdk.out/manifest.json': MANIFEST,
      'a/manifest.json': MANIFEST.replace('Web.template.json', '../secret.json'),
    });
    symlinkSync(join(folder, 'secret.json'), join(folder, 'cdk.out/Web.template.json'));
    symlinkSync(folder, join(folder, 'cdk.out/assembly-Stage'));
    assert.deepEqual(await contents(folder, ['cdk.out']), {
      'cdk.out/Web.template.json': 'error: it is outside of the assembly that names it, and so it is not read',
      'cdk.out/assembly-Stage': 'error: it is outside of the assembly that names it, and so it is not read',
    });
    assert.deepEqual(await contents(folder, ['a']), {
      'a/manifest.json':
        'error: the assembly cannot be read: artifact `Web` names no file inside the assembly. Run `cdk synth` again.',
    });
  });
});

describe('an input that cannot be read', () => {
  it('says why', async () => {
    const folder = folderWith({});
    assert.deepEqual(await contents(folder, ['missing.yaml']), {
      'missing.yaml': 'error: there is no such file or folder',
    });
  });

  it('may be a template of more than 10 MB, not a plan and not what AWS Config gives', async () => {
    const folder = folderWith({});
    const blanks = ' '.repeat(10 * 1024 * 1024);
    writeFileSync(join(folder, 'big.yaml'), `Resources: {}${blanks}`);
    writeFileSync(join(folder, 'data.json'), `{"a":1}${blanks}`);
    writeFileSync(join(folder, 'plan.json'), `{"a":1}${blanks}`);
    writeFileSync(join(folder, 'web.json'), `{"format_version":"1.2"}${blanks}`);
    writeFileSync(join(folder, 'account.json'), `{"fileVersion":"1.0","configurationItems":[]}${blanks}`);
    writeFileSync(join(folder, 'report.json'), `{"Results":[{"Target":"x"}]}${blanks}`);
    writeFileSync(join(folder, 'query.json'), `{"Results": ["{}"]}${blanks}`);
    writeFileSync(join(folder, 'account.json.gz'), Buffer.concat([Buffer.from([0x1f, 0x8b]), Buffer.from(blanks)]));
    const found = await contents(folder, ['.']);
    const read = ['account.json', 'account.json.gz', 'big.yaml', 'plan.json', 'query.json', 'web.json'];
    assert.deepEqual(Object.keys(found), read, 'other large data is passed over');
    assert.match(found['account.json'] ?? '', /^\{"fileVersion"/);
    assert.equal(
      found['big.yaml'],
      'error: it has 11 MB; a template of more than 10 MB is not read (plans and configuration items of AWS Config are, of any size)',
    );
    assert.match(found['web.json'] ?? '', /^\{"format_version"/);
  });

  it('may be a named pipe, which is not waited for', async function () {
    if (process.platform === 'win32') skip(this, 'needs mkfifo');
    const folder = folderWith({});
    execFileSync('/usr/bin/env', ['mkfifo', join(folder, 'pipe.yaml')]);
    assert.deepEqual(await contents(folder, ['pipe.yaml']), {
      'pipe.yaml': 'error: it is a named pipe or a device, not a file; `-` reads standard input',
    });
    assert.deepEqual(await files(folder, ['.']), [], 'in a folder it is passed over');
  });
});

describe('standard input', () => {
  it('is read once, and asked for as often as needed', async () => {
    const { inputs } = await findInputs(
      ['-', '-'],
      '/',
      (async function* () {
        yield 'a';
        yield Buffer.from('b');
      })(),
    );
    assert.equal(inputs.length, 1);
    const [input] = inputs;
    const texts = [await input?.read(), await input?.read()].map((bytes) => Buffer.from(bytes ?? []).toString('utf8'));
    assert.deepEqual(texts, ['ab', 'ab']);
  });
});

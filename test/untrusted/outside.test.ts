import assert from 'node:assert/strict';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CheckResult } from '../../src/check/result.js';
import { folderWith, run } from '../cli/support/command.js';

const OUTSIDE = 'planted-outside';
const service = (id: string): string =>
  `Resources:\n  ${id}:\n    Type: AWS::ECS::Service\n    Properties: {LaunchType: ${id}}\n`;
const json = (id: string): string =>
  JSON.stringify({ Resources: { [id]: { Type: 'AWS::ECS::Service', Properties: {} } } });

/** A folder `named` beside files that nobody named. */
function folders(files: Readonly<Record<string, string>>): string {
  return folderWith({
    'outside/secret.yaml': service('PlantedOutside'),
    'outside/secret.json': json('PlantedOutside'),
    'outside/manifest.json': JSON.stringify({
      version: '36',
      artifacts: { PlantedOutside: { type: 'aws:cloudformation:stack', properties: { templateFile: 'secret.json' } } },
    }),
    'outside/.gitignore': `${OUTSIDE}\n`,
    'named/inside.yaml': service('Inside'),
    ...files,
  });
}

async function checked(
  folder: string,
  ...words: string[]
): Promise<{ text: string; result: CheckResult; status: number | null }> {
  const ran = await run(folder, ['check', ...words, '--control', 'service-no-public-ip', '--format', 'json']);
  return { text: ran.stdout + ran.stderr, result: JSON.parse(ran.stdout), status: ran.status };
}

const inputsOf = ({ inputs }: CheckResult): string[] => inputs.map(({ file }) => file).sort();

describe('Links out of a named folder', () => {
  it('to files and folders are not followed', async () => {
    const folder = folders({});
    symlinkSync('../outside/secret.yaml', join(folder, 'named/file.yaml'));
    symlinkSync('../outside', join(folder, 'named/folder'));
    symlinkSync(join(folder, 'outside', 'secret.json'), join(folder, 'named/absolute.json'));
    const { result, text } = await checked(folder, 'named');
    assert.deepEqual(inputsOf(result), ['named/inside.yaml']);
    assert.doesNotMatch(text, /PlantedOutside/);
  });

  it('are followed where they are named themselves', async () => {
    const folder = folders({});
    symlinkSync('../outside/secret.yaml', join(folder, 'named/file.yaml'));
    assert.deepEqual(inputsOf((await checked(folder, 'named/file.yaml')).result), ['named/file.yaml']);
  });

  it('instead of the manifest of an assembly are not followed', async () => {
    const folder = folders({ 'named/cdk.out/Web.template.json': json('Inside') });
    symlinkSync('../../outside/manifest.json', join(folder, 'named/cdk.out/manifest.json'));
    const { result, text } = await checked(folder, 'named');
    assert.doesNotMatch(text, /PlantedOutside/);
    assert.deepEqual(inputsOf(result), ['named/cdk.out/Web.template.json', 'named/inside.yaml']);
  });
});

const stack = (templateFile: string): string =>
  JSON.stringify({
    version: '36.0.0',
    artifacts: { Web: { type: 'aws:cloudformation:stack', properties: { templateFile } } },
  });
const nested = (directoryName: string): string =>
  JSON.stringify({
    version: '36.0.0',
    artifacts: { Stage: { type: 'cdk:cloud-assembly', properties: { directoryName } } },
  });
const assets = (file: string): string =>
  JSON.stringify({ version: '36.0.0', artifacts: { Assets: { type: 'cdk:asset-manifest', properties: { file } } } });

const NAMES: Readonly<Record<string, (name: string) => string>> = {
  'a template': stack,
  'a nested assembly': nested,
  'an asset manifest': assets,
};
const LEADING_OUT = [
  '../outside/secret.json',
  '../outside',
  'a/../../outside/secret.json',
  './../outside/secret.json',
  '..\\outside\\secret.json',
  '/etc/passwd',
  'C:\\Windows\\win.ini',
  '\\\\server\\share\\secret.json',
  'a\0/../../outside/secret.json',
  '..',
  '',
];

describe('Manifests of assemblies that lead outside', () => {
  for (const [what, manifest] of Object.entries(NAMES)) {
    for (const name of LEADING_OUT) {
      it(`${what} called ${JSON.stringify(name)} is refused`, async () => {
        const folder = folders({ 'named/manifest.json': manifest(name) });
        const { status, result, text } = await checked(folder, 'named');
        assert.deepEqual([status, inputsOf(result)], [2, []]);
        assert.match(result.errors[0]?.message ?? '', /names no file inside the assembly/);
        assert.doesNotMatch(text, /PlantedOutside|root:/);
      });
    }
  }

  it('a name inside that is a link to the outside is refused', async () => {
    const folder = folders({ 'named/manifest.json': stack('Web.template.json') });
    symlinkSync('../outside/secret.json', join(folder, 'named/Web.template.json'));
    const { status, result, text } = await checked(folder, 'named');
    assert.deepEqual([status, inputsOf(result)], [2, []]);
    assert.match(result.errors[0]?.message ?? '', /outside of the assembly that names it/);
    assert.doesNotMatch(text, /PlantedOutside/);
  });

  it('a nested assembly that is a link to the outside is refused, and so is its manifest alone', async () => {
    const folder = folders({ 'named/manifest.json': nested('stage') });
    symlinkSync('../outside', join(folder, 'named/stage'));
    assert.doesNotMatch((await checked(folder, 'named')).text, /PlantedOutside/);
    const other = folders({ 'named/manifest.json': nested('stage'), 'named/stage/secret.json': json('Inside') });
    symlinkSync('../../outside/manifest.json', join(other, 'named/stage/manifest.json'));
    const { status, text } = await checked(other, 'named');
    assert.equal(status, 2);
    assert.doesNotMatch(text, /PlantedOutside/);
  });

  it('an asset manifest that is a link, and assets that lead outside, name nothing', async () => {
    const outside = JSON.stringify({ files: { a: { source: { path: 'PlantedOutside.json', packaging: 'file' } } } });
    const folder = folders({ 'outside/assets.json': outside, 'named/manifest.json': assets('assets.json') });
    symlinkSync('../outside/assets.json', join(folder, 'named/assets.json'));
    assert.doesNotMatch((await checked(folder, 'named')).text, /PlantedOutside/);
    const other = folders({
      'named/manifest.json': assets('assets.json'),
      'named/assets.json': JSON.stringify({
        files: { a: { source: { path: '../outside/secret.json', packaging: 'file' } } },
      }),
    });
    assert.doesNotMatch((await checked(other, 'named')).text, /"file": "outside/);
  });

  it('an assembly that names its own folder ends', async () => {
    const folder = folders({});
    mkdirSync(join(folder, 'round'));
    writeFileSync(join(folder, 'round/manifest.json'), nested('.'));
    const { status } = await checked(folder, 'round');
    assert.equal(status, 2);
  });
});

describe('Functions of templates that would include something', () => {
  it('are not carried out', async () => {
    const template = `Transform: {Name: AWS::Include, Parameters: {Location: outside/secret.yaml}}
Resources:
  Web:
    Type: AWS::ECS::Service
    Properties:
      NetworkConfiguration: {"Fn::Transform": {Name: AWS::Include, Parameters: {Location: ../outside/secret.yaml}}}
  Stack: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: ../outside/secret.yaml}}
`;
    const { result, text } = await checked(folders({ 'named/inside.yaml': template }), 'named');
    assert.deepEqual(
      result.results.map(({ verdict }) => verdict),
      ['unknown'],
    );
    assert.doesNotMatch(text, /PlantedOutside/);
  });
});

import assert from 'node:assert/strict';
import { isManifest, nestedTemplates, readManifest } from '../../../src/readers/cdk/manifest.js';

const manifest = (artifacts: unknown): string => JSON.stringify({ version: '36.0.0', artifacts });
const stack = (properties: object, environment = 'aws://111111111111/eu-west-1'): object => ({
  type: 'aws:cloudformation:stack',
  environment,
  properties,
});
const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

describe('CDK: the manifest of an assembly', () => {
  it('names stacks with their environment and parameters, nested assemblies and asset manifests', () => {
    const text = manifest({
      'Web.assets': { type: 'cdk:asset-manifest', properties: { file: 'Web.assets.json' } },
      Web: stack({ templateFile: 'Web.template.json', stackName: 'web-prod', parameters: { Size: 2, Name: 'x' } }),
      Free: stack({ templateFile: './Free.template.json' }, 'aws://unknown-account/unknown-region'),
      'assembly-Prod': { type: 'cdk:cloud-assembly', properties: { directoryName: 'assembly-Prod' } },
      Tree: { type: 'cdk:tree', properties: { file: 'tree.json' } },
      Odd: {},
    });
    assert.deepEqual(plain(readManifest(text, 'cdk.out/manifest.json')), {
      stacks: [
        {
          templateFile: 'Web.template.json',
          name: 'web-prod',
          account: '111111111111',
          region: 'eu-west-1',
          parameters: { Size: '2', Name: 'x' },
        },
        { templateFile: 'Free.template.json', name: 'Free', parameters: {} },
      ],
      assemblies: ['assembly-Prod'],
      assetManifests: ['Web.assets.json'],
    });
  });

  it('keeps parameters that are called like what every object has', () => {
    const text = manifest({ A: stack({ templateFile: 'a', parameters: JSON.parse('{"__proto__": "x"}') }) });
    const { stacks } = readManifest(text, 'm');
    assert.deepEqual(Object.keys(stacks?.[0]?.parameters ?? {}), ['__proto__']);
  });

  for (const name of [
    '../other.json',
    '/etc/passwd',
    'a/../../b',
    'C:\\x.json',
    '\\\\host\\x',
    'a\\..\\..\\b',
    '',
    'a\0b',
    7,
  ]) {
    it(`refuses the file name ${JSON.stringify(name)}`, () => {
      const { problem } = readManifest(manifest({ A: stack({ templateFile: name }) }), 'm');
      const message =
        'the assembly cannot be read: artifact `A` names no file inside the assembly. Run `cdk synth` again.';
      assert.deepEqual(problem, { file: 'm', line: null, column: null, message });
    });
  }

  it('refuses what is no manifest', () => {
    assert.match(readManifest('{"version": "1"}', 'm').problem?.message ?? '', /has no `artifacts`/);
    assert.match(readManifest('{"artifacts": ', 'm').problem?.message ?? '', /not valid JSON/);
  });

  it('is recognised by its content', () => {
    assert.equal(isManifest(manifest({})), true);
    assert.equal(isManifest('\uFEFF {"version": "1", "artifacts": {}}'), true);
    assert.equal(isManifest('{"artifacts": {}}'), false);
    assert.equal(isManifest('version: 1\n"artifacts": {}'), false);
  });
});

describe('CDK: asset manifests', () => {
  it('name the templates of nested stacks', () => {
    const files = {
      a: { source: { path: 'Web.template.json', packaging: 'file' } },
      b: { source: { path: 'WebNested1234.nested.template.json', packaging: 'file' } },
      c: { source: { path: 'asset.5678', packaging: 'zip' } },
      d: { source: { path: '../x.nested.template.json' } },
      e: { source: { executable: ['x'] } },
    };
    assert.deepEqual(nestedTemplates(JSON.stringify({ version: '36.0.0', files })), [
      'WebNested1234.nested.template.json',
    ]);
    assert.deepEqual(nestedTemplates('{}'), []);
    assert.deepEqual(nestedTemplates('{'), []);
  });
});

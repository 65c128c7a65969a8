import assert from 'node:assert/strict';
import { effective, problems } from './support/resolve.js';

const EXCEPTION = 'reason: a, owner: b, expires: 2027-01-31';

describe('extends', () => {
  it('merges the weakest first, and adds exceptions up', async () => {
    const configuration = await effective(
      `extends: ./base/company.yaml
controls:
  service-multi-az: {parameters: {minimumSubnets: 3}}
  container-read-only-root: {}
exceptions:
  - {control: service-multi-az, file: 'web/**', ${EXCEPTION}}
`,
      {
        '/repo/base/company.yaml': `profile: essential
parameters: {regions: [eu-west-1]}
controls:
  service-multi-az: {severity: critical, parameters: {strictly: true}}
  container-read-only-root: off
exceptions:
  - {control: service-multi-az, file: './old/*.yaml', ${EXCEPTION}}
`,
      },
    );
    assert.equal(configuration.file, 'ringfence.yaml');
    assert.equal(configuration.profile, 'essential');
    assert.deepEqual(configuration.parameters, { regions: ['eu-west-1'] });
    assert.deepEqual(configuration.controls, {
      'service-multi-az': { enabled: true, severity: 'critical', parameters: { strictly: true, minimumSubnets: 3 } },
      'container-read-only-root': { enabled: true, parameters: {} },
    });
    assert.deepEqual(
      configuration.exceptions.map(({ file, source }) => [file, source.file, source.line]),
      [
        ['base/old/*.yaml', 'base/company.yaml', 7],
        ['web/**', 'ringfence.yaml', 6],
      ],
    );
  });

  it('counts the files of a package’s exceptions from the file that extends it', async () => {
    const configuration = await effective("extends: '@company/rules'\n", {
      '/repo/node_modules/@company/rules/ringfence.yaml': `exceptions: [{control: service-multi-az, file: 'legacy/**', ${EXCEPTION}}]\n`,
    });
    assert.deepEqual(
      configuration.exceptions.map(({ file }) => file),
      ['legacy/**'],
    );
  });

  it('counts documents of one’s own from the file that names them', async () => {
    const policies = async (text: string, others: Readonly<Record<string, string>> = {}) =>
      (await effective(text, others)).organization.targets?.flatMap((target) => target.policies);
    const targets = 'organization: {targets: [{unit: /, policies: [./own.json, deny-root-user, ../b.json, c.json]}]}\n';
    assert.deepEqual(await policies(targets), ['./own.json', 'deny-root-user', '../b.json', './c.json']);
    assert.deepEqual(await policies('extends: ./base/company.yaml\n', { '/repo/base/company.yaml': targets }), [
      './base/own.json',
      'deny-root-user',
      './b.json',
      './base/c.json',
    ]);
    const [first] =
      (await policies("extends: '@company/rules'\n", {
        '/repo/node_modules/@company/rules/ringfence.yaml': targets,
      })) ?? [];
    assert.equal(first, './node_modules/@company/rules/own.json', 'it is in the package');
  });

  it('refuses a circle', async () => {
    const files = {
      '/repo/ringfence.yaml': 'version: 1\nextends: ./a.yaml\n',
      '/repo/a.yaml': 'extends: ./b.yaml\n',
      '/repo/b.yaml': 'extends: ./a.yaml\n',
    };
    assert.deepEqual(await problems(files), [
      'b.yaml:1:10: `extends` goes round in a circle: ringfence.yaml → a.yaml → b.yaml → a.yaml',
    ]);
  });

  it('says where the file is named that is not there', async () => {
    assert.deepEqual(await problems({ '/repo/ringfence.yaml': 'version: 1\nextends: ./a.yaml\n' }), [
      'ringfence.yaml:2:10: there is no /repo/a.yaml',
    ]);
  });

  it('names the file whose key is not known', async () => {
    const files = { '/repo/ringfence.yaml': 'extends: ./a.yaml\n', '/repo/a.yaml': '\nprofile: 1\n' };
    assert.deepEqual(await problems(files), [
      'a.yaml:2:10: `profile` is `1`; it must be one of `essential`, `recommended`, `strict`',
    ]);
  });
});

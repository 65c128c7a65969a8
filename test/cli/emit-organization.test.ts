import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { folderWith, run } from './support/command.js';

const TARGETS = `version: 1
parameters: {regions: [eu-west-1]}
organization:
  targets:
    - {unit: /Workloads, policies: [deny-ecs-outside-regions, deny-root-user]}
    - {unit: /Workloads/Production, policies: [container-instance-defaults]}
`;

const ORGANIZATION = `version: 1
organization: {id: o-exampleorg1, managementAccount: '111111111111'}
root:
  id: r-exam
  name: Root
  units:
    - {id: ou-exam-workload1, name: Workloads, units: [{id: ou-exam-product01, name: Production}]}
`;

const WRITTEN = ['manifest.json', 'ringfence-workloads-1.json'];
const DECLARATIVE = 'policies/organization/ringfence-workloads-production-container-instance-defaults.json';

const inScp = (folder: string): string[] => (existsSync(join(folder, 'scp')) ? readdirSync(join(folder, 'scp')) : []);

describe('emit of organization policies', () => {
  it('writes what the targets name, and then finds no difference', async () => {
    const folder = folderWith({ 'ringfence.yaml': TARGETS, 'organization.yaml': ORGANIZATION });
    const { status, stdout, stderr } = await run(folder, ['emit', '--organization', 'organization.yaml']);
    assert.equal(status, 0, stderr);
    assert.ok(!stdout.includes('left alone'));
    assert.deepEqual(inScp(folder).sort(), WRITTEN);
    const text = readFileSync(join(folder, 'scp/ringfence-workloads-1.json'), 'utf8');
    assert.match(text, /^\{"Version":"2012-10-17","Statement":\[.*\]\}$/);
    for (const sid of ['DenyEcsOutsideRegions', 'DenyRootUser', 'ProtectGuardrails'])
      assert.ok(text.includes(`"Sid":"${sid}"`), sid);
    assert.ok(existsSync(join(folder, DECLARATIVE)));
    const again = await run(folder, ['emit', '--organization', 'organization.yaml', '--check']);
    assert.equal(again.status, 0, again.stdout);
  });

  it('writes the same from the tree of the targets', async () => {
    const folder = folderWith({ 'ringfence.yaml': TARGETS, 'organization.yaml': ORGANIZATION });
    await run(folder, ['emit', '--organization', 'organization.yaml']);
    const { status, stdout } = await run(folder, ['emit', '--check']);
    assert.equal(status, 0, stdout);
  });

  it('finds and replaces what was edited, removes what is wanted no longer, and leaves what is not its own', async () => {
    const folder = folderWith({ 'ringfence.yaml': TARGETS, 'scp/theirs.json': '{}' });
    await run(folder, ['emit']);
    const scp = join(folder, 'scp/ringfence-workloads-1.json');
    const text = readFileSync(scp, 'utf8');
    writeFileSync(scp, text.replace('eu-west-1', 'us-east-1'));
    writeFileSync(join(folder, 'ringfence.yaml'), TARGETS.replace('container-instance-defaults', ''));
    const { status, stdout } = await run(folder, ['emit', '--check']);
    assert.equal(status, 1);
    assert.deepEqual(stdout.split('\n').slice(0, 3), [
      `no longer emitted: ${DECLARATIVE}`,
      'different: scp/manifest.json',
      'different: scp/ringfence-workloads-1.json',
    ]);
    assert.equal((await run(folder, ['emit'])).status, 0);
    assert.ok(!existsSync(join(folder, DECLARATIVE)));
    assert.equal(readFileSync(scp, 'utf8'), text);
    assert.equal(readFileSync(join(folder, 'scp/theirs.json'), 'utf8'), '{}');
  });

  it('leaves both folders alone without targets', async () => {
    const folder = folderWith({ 'ringfence.yaml': TARGETS });
    await run(folder, ['emit']);
    writeFileSync(join(folder, 'ringfence.yaml'), 'version: 1\n');
    const { status, stdout } = await run(folder, ['emit']);
    assert.equal(status, 0);
    assert.match(stdout, /^note: scp\/ and policies\/organization\/ are left alone/m);
    assert.deepEqual(inScp(folder).sort(), WRITTEN);
  });

  it('removes nothing else, whatever its manifest names', async () => {
    const folder = folderWith({
      'ringfence.yaml': TARGETS,
      'package.json': '{}',
      'policies/organization/deep/a.json': '{}',
      'scp/manifest.json': JSON.stringify({
        version: 1,
        files: { 'package.json': '', 'policies/organization/deep/a.json': '', 'policies/manifest.json': '' },
      }),
    });
    assert.equal((await run(folder, ['emit'])).status, 0);
    for (const kept of ['package.json', 'policies/organization/deep/a.json', 'policies/manifest.json'])
      assert.ok(existsSync(join(folder, kept)), kept);
  });

  it('says where an organization is needed to know what is inherited', async () => {
    const text = TARGETS.replace('/Workloads/Production', "'222222222222'");
    const files = { 'ringfence.yaml': text, 'organization.yaml': ORGANIZATION };
    const { stdout } = await run(folderWith(files), ['emit']);
    assert.match(stdout, /^note: what `222222222222` inherits is not known without an organization/m);
  });

  const refused: readonly (readonly [name: string, files: Record<string, string>, message: RegExp])[] = [
    [
      'a parameter that is not set',
      { 'ringfence.yaml': TARGETS.replace('parameters: {regions: [eu-west-1]}\n', '') },
      /^error: ringfence\.yaml: `deny-ecs-outside-regions` at `\/Workloads` needs `regions`/,
    ],
    [
      'the id of the organization, which nobody says',
      { 'ringfence.yaml': TARGETS.replace('deny-root-user', 'registry-data-perimeter') },
      /`registry-data-perimeter` at `\/Workloads` needs `organizationId`.*--organization/,
    ],
    [
      'a document that is not ours in the place of one',
      { 'ringfence.yaml': TARGETS, 'scp/ringfence-workloads-1.json': '{}' },
      /`scp\/ringfence-workloads-1\.json` is not named by scp\/manifest\.json, so it is not overwritten/,
    ],
    [
      "a document of one's own that does not pass lint",
      {
        'ringfence.yaml': TARGETS.replace('deny-root-user', './own.json'),
        'own.json':
          '{"Version":"2012-10-17","Statement":[{"Sid":"Own","Effect":"Deny","Action":"iam:CreateUser","Resource":"*","Condition":{"StringNotEquals":{"aws:PrincipalTag/admin":"true"}}}]}',
      },
      /exemption-by-tag/,
    ],
    [
      "a document of one's own that is not there",
      { 'ringfence.yaml': TARGETS.replace('deny-root-user', './own.json') },
      /`\.\/own\.json`: it cannot be read/,
    ],
  ];
  for (const [name, files, message] of refused) {
    it(`refuses, and writes nothing: ${name}`, async () => {
      const folder = folderWith(files);
      const { status, stderr } = await run(folder, ['emit']);
      assert.equal(status, 2);
      assert.match(stderr, message);
      assert.ok(!existsSync(join(folder, 'policies')));
      assert.ok(!existsSync(join(folder, 'scp/manifest.json')));
    });
  }

  it('does not ask AWS', async () => {
    const folder = folderWith({ 'ringfence.yaml': TARGETS });
    const { status, stderr } = await run(folder, ['emit', '--organization', 'aws']);
    assert.equal(status, 2);
    assert.match(stderr, /snapshot/);
  });
});

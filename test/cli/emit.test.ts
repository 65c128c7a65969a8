import assert from 'node:assert/strict';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import type { EmitResult } from '../../src/cli/output-schemas.js';
import { readJson } from '../support/repository.js';
import { folderWith, run } from './support/command.js';

const validate = new Ajv({ strict: false }).compile<EmitResult>(readJson<object>('schemas/emit.json'));
const RULE = 'policies/guard/service-no-public-ip.guard';

async function emit(folder: string, ...words: string[]): Promise<EmitResult & { readonly status: number | null }> {
  const { status, stdout, stderr } = await run(folder, ['emit', '--format', 'json', ...words]);
  const parsed: unknown = JSON.parse(stdout || stderr);
  assert.ok(validate(parsed), JSON.stringify(validate.errors));
  return { ...parsed, status };
}

describe('emit', () => {
  it('writes the policies, and then finds no difference', async () => {
    const folder = folderWith({});
    const missing = await emit(folder, '--check');
    assert.equal(missing.status, 1);
    assert.equal(missing.changes.length, missing.files);
    assert.ok(!existsSync(join(folder, 'policies')), '--check writes nothing');
    assert.equal((await emit(folder)).status, 0);
    assert.match(readFileSync(join(folder, RULE), 'utf8'), /service_no_public_ip/);
    const again = await emit(folder, '--check');
    assert.deepEqual([again.status, again.changes], [0, []]);
  });

  it('finds what was edited, removed, and is emitted no longer', async () => {
    const folder = folderWith({});
    await emit(folder);
    const manifest = join(folder, 'policies/manifest.json');
    writeFileSync(join(folder, RULE), 'edited');
    rmSync(join(folder, 'policies/rego/main.rego'));
    writeFileSync(join(folder, 'policies/guard/old.guard'), 'old');
    writeFileSync(join(folder, 'policies/guard/theirs.guard'), 'theirs');
    writeFileSync(
      manifest,
      readFileSync(manifest, 'utf8').replace('"files": {', '"files": {\n"policies/guard/old.guard": "",'),
    );
    const { status, changes } = await emit(folder, '--check');
    assert.equal(status, 1);
    assert.deepEqual(changes, [
      { path: 'policies/guard/old.guard', change: 'surplus' },
      { path: RULE, change: 'different' },
      { path: 'policies/manifest.json', change: 'different' },
      { path: 'policies/rego/main.rego', change: 'missing' },
    ]);
    await emit(folder);
    assert.ok(!existsSync(join(folder, 'policies/guard/old.guard')));
    assert.equal(readFileSync(join(folder, 'policies/guard/theirs.guard'), 'utf8'), 'theirs');
    assert.deepEqual((await emit(folder, '--check')).changes, []);
  });

  it('never takes the place of a file that its manifest does not name', async () => {
    const folder = folderWith({ [RULE]: 'theirs' });
    const { status, stderr } = await run(folder, ['emit']);
    assert.equal(status, 2);
    assert.equal(
      stderr,
      `error: \`${RULE}\` is not named by policies/manifest.json, so it is not overwritten: move it away\n`,
    );
    assert.equal(readFileSync(join(folder, RULE), 'utf8'), 'theirs');
    assert.ok(!existsSync(join(folder, 'policies/manifest.json')), 'nothing else is written');
  });

  it('writes the rules of AWS Config with the values of the configuration', async () => {
    const folder = folderWith({
      'ringfence.yaml': `version: 1
controls:
  container-image-tag-not-moving: {parameters: {movingTags: [blue]}}
  service-exec-audited: {parameters: {forbidExec: true}}
`,
      'config-rules/theirs.guard': 'theirs',
      'config-rules/old.guard': 'old',
      'config-rules/manifest.json':
        '{"files": {"config-rules/old.guard": "", "config-rules/../ringfence.yaml": "", "package.json": ""}}',
    });
    assert.equal((await emit(folder)).status, 0);
    const text = (name: string) => readFileSync(join(folder, 'config-rules', name), 'utf8');
    assert.match(text('container-image-tag-not-moving.guard'), /\[bB\]\[lL\]\[uU\]\[eE\]/);
    const { packs } = JSON.parse(text('manifest.json'));
    const exec = packs.find(({ name }: { name: string }) => name === 'ringfence-essential-6');
    assert.equal(exec.parameters.ServiceExecAuditedForbidExec, 'true');
    assert.equal(text('theirs.guard'), 'theirs');
    assert.ok(!existsSync(join(folder, 'config-rules/old.guard')));
    assert.deepEqual((await emit(folder, '--check')).changes, []);
    writeFileSync(join(folder, 'config-rules/conformance-pack-essential-1.yaml'), 'edited');
    assert.deepEqual((await emit(folder, '--check')).changes, [
      { path: 'config-rules/conformance-pack-essential-1.yaml', change: 'different' },
    ]);
  });

  it('says where no rule of AWS Config can be made of a control of one’s own', async () => {
    const folder = folderWith({
      'ringfence.yaml': "version: 1\nload: ['./own-version.mjs']\n",
      'own-version.mjs': `export default { id: 'own-version', practice: '001', severity: 'low', profile: 'strict', title: 't', why: 'w', remedy: 'r', mappings: {}, config: { guard: ['AWS::ECS::Service'] }, blindSpots: {}, examples: [{ name: 'a', verdict: 'pass' }, { name: 'b', verdict: 'fail' }], rules: [{ types: ['AWS::ECS::Service'], holds: { kind: 'versionAtLeast', term: { base: 'resource', path: ['Properties', 'PlatformVersion'] }, version: '1.4.0' } }] };\n`,
    });
    const { status, stderr } = await run(folder, ['emit']);
    assert.equal(status, 2);
    assert.match(stderr, /^error: control `own-version`: rules of AWS Config cannot ask for `versionAtLeast`/);
  });

  it('says what AWS Config would not take', async () => {
    const names = Array.from({ length: 600 }, (_, index) => `DEMO_NAME_${index}`);
    const folder = folderWith({
      'ringfence.yaml': `version: 1\ncontrols:\n  container-no-plaintext-secrets: {parameters: {allowedNames: [${names.join(', ')}]}}\n`,
    });
    const { status, stderr } = await run(folder, ['emit']);
    assert.equal(status, 2);
    assert.match(
      stderr,
      /^error: the AWS Config rule of `container-no-plaintext-secrets` has \d+ characters, and AWS Config takes 10000: shorten/,
    );
    assert.ok(!existsSync(join(folder, 'policies')), 'nothing is written');
  });

  it('writes to another folder, and says what it leaves alone', async () => {
    const folder = folderWith({});
    const { status, stdout } = await run(folder, ['emit', '--out', 'build']);
    assert.equal(status, 0);
    assert.ok(existsSync(join(folder, 'build', RULE)));
    assert.match(
      stdout,
      /^note: scp\/ and policies\/organization\/ are left alone: the configuration names no targets$/m,
    );
  });
});

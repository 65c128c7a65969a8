import assert from 'node:assert/strict';
import { Ajv } from 'ajv';
import type { LintResult } from '../../src/lint/schema.js';
import { readJson } from '../support/repository.js';
import { folderWith, run } from './support/command.js';

const validate = new Ajv({ strict: false }).compile<LintResult>(readJson<object>('schemas/lint-result.json'));

const policy = (...statements: readonly object[]): string =>
  JSON.stringify({ Version: '2012-10-17', Statement: statements });
const deny = (parts: object = {}) => ({ Effect: 'Deny', Action: 'ecs:DeleteCluster', Resource: '*', ...parts });

const CLEAN = policy(
  deny({
    Condition: {
      ArnNotLike: { 'aws:PrincipalArn': ['arn:*:iam::*:role/break-glass', 'arn:*:iam::*:role/AWSControlTower*'] },
      StringEquals: { 'aws:RequestedRegion': 'us-east-1' },
    },
  }),
);
const WRONG = policy(deny({ Resource: 'cluster/production' }));
const RCP = policy({ ...deny({ Action: ['s3:*', 'ecs:*'] }), Principal: '*' });

async function lint(folder: string, ...words: string[]): Promise<LintResult & { readonly status: number | null }> {
  const { status, stdout, stderr } = await run(folder, ['lint', '--format', 'json', ...words]);
  const parsed: unknown = JSON.parse(stdout || stderr);
  assert.ok(validate(parsed), JSON.stringify(validate.errors));
  return { ...parsed, status };
}

const errors = ({ results }: LintResult): string[] =>
  results.filter(({ severity }) => severity === 'error').map(({ file, rule }) => `${file}: ${rule}`);

describe('lint', () => {
  it('finds errors by rule and place, and exits with 1', async () => {
    const folder = folderWith({ 'wrong.json': WRONG });
    const result = await lint(folder, 'wrong.json');
    assert.equal(result.status, 1);
    const row = result.results.find(({ rule }) => rule === 'malformed-resource');
    // {"Version":"2012-10-17","Statement":[ has 37 characters.
    assert.deepEqual([row?.file, row?.line, row?.column, row?.severity], ['wrong.json', 1, 38, 'error']);
    assert.deepEqual(result.documents, [{ file: 'wrong.json', characters: WRONG.length, limit: 10_240 }]);
  });

  it('exits with 0 where there are warnings alone', async () => {
    // Nobody is exempted from it.
    const result = await lint(folderWith({ 'wide.json': policy(deny()) }), 'wide.json');
    assert.deepEqual(errors(result), []);
    assert.ok(result.results.some(({ rule }) => rule === 'denies-exempted'));
    assert.equal(result.status, 0);
  });

  it('knows an RCP by its principal', async () => {
    const result = await lint(folderWith({ 'rcp.json': RCP, 'bom.json': `\uFEFF${RCP}` }), 'rcp.json', 'bom.json');
    assert.deepEqual(errors(result), ['rcp.json: rcp-service', 'bom.json: rcp-service']);
    assert.equal(result.documents[0]?.limit, 5_120);
  });

  it('reads the JSON files of a folder in the order of their names, but no manifest', async () => {
    const folder = folderWith({
      'scp/b.json': WRONG,
      'scp/a.json': WRONG,
      'scp/manifest.json': '{"version": 1}',
      'scp/README.md': 'text',
    });
    const result = await lint(folder, 'scp');
    assert.deepEqual(
      result.documents.map(({ file }) => file),
      ['scp/a.json', 'scp/b.json'],
    );
    assert.deepEqual(result.notJudged, []);
  });

  it('says of an element that AWS would refuse where it is', async () => {
    const folder = folderWith({
      'typo.json': '{\n "Version": "2012-10-17",\n "Statement": [\n  {"Efect": "Deny"}\n ]\n}\n',
    });
    const result = await lint(folder, 'typo.json');
    assert.equal(result.status, 1);
    assert.ok(result.results.every(({ rule, severity }) => rule === 'syntax' && severity === 'error'));
    assert.ok(result.results.some(({ line, message }) => line === 4 && message.includes('Efect')));
  });

  it('judges the others where one is no JSON or is not there, and exits with 2', async () => {
    const folder = folderWith({ 'wrong.json': WRONG, 'broken.json': '{\n "Version": ' });
    const result = await lint(folder, 'broken.json', 'absent.json', 'wrong.json');
    assert.equal(result.status, 2);
    assert.deepEqual(
      result.errors.map(({ file, line }) => [file, line]),
      [
        ['broken.json', 2],
        ['absent.json', null],
      ],
    );
    assert.ok(errors(result).includes('wrong.json: malformed-resource'));
  });

  it('says that it does not judge documents in other languages', async () => {
    const folder = folderWith({ 'tags.json': '{"tags": {}}', 'clean.json': CLEAN });
    const both = await lint(folder, '.');
    assert.deepEqual(
      both.notJudged.map(({ file }) => file),
      ['tags.json'],
    );
    assert.equal(both.status, 0);
    const { stdout } = await run(folder, ['lint', '.']);
    assert.match(stdout, /^tags\.json: not judged: /m);
  });

  it('has judged nothing where there is nothing else, and exits with 2', async () => {
    const folder = folderWith({ 'tags.json': '{"tags": {}}', 'empty/x.md': '' });
    assert.equal((await lint(folder, 'tags.json')).status, 2);
    assert.equal((await lint(folder, 'empty')).status, 2);
    assert.equal((await lint(folder, 'empty', '--allow-empty')).status, 0);
  });

  it('takes quotas and exempt roles from the configuration', async () => {
    const small = `version: 1
parameters: {breakGlassRoles: ['arn:*:iam::*:role/rescue']}
organization: {quotas: {SERVICE_CONTROL_POLICY: {characters: 100}}}
`;
    const result = await lint(folderWith({ 'ringfence.yaml': small, 'clean.json': CLEAN }), 'clean.json');
    assert.deepEqual(errors(result), ['clean.json: document-size']);
    assert.equal(result.documents[0]?.limit, 100);
    assert.ok(result.results.some(({ message }) => message.includes('role/rescue')));
  });

  it('prints a line for each finding, and how much of its quota a document uses', async () => {
    const { status, stdout } = await run(folderWith({ 'wrong.json': WRONG }), ['lint', 'wrong.json']);
    assert.equal(status, 1);
    assert.match(stdout, /^wrong\.json:1:38: error malformed-resource: /m);
    assert.ok(stdout.includes(`wrong.json: ${WRONG.length} of 10240 characters\n`));
    assert.match(stdout, /^1 errors, \d+ warnings in 1 documents$/m);
  });
});

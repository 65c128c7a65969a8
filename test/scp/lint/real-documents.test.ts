import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { iamCatalogue } from '../../../src/node/catalogue.js';
import { lint } from '../../../src/scp/lint/lint.js';
import { DEFAULT_QUOTAS } from '../../../src/scp/lint/quotas.js';
import { sameStatements } from '../../../src/scp/minify/canonical.js';
import { minify } from '../../../src/scp/minify/minify.js';
import { printPolicy } from '../../../src/scp/minify/print.js';
import { pack } from '../../../src/scp/pack/pack.js';
import { parsePolicy } from '../../../src/scp/parse/parse.js';
import { skip } from '../../support/skip.js';

const folder = '../shared/data/scp';

describe('real policy documents', () => {
  before(function () {
    if (!existsSync(folder)) skip(this, 'the folder with policies of others is not here');
  });

  const documents = () =>
    readdirSync(folder).map((file) => {
      const text = readFileSync(`${folder}/${file}`, 'utf8');
      const { policy, problems } = parsePolicy(text, 'SERVICE_CONTROL_POLICY');
      assert.ok(policy, `${file}: ${JSON.stringify(problems)}`);
      return { file, text, policy };
    });

  it('are linted: what is not filled in is said, and little else is wrong', async () => {
    const settings = { catalogue: await iamCatalogue(), quotas: DEFAULT_QUOTAS, exemptions: [], needs: [] };
    const read = documents().map(({ file, text, policy }) => ({ file, policy, characters: text.length }));
    const { results } = lint(read, settings);
    const withBrackets = documents().filter(({ text }) => /\[[A-Z_]+\]/.test(text));
    const found = new Set(results.filter(({ rule }) => rule === 'template-placeholder').map(({ file }) => file));
    assert.ok(withBrackets.length > 0);
    for (const { file } of withBrackets) assert.ok(found.has(file), file);
    // One of them exempts by a tag of the principal.
    const others = results.filter(({ rule }) => rule !== 'template-placeholder');
    assert.deepEqual(
      others.map(({ rule, severity }) => [rule, severity]),
      [['exemption-by-tag', 'error']],
    );
    assert.ok(results.every(({ line, column }) => line !== null && column !== null));
  });

  it('are minified without a change, to fewer characters', () => {
    for (const { file, text, policy } of documents()) {
      const small = printPolicy(minify(policy));
      const again = parsePolicy(small, 'SERVICE_CONTROL_POLICY').policy;
      assert.ok(again && sameStatements([policy], [again]), file);
      assert.ok(small.length < text.length, file);
    }
  });

  it('are packed together without a change', () => {
    const all = documents().map(({ file, policy }) => ({
      control: file,
      statements: policy.statements.map((one) => ({ ...one, sid: null })),
    }));
    const packed = pack(all, { type: 'SERVICE_CONTROL_POLICY', prefix: 'real', characters: 10_240, slots: 10 });
    if (!packed.fits) return assert.fail(packed.message);
    assert.ok(
      sameStatements(
        documents().map(({ policy }) => policy),
        packed.documents.map(({ policy }) => policy),
      ),
    );
    // 10,480 characters minified, less 38 around each of 24 documents but one.
    assert.equal(packed.documents.length, 1);
  });
});

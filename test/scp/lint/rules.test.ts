import assert from 'node:assert/strict';
import { iamCatalogue } from '../../../src/node/catalogue.js';
import { lint } from '../../../src/scp/lint/lint.js';
import { DEFAULT_QUOTAS } from '../../../src/scp/lint/quotas.js';
import type { LintSettings, RuleExample } from '../../../src/scp/lint/rule.js';
import { documentRules } from '../../../src/scp/lint/rules.js';
import { printPolicy } from '../../../src/scp/minify/print.js';
import { policyOf } from '../support/policy-of.js';

describe('the rules of lint', () => {
  let settings: LintSettings;
  before(async () => {
    const catalogue = await iamCatalogue();
    settings = { catalogue, quotas: DEFAULT_QUOTAS, exemptions: ['arn:*:iam::*:role/break-glass*'], needs: [] };
  });

  for (const rule of documentRules) {
    it(`${rule.id}: finds what its examples say`, () => {
      assert.ok(rule.examples.some(({ found }) => found) && rule.examples.some(({ found }) => !found));
      for (const example of rule.examples) {
        const rows = rowsOf(example, settings).filter((row) => row.rule === rule.id);
        assert.equal(rows.length > 0, example.found, JSON.stringify(example.statements[0]));
      }
    });
  }

  it('have ids and words of their own', () => {
    assert.equal(new Set(documentRules.map(({ id }) => id)).size, documentRules.length);
    for (const { id, title, why } of documentRules) {
      assert.match(id, /^[a-z]+(-[a-z]+)*$/);
      assert.match(title, /^[^.]+$/);
      assert.match(why, /\.$/);
    }
  });

  it('say what becomes of the statement, and what to write', () => {
    const cases: [statement: Record<string, unknown>, rule: string, message: string][] = [
      [
        { Action: 'ecs:RunTask', Condition: { Bool: { 'ecs:auto-assign-public-ip': 'true' } } },
        'key-not-carried',
        'no request of `ecs:RunTask` carries `ecs:auto-assign-public-ip`: the statement denies nothing',
      ],
      [
        { Action: 'ecs:RunTask', Condition: { StringNotEquals: { 'ecs:auto-assign-public-ip': 'true' } } },
        'key-not-carried',
        'no request of `ecs:RunTask` carries `ecs:auto-assign-public-ip`: the statement denies as if the condition were not there',
      ],
      [
        { Action: 'ecs:DeleteClutser' },
        'unknown-action',
        'the catalogue of 2026-09-26 has no action `ecs:DeleteClutser`, so nothing is denied by it; did you mean `ecs:DeleteCluster`?',
      ],
      [
        { Action: 'ecs:DeleteCluster', Condition: { ArnNotLike: { 'aws:PrincipalArn': 'role/break-glass' } } },
        'malformed-arn',
        '`role/break-glass` is no ARN of six parts, so it matches nothing: the statement denies as if the condition were not there; write `arn:*:iam::*:role/NAME`, say',
      ],
    ];
    for (const [rest, rule, message] of cases) {
      const example = { found: true, statements: [{ Effect: 'Deny' as const, Resource: '*', ...rest }] };
      const rows = rowsOf(example, settings).filter((row) => row.rule === rule);
      assert.deepEqual(
        rows.map((row) => row.message),
        [message],
      );
    }
  });
});

function rowsOf({ statements, type, version }: RuleExample, settings: LintSettings) {
  const policy = policyOf(statements, { ...(type ? { type } : {}), ...(version ? { version } : {}) });
  return lint([{ file: 'example.json', policy, characters: printPolicy(policy).length }], settings).results;
}

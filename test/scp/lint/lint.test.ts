import assert from 'node:assert/strict';
import { iamCatalogue } from '../../../src/node/catalogue.js';
import type { Level } from '../../../src/scp/level.js';
import { lint, lintLevels } from '../../../src/scp/lint/lint.js';
import { DEFAULT_QUOTAS } from '../../../src/scp/lint/quotas.js';
import type { LintSettings, Need } from '../../../src/scp/lint/rule.js';
import type { Policy, StatementDocument } from '../../../src/scp/policy.js';
import { policyOf } from '../support/policy-of.js';

const allowAll: StatementDocument = { Effect: 'Allow', Action: '*', Resource: '*' };
const denySome: StatementDocument = { Effect: 'Deny', Action: 'ecs:RunTask', Resource: '*' };

describe('lint', () => {
  let settings: LintSettings;
  before(async () => {
    settings = { catalogue: await iamCatalogue(), quotas: DEFAULT_QUOTAS, exemptions: [], needs: [] };
  });

  it('names file, line and column, in the order of the document', () => {
    const policy = policyOf([
      { ...denySome, Action: 'ecs:Nothing' },
      { ...denySome, Action: 'nosuchservice:x' },
    ]);
    const [first, second] = policy.statements;
    assert.ok(first && second);
    const placed: Policy = {
      ...policy,
      statements: [
        { ...first, place: { line: 9, column: 5 } },
        { ...second, place: { line: 3, column: 5 } },
      ],
    };
    const { results } = lint([{ file: 'a.json', policy: placed, characters: 300 }], settings);
    assert.deepEqual(
      results.map(({ file, line, column, rule, severity }) => [file, line, column, rule, severity]),
      [
        ['a.json', 3, 5, 'unknown-service', 'error'],
        ['a.json', 9, 5, 'unknown-action', 'error'],
      ],
    );
  });

  it('says how much of its quota each document uses', () => {
    const scp = policyOf([denySome]);
    const rcp = policyOf([{ Effect: 'Deny', Action: 's3:*', Resource: '*' }], { type: 'RESOURCE_CONTROL_POLICY' });
    const documents = [
      { file: 'scp.json', policy: scp, characters: 10_240 },
      { file: 'large.json', policy: scp, characters: 10_241 },
      { file: 'rcp.json', policy: rcp, characters: 5_121 },
      { file: 'data.json', policy: scp, characters: null },
    ];
    const linted = lint(documents, settings);
    assert.deepEqual(linted.documents, [
      { file: 'scp.json', characters: 10_240, limit: 10_240 },
      { file: 'large.json', characters: 10_241, limit: 10_240 },
      { file: 'rcp.json', characters: 5_121, limit: 5_120 },
    ]);
    assert.deepEqual(
      linted.results.filter(({ rule }) => rule === 'document-size').map(({ file }) => file),
      ['large.json', 'rcp.json'],
    );
    const withoutQuota = lint(documents, { ...settings, quotas: {} });
    assert.deepEqual(withoutQuota.documents[1], { file: 'large.json', characters: 10_241, limit: null });
    assert.ok(withoutQuota.results.every(({ rule }) => rule !== 'document-size'));
  });

  describe('of levels', () => {
    const level = (name: string, ...policies: StatementDocument[][]): Level => ({
      target: name,
      name,
      policies: policies.map((statements, index) => ({
        id: `p-${index}`,
        name: `policy-${index}`,
        policy: policyOf(statements),
      })),
    });
    const need: Need = { action: 'iam:PassRole', why: 'tasks get their roles by it' };

    const cases: [title: string, levels: Level[], needs: Need[], rules: string[]][] = [
      ['an allow and a deny', [level('/', [allowAll], [denySome])], [need], []],
      ['a deny alone', [level('/', [allowAll]), level('/Workloads', [denySome])], [need], ['level-without-allow']],
      ['nothing attached', [level('/')], [need], []],
      ['a list with what is needed', [level('/', [{ ...allowAll, Action: ['ecs:*', 'iam:Pass*'] }])], [need], []],
      ['a list without', [level('/', [{ ...allowAll, Action: ['ecs:*', 'iam:Get*'] }])], [need], ['allow-list-lacks']],
      [
        'a NotAction that leaves it',
        [level('/', [{ Effect: 'Allow', NotAction: 'ec2:*', Resource: '*' }])],
        [need],
        [],
      ],
      [
        'a NotAction with it',
        [level('/', [{ Effect: 'Allow', NotAction: 'iam:*', Resource: '*' }])],
        [need],
        ['allow-list-lacks'],
      ],
      ['ten policies', [level('/', ...Array.from({ length: 10 }, () => [allowAll]))], [], []],
      ['eleven policies', [level('/', ...Array.from({ length: 11 }, () => [allowAll]))], [], ['too-many-policies']],
    ];
    for (const [title, levels, needs, rules] of cases) {
      it(title, () => {
        assert.deepEqual(
          lintLevels(levels, { ...settings, needs }).map(({ rule }) => rule),
          rules,
        );
      });
    }
  });
});

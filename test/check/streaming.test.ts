import assert from 'node:assert/strict';
import { outcomes } from '../../src/check/check.js';
import type { CheckInput } from '../../src/check/options.js';
import type { Keep } from '../../src/check/outcome.js';
import type { CheckResult, Result } from '../../src/check/result.js';
import { tally } from '../../src/check/tally.js';
import { equals, not, property } from '../../src/language/builders.js';
import { JsonReport } from '../../src/reports/json.js';
import { select, testControl, testRun } from '../support/checking.js';
import { reportOn } from '../support/reports.js';

const control = testControl({ id: 'no-public-ip', holds: not(equals(property('AssignPublicIp'), 'ENABLED')) });

const service = (value: string): string => `Resources:
  Web:
    Type: AWS::ECS::Service
    Properties: {AssignPublicIp: ${value}}
`;

const DEPENDING = `Parameters: {Public: {Type: String, Default: DISABLED, AllowedValues: [DISABLED, ENABLED]}}
${service('!Ref Public')}`;

const TEXTS = {
  'a.yaml': service('ENABLED'),
  'b.yaml': service('DISABLED'),
  'c.yaml': service('!Ref AWS::Region'),
  'd.yaml': DEPENDING,
};

describe('results', () => {
  it('are handed on before the next input is read', async () => {
    const happened: string[] = [];
    const inputs = Object.entries(TEXTS).map(([file, text]): CheckInput => {
      const read = async (): Promise<Uint8Array> => {
        happened.push(`read ${file}`);
        return Buffer.from(text);
      };
      return { file, named: true, read };
    });
    const add = (results: readonly Result[]): void =>
      void happened.push(...results.map(({ file, verdict }) => `${verdict} ${file}`));
    const run = testRun([select(control)]);
    const { summary } = await tally(outcomes(inputs, run), inputs.length, run, { add });
    assert.deepEqual(happened, [
      'read a.yaml',
      'fail a.yaml',
      'read b.yaml',
      'pass b.yaml',
      'read c.yaml',
      'unknown c.yaml',
      'read d.yaml',
      'pass d.yaml',
    ]);
    assert.deepEqual(summary, { pass: 2, fail: 1, unknown: 1, excepted: 0 });
  });

  const KEPT: readonly (readonly [Keep, readonly string[]])[] = [
    ['all', ['fail', 'pass', 'unknown', 'pass']],
    ['told', ['fail', 'unknown', 'pass']],
    ['fails', ['fail']],
  ];
  for (const [keep, expected] of KEPT) {
    it(`all are counted where ${keep} are kept`, async () => {
      const inputs = Object.entries(TEXTS).map(([file, text]) => ({
        file,
        named: true,
        read: async () => Buffer.from(text),
      }));
      const run = { ...testRun([select(control)]), asked: { keep, quotes: true } };
      const verdicts: string[] = [];
      const quotes: string[] = [];
      const totals = await tally(outcomes(inputs, run), inputs.length, run, {
        add: (results, lines) => {
          verdicts.push(...results.map(({ verdict }) => verdict));
          quotes.push(...lines.values());
        },
      });
      assert.deepEqual(verdicts, expected);
      assert.deepEqual(totals.summary, { pass: 2, fail: 1, unknown: 1, excepted: 0 });
      assert.equal(totals.depending, 1);
      assert.deepEqual(totals.fails, { low: 0, medium: 0, high: 1, critical: 0 });
      assert.equal(totals.firstFail?.file, 'a.yaml');
      assert.equal(quotes[0], '    Properties: {AssignPublicIp: ENABLED}');
    });
  }
});

describe('the JSON report', () => {
  const result: Result = {
    control: 'no-public-ip',
    severity: 'high',
    practice: '0',
    help: 'h',
    verdict: 'fail',
    resource: { type: 'T', id: 'R' },
    path: null,
    file: 'f.yaml',
    line: null,
    column: null,
    message: 'two\nlines {"a": [',
    remedy: 'r',
    also: [{ path: 'P', line: 1, column: 2, message: 'm' }],
  };
  const whole = (results: Result[]): CheckResult => ({
    version: 1,
    results,
    inputs: [{ file: 'f.yaml', kind: 'cloudformation', resources: 1 }],
    errors: [],
    unusedExceptions: [],
    unrecognized: 0,
    summary: { pass: 0, fail: results.length, unknown: 0, excepted: 0 },
  });

  for (const results of [[], [result], [result, { ...result, verdict: 'pass' as const }]]) {
    it(`is written in pieces as it would be at once: ${results.length} results`, () =>
      assert.equal(reportOn(whole(results), new JsonReport()), `${JSON.stringify(whole(results), null, 2)}\n`));
  }
});

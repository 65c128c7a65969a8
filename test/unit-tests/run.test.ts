import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import notPrivileged from '../../src/controls/container-not-privileged.js';
import { any, equals, parameterIs, property } from '../../src/language/builders.js';
import { unitTestExitStatus } from '../../src/unit-tests/exit-status.js';
import { unitTestText } from '../../src/unit-tests/report.js';
import { runUnitTests } from '../../src/unit-tests/run.js';
import type { CaseResult, UnitTestResult } from '../../src/unit-tests/schema.js';
import type { UnitCase } from '../../src/unit-tests/unit-case.js';
import { select, testControl } from '../support/checking.js';
import { inRepository } from '../support/repository.js';

const TASK = `Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      ContainerDefinitions:
        - {Name: web, Image: web:1}
        - Name: agent
          Privileged: true
        - {Name: late, Privileged: !Ref Privileged}
  Bucket:
    Type: AWS::S3::Bucket
  Excepted:
    Type: AWS::ECS::TaskDefinition
    Metadata:
      ringfence:
        exceptions: [{control: container-not-privileged, reason: r, owner: o, expires: '2026-12-31'}]
    Properties:
      ContainerDefinitions: [{Name: agent, Privileged: true}]
Parameters:
  Privileged: {Type: String}
`;

const selected = select(notPrivileged);

const testCase = (
  verdict: UnitCase['expected']['verdict'],
  fields: Partial<UnitCase> & { line?: number } = {},
): UnitCase => ({
  file: 'tests/t.yaml',
  name: 'n',
  selected,
  fixture: { kind: 'text', text: TASK },
  parameters: {},
  resource: 'Task',
  container: null,
  ...fields,
  line: 4,
  expected: { verdict, line: fields.line ?? null },
});

function run(cases: readonly UnitCase[], engine: 'opa' | 'guard' | 'all' = 'opa'): Promise<UnitTestResult> {
  return runUnitTests(cases, [selected], {
    engine,
    assets: {
      policyWasm: () => readFile(inRepository('policies/policy.wasm')),
      guardWasm: () => readFile(inRepository('bindings/guard/guard.wasm')),
      compileRego: async () => null,
    },
    today: '2026-06-15',
    fixture: (testFile, path) => ({
      file: path,
      read: async () => {
        if (path === './task.yaml') return Buffer.from(TASK);
        throw new Error(`no file beside ${testFile}`);
      },
    }),
  });
}

describe('unit tests', () => {
  const cases: readonly (readonly [string, UnitCase, boolean, CaseResult['actual'], RegExp])[] = [
    [
      'a pass',
      testCase('pass', { container: 'web' }),
      true,
      { verdict: 'pass', line: 6 },
      /^Containers do not run privileged$/,
    ],
    ['a fail', testCase('fail', { container: 'agent' }), true, { verdict: 'fail', line: 8 }, /^Privileged is/],
    [
      'a fail at its line',
      testCase('fail', { container: 'agent', line: 8 }),
      true,
      { verdict: 'fail', line: 8 },
      /^Privileged is/,
    ],
    [
      'a fail at another line',
      testCase('fail', { container: 'agent', line: 7 }),
      false,
      { verdict: 'fail', line: 8 },
      /^Privileged is/,
    ],
    [
      'an unknown',
      testCase('unknown', { container: 'late' }),
      true,
      { verdict: 'unknown', line: 9 },
      /missing: the value of `Privileged`/,
    ],
    [
      'a given parameter',
      testCase('pass', { container: 'late', parameters: { Privileged: 'false' } }),
      true,
      { verdict: 'pass', line: 9 },
      /./,
    ],
    ['the worst of several', testCase('fail'), true, { verdict: 'fail', line: 8 }, /./],
    ['another verdict', testCase('pass'), false, { verdict: 'fail', line: 8 }, /./],
    ['an excepted one', testCase('excepted', { resource: 'Excepted' }), true, { verdict: 'excepted', line: 18 }, /./],
    ['nothing to apply to', testCase('none', { resource: 'Bucket' }), true, { verdict: 'none' }, /applies to nothing/],
    [
      'nothing to apply to, unexpectedly',
      testCase('pass', { resource: 'Bucket' }),
      false,
      { verdict: 'none' },
      /applies to nothing/,
    ],
    [
      'a resource that is not there',
      testCase('none', { resource: 'Bucke' }),
      false,
      null,
      /no resource `Bucke`; did you mean `Bucket`\?/,
    ],
    [
      'a container that is not there',
      testCase('none', { container: 'wbe' }),
      false,
      null,
      /no result is about a container `wbe`; there is `web`, `agent`, `late`/,
    ],
    [
      'a file',
      testCase('fail', { fixture: { kind: 'file', path: './task.yaml' } }),
      true,
      { verdict: 'fail', line: 8 },
      /./,
    ],
    [
      'a file that is not there',
      testCase('fail', { fixture: { kind: 'file', path: './gone.yaml' } }),
      false,
      null,
      /no file beside tests\/t.yaml/,
    ],
    [
      'a fixture of another kind',
      testCase('none', { fixture: { kind: 'text', text: 'hello' } }),
      false,
      null,
      /neither a CloudFormation template/,
    ],
  ];
  for (const [name, one, passed, actual, message] of cases) {
    it(name, async () => {
      const { results, summary } = await run([one]);
      assert.equal(results[0]?.passed, passed);
      assert.deepEqual(results[0]?.actual, actual);
      assert.match(results[0]?.message ?? '', message);
      assert.deepEqual(summary, { passed: passed ? 1 : 0, failed: passed ? 0 : 1 });
    });
  }

  for (const engine of ['guard', 'all'] as const) {
    it(`with ${engine}, the same`, async () => {
      const { summary } = await run(
        [testCase('pass', { container: 'web' }), testCase('fail', { container: 'agent' })],
        engine,
      );
      assert.deepEqual(summary, { passed: 2, failed: 0 });
    });
  }

  it("a case sets the control's own parameters", async () => {
    const own = testControl({
      id: 'own-control',
      applies: ['AWS::ECS::Service'],
      parameters: { strict: { type: 'boolean', default: true, description: 'd' } },
      holds: any(parameterIs('strict', false), equals(property('A'), 'b')),
    });
    const fixture = { kind: 'text' as const, text: 'Resources:\n  S: {Type: AWS::ECS::Service}\n' };
    const base = testCase('fail', { selected: select(own), fixture, resource: 'S' });
    const { results } = await run([base, { ...base, selected: select(own, { strict: false }) }]);
    assert.deepEqual(
      results.map(({ actual }) => actual?.verdict),
      ['fail', 'pass'],
    );
  });
});

describe('the report of unit tests', () => {
  const passed: CaseResult = {
    kind: 'control',
    file: 'tests/t.yaml',
    line: 4,
    control: 'a-control',
    name: 'good',
    passed: true,
    expected: { verdict: 'pass' },
    actual: { verdict: 'pass', line: 3 },
    message: 'm',
  };
  const result: UnitTestResult = {
    version: 1,
    results: [
      passed,
      {
        ...passed,
        name: 'bad',
        passed: false,
        expected: { verdict: 'fail', line: 31 },
        message: 'AssignPublicIp is DISABLED',
      },
      { ...passed, name: 'gone', passed: false, actual: null, message: 'no such file' },
    ],
    errors: [],
    summary: { passed: 1, failed: 2 },
  };

  it('has one line a case, the difference, and the count at the end', () => {
    assert.equal(
      unitTestText(result),
      `ok    a-control: good
FAIL  a-control: bad
      expected fail at line 31
      actual   pass at line 3
      AssignPublicIp is DISABLED
      tests/t.yaml:4
FAIL  a-control: gone
      expected pass
      actual   nothing: the case could not be judged
      no such file
      tests/t.yaml:4
1 passed, 2 failed
`,
    );
  });

  it('the exit status tells apart differences, mistakes and nothing', () => {
    const good: UnitTestResult = { ...result, results: [passed], summary: { passed: 1, failed: 0 } };
    const none: UnitTestResult = { ...good, results: [], summary: { passed: 0, failed: 0 } };
    const error = { file: 'x', line: 1, column: 1, message: 'm' };
    assert.equal(unitTestExitStatus(good, false), 0);
    assert.equal(unitTestExitStatus(result, false), 1);
    assert.equal(unitTestExitStatus({ ...result, errors: [error] }, false), 2);
    assert.equal(unitTestExitStatus(none, false), 2);
    assert.equal(unitTestExitStatus(none, true), 0);
  });
});

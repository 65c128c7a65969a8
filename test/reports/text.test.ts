import assert from 'node:assert/strict';
import type { CheckResult, Result } from '../../src/check/result.js';
import { totalsOf } from '../../src/check/tally.js';
import { TextReport } from '../../src/reports/text.js';
import type { TextSettings } from '../../src/reports/text-settings.js';
import { reportOn } from '../support/reports.js';

const RESULT: Result = {
  control: 'service-no-public-ip',
  severity: 'high',
  practice: '3.2',
  help: 'https://example.com/service-no-public-ip.md',
  verdict: 'fail',
  resource: { type: 'AWS::ECS::Service', id: 'Web' },
  path: 'Properties.AssignPublicIp',
  file: 'web.yaml',
  line: 3,
  column: 7,
  message: 'AssignPublicIp is ENABLED',
  remedy: 'Set it to DISABLED.',
};

const SETTINGS: TextSettings = {
  verbose: false,
  quiet: true,
  colour: false,
  secretControls: new Set(),
  configurationFile: 'ringfence.yaml',
};

function result(results: readonly Result[], rest: Partial<CheckResult> = {}): CheckResult {
  const of = (verdict: Result['verdict']): number => results.filter((one) => one.verdict === verdict).length;
  return {
    version: 1,
    results: [...results],
    inputs: [{ file: 'web.yaml', kind: 'cloudformation', resources: 2 }],
    errors: [],
    unusedExceptions: [],
    unrecognized: 0,
    summary: { pass: of('pass'), fail: of('fail'), unknown: of('unknown'), excepted: of('excepted') },
    ...rest,
  };
}

const lines = (
  given: CheckResult,
  settings: Partial<TextSettings> = {},
  quote = (_: string, line: number): string | null => `line ${line}`,
): string[] => reportOn(given, new TextReport({ ...SETTINGS, ...settings }), quote).split('\n');

describe('the text report', () => {
  it('shows a finding, its line, and what to write instead', () => {
    assert.deepEqual(lines(result([RESULT])), [
      'web.yaml',
      '',
      '  high  service-no-public-ip  AWS::ECS::Service Web',
      '    AssignPublicIp is ENABLED',
      '    web.yaml:3:7',
      '    3 | line 3',
      '    → Set it to DISABLED.',
      '',
    ]);
  });

  it('groups by file, and names container and further places', () => {
    const other: Result = {
      ...RESULT,
      file: 'task.json',
      line: null,
      column: null,
      container: 'agent',
      also: [{ path: 'a', line: 4, column: 2, message: 'and here' }],
    };
    assert.deepEqual(lines(result([RESULT, other])).slice(8), [
      'task.json',
      '',
      '  high  service-no-public-ip  AWS::ECS::Service Web container agent',
      '    AssignPublicIp is ENABLED',
      '    task.json Properties.AssignPublicIp',
      '    → Set it to DISABLED.',
      '    also task.json:4:2: and here',
      '',
    ]);
  });

  it('has what several inputs say of one file under one name', () => {
    const report = new TextReport(SETTINGS);
    const other = { ...RESULT, file: 'other.yaml' };
    for (const one of [RESULT, other, RESULT]) report.add([one], () => null);
    const text = [...report.end(totalsOf(result([])))].join('');
    const about = (file: string): string[] => [
      '',
      '  high  service-no-public-ip  AWS::ECS::Service Web',
      '    AssignPublicIp is ENABLED',
      `    ${file}:3:7`,
      '    → Set it to DISABLED.',
    ];
    const expected = ['web.yaml', ...about('web.yaml'), ...about('web.yaml'), '', 'other.yaml', ...about('other.yaml')];
    assert.deepEqual(text.split('\n'), [...expected, '']);
  });

  it('does not show the line of a control that looks at secrets', () => {
    const shown = lines(result([RESULT]), { secretControls: new Set(['service-no-public-ip']) });
    assert.equal(shown[5], '    3 | ***');
  });

  it('has no mask where there is no line to quote', () => {
    const report = new TextReport({ ...SETTINGS, secretControls: new Set(['service-no-public-ip']) });
    report.add([RESULT], () => null);
    assert.doesNotMatch([...report.end(totalsOf(result([])))].join(''), /\*\*\*/);
  });

  it('lists unknowns, exceptions and what depends on parameters with --verbose alone', () => {
    const unknown: Result = { ...RESULT, verdict: 'unknown', missing: ['the value of Public'] };
    const excepted: Result = {
      ...RESULT,
      verdict: 'excepted',
      exception: { reason: 'r', owner: 'o', expires: '2027-01-31' },
    };
    const depends: Result = {
      ...RESULT,
      verdict: 'pass',
      dependsOn: [{ parameter: 'Public', value: 'yes', verdict: 'fail' }],
    };
    const all = result([unknown, excepted, depends]);
    assert.deepEqual(lines(all), ['']);
    const shown = lines(all, { verbose: true });
    assert.ok(shown.includes('    missing: the value of Public'));
    assert.ok(shown.includes('    exception until 2027-01-31 (o): r'));
    assert.ok(shown.includes('    fails when Public is `yes`'));
    const together = ['dev', 'yes'].map((value, index) => ({
      parameter: ['Env', 'Pub'][index] ?? '',
      value,
      verdict: 'fail' as const,
      together: true,
    }));
    const combined = lines(result([{ ...depends, dependsOn: together }]), { verbose: true });
    assert.ok(combined.includes('    fails when Env is `dev` and Pub is `yes`'));
    assert.deepEqual(lines(all, { quiet: false }), [
      '0 failed, 1 passed, 1 unknown, 1 excepted (1 input, 2 resources)',
      '1 of the passed would not pass with other parameter values (--any-parameter fails them).',
      '--verbose lists what is unknown, what would decide it, and what is excepted.',
      '',
    ]);
  });

  it('does not tell of an expired exception as if it were in force', () => {
    const expired: Result = { ...RESULT, exception: { reason: 'r', owner: 'o', expires: '2020-01-31' } };
    const shown = lines(result([expired]));
    assert.ok(shown.includes('    exception expired on 2020-01-31 (o): r'));
    assert.ok(!shown.some((line) => line.includes('exception until')));
  });

  it('sums up, and says once how to accept a finding', () => {
    const terraform: Result = {
      ...RESULT,
      severity: 'critical',
      resource: { type: 'AWS::ECS::Service', id: "a.b['c']" },
    };
    const given = result([terraform, RESULT], {
      errors: [{ file: 'b.yaml', line: 2, column: null, message: 'broken' }],
      unusedExceptions: [{ control: 'c', file: 'ringfence.yaml', line: 4, message: 'covers nothing' }],
      unrecognized: 1,
      summary: { pass: 0, fail: 2, unknown: 0, excepted: 0, baselined: 3 },
    });
    assert.deepEqual(lines(given, { quiet: false }).slice(-10), [
      '',
      'error b.yaml:2: broken',
      '',
      'note ringfence.yaml:4: covers nothing',
      '2 failed (1 critical, 1 high), 0 passed, 0 unknown, 0 excepted, 3 known, 1 error (1 input, 2 resources)',
      '1 file of another kind was passed over.',
      'To fix a finding, see `ringfence controls service-no-public-ip`. To accept one until a day, add to ringfence.yaml:',
      '  exceptions:',
      "    - {control: service-no-public-ip, resource: 'a.b[''c'']', reason: why, owner: who, expires: YYYY-MM-DD}",
      '',
    ]);
  });

  it('is in colour only when asked', () => {
    assert.equal(lines(result([RESULT]), { colour: true })[0], '\u001b[1mweb.yaml\u001b[22m');
  });

  it('lets no text of an input act', () => {
    const hostile = '::error::\u001b[2Jx\nfake: line';
    const given = result([
      {
        ...RESULT,
        file: hostile,
        message: hostile,
        remedy: hostile,
        resource: { type: hostile, id: hostile, construct: hostile },
        container: hostile,
        verdict: 'fail',
        also: [{ path: hostile, line: 1, column: 1, message: hostile }],
        missing: [hostile],
        dependsOn: [{ parameter: hostile, value: hostile, verdict: 'fail' }],
        exception: { reason: hostile, owner: hostile, expires: '2027-01-31' },
      },
    ]);
    const text = lines(given, { verbose: true, quiet: false }, () => hostile).join('\n');
    assert.ok(!text.includes('\u001b'));
    assert.doesNotMatch(text, /^\s*::|^fake/m);
  });
});

import assert from 'node:assert/strict';
import { baselineKey, entriesOf, withoutKnown } from '../../src/check/baseline.js';
import { exitStatus } from '../../src/check/exit-status.js';
import type { BaselineEntry } from '../../src/check/options.js';
import { countsOf } from '../../src/check/outcome.js';
import type { CheckResult, Result } from '../../src/check/result.js';
import { totalsOf } from '../../src/check/tally.js';

const fail: Result = {
  control: 'a-control',
  severity: 'high',
  practice: '1',
  help: 'h',
  verdict: 'fail',
  resource: { type: 'T', id: 'R' },
  file: 'f.yaml',
  path: 'Properties.A',
  line: 3,
  column: 1,
  message: 'first',
  remedy: 'r',
  also: [{ path: 'Properties.B', line: 4, column: 1, message: 'second' }],
};
const { also: _, ...single } = fail;

const result = (results: readonly Result[], more: Partial<CheckResult> = {}): CheckResult => ({
  version: 1,
  results: [...results],
  inputs: [],
  errors: [],
  unusedExceptions: [],
  unrecognized: 0,
  summary: countsOf(results).summary,
  ...more,
});

const entry = (path: string | null, more: Partial<BaselineEntry> = {}): BaselineEntry => ({
  control: 'a-control',
  file: 'f.yaml',
  resource: 'R',
  container: null,
  path,
  ...more,
});

const known = (...entries: BaselineEntry[]): Set<string> => new Set(entries.map(baselineKey));

describe('a baseline', () => {
  it('holds every violation of every fail', () => {
    const written = [fail, { ...single, container: 'web' }].flatMap(entriesOf);
    assert.deepEqual(written, [
      entry('Properties.A'),
      entry('Properties.B'),
      entry('Properties.A', { container: 'web' }),
    ]);
  });

  it('leaves out what is known, whatever its line', () => {
    assert.equal(withoutKnown({ ...single, line: 99 }, known(entry('Properties.A'))), null);
  });

  it('shows the violations of a known finding that are new', () => {
    assert.deepEqual(withoutKnown(fail, known(entry('Properties.A'))), {
      ...single,
      path: 'Properties.B',
      line: 4,
      message: 'second',
    });
    assert.deepEqual(withoutKnown(fail, known(entry('Properties.B'))), single);
    assert.deepEqual(withoutKnown(fail, known()), fail);
  });

  const different: readonly BaselineEntry[] = [
    entry('Properties.A', { control: 'other' }),
    entry('Properties.A', { file: 'other.yaml' }),
    entry('Properties.A', { resource: 'Other' }),
    entry('Properties.A', { container: 'web' }),
    entry(null),
  ];
  for (const other of different) {
    it(`does not match ${JSON.stringify(other)}`, () => assert.deepEqual(withoutKnown(single, known(other)), single));
  }

  it('hides no verdict but fails', () => {
    const unknown: Result = { ...single, verdict: 'unknown' };
    assert.deepEqual(withoutKnown(unknown, known(entry('Properties.A'))), unknown);
  });
});

describe('the exit status', () => {
  const settings = { failOn: 'medium' as const, failOnUnknown: false, allowEmpty: false };
  const low: Result = { ...single, severity: 'low' };
  const pass: Result = { ...single, verdict: 'pass' };
  const unknown: Result = { ...single, verdict: 'unknown' };
  const error = { file: 'x', line: null, column: null, message: 'broken' };

  const cases: readonly (readonly [string, CheckResult, Partial<Parameters<typeof exitStatus>[1]>, 0 | 1 | 2])[] = [
    ['a fail', result([fail]), {}, 1],
    ['a fail below the threshold', result([low]), {}, 0],
    ['a fail at the threshold', result([low]), { failOn: 'low' }, 1],
    ['a fail that never counts', result([fail]), { failOn: 'none' }, 0],
    ['a pass', result([pass]), {}, 0],
    ['an excepted one', result([{ ...single, verdict: 'excepted' }]), {}, 0],
    ['an unknown', result([unknown]), {}, 0],
    ['an unknown that counts', result([unknown]), { failOnUnknown: true }, 1],
    ['an unknown that counts, where no fail does', result([unknown]), { failOn: 'none', failOnUnknown: true }, 1],
    ['an error before a fail', result([fail], { errors: [error] }), {}, 2],
    ['an error, whatever is allowed', result([pass], { errors: [error] }), { failOn: 'none', allowEmpty: true }, 2],
    ['nothing judged', result([]), {}, 2],
    ['nothing judged, which is allowed', result([]), { allowEmpty: true }, 0],
    [
      'only known findings',
      result([], { summary: { pass: 0, fail: 0, unknown: 0, excepted: 0, baselined: 2 } }),
      {},
      0,
    ],
  ];
  for (const [name, given, changed, expected] of cases) {
    it(`${name}: ${expected}`, () => assert.equal(exitStatus(totalsOf(given), { ...settings, ...changed }), expected));
  }
});

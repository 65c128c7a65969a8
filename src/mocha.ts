/** Policy unit tests as mocha tests. */
import { AssertionError } from 'node:assert/strict';
import type { EngineChoice } from './check/options.js';
import { type TestSession, testSession } from './node/test-session.js';
import { findUnitTests } from './node/unit-tests.js';
import type { ParsedTests } from './unit-tests/read.js';
import { difference } from './unit-tests/report.js';

/** How policy tests are run. */
export interface PolicyTestOptions {
  /** What relative paths count from, and where `ringfence.yaml` is searched upwards; the working directory. */
  readonly cwd?: string;
  /** The configuration's file, instead of the one that is found. */
  readonly config?: string;
  /** Which engine judges; `all` compares both. */
  readonly engine?: EngineChoice;
}

/**
 * Defines a mocha test for every case of the policy unit tests in a folder (`ringfence-tests/**.yaml`), and a failing
 * one for a file that cannot be read, or where there is none. Call it where `describe` may be called.
 *
 * @param folder a folder of unit tests, or one file
 * @throws Error where mocha does not run
 */
export function policyTests(folder: string, options: PolicyTestOptions = {}): void {
  if (typeof globalThis.describe !== 'function')
    throw new Error('policyTests() defines tests: call it in a test that mocha runs');
  const session = testSession(options);
  const { parsed, errors } = findUnitTests(session.cwd, [folder]);
  describe(`policy tests in ${folder}`, () => {
    for (const tests of parsed) describe(tests.source.file, () => defineCases(tests, session));
    for (const { file, line, message } of errors) {
      it(`${file} can be read`, () => fail(line === null ? message : `line ${line}: ${message}`));
    }
    if (parsed.length === 0 && errors.length === 0)
      it('has tests', () => fail(`no policy test was found in \`${folder}\``));
  });
}

function defineCases(tests: ParsedTests, session: TestSession): void {
  let position = 0;
  for (const { control, cases } of tests.value.controls ?? []) {
    for (const { name } of cases) {
      const at = position++;
      it(`${control}: ${name}`, async () => {
        const result = await session.run(tests, at);
        if (typeof result === 'string') fail(result);
        else if (!result.passed) fail(difference(result).join('\n'), result);
      });
    }
  }
  const { requests, properties = [] } = tests.value;
  for (const [index, { name }] of [...(requests?.cases ?? []), ...properties].entries()) {
    position++;
    it(name, async () => {
      const result = (await session.organization(tests))[index];
      if (result && !result.passed) fail(difference(result).join('\n'), result);
    });
  }
  if (position === 0) it('has cases', () => fail('there is no case in this file'));
}

function fail(message: string, values: { expected?: unknown; actual?: unknown } = {}): never {
  throw new AssertionError({ message, expected: values.expected, actual: values.actual, operator: 'expect' });
}

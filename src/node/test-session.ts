import { resolve } from 'node:path';
import type { EngineChoice } from '../check/options.js';
import { controls as shipped } from '../controls/index.js';
import { type ParsedTests, readCases } from '../unit-tests/read.js';
import { UnitTestRunner } from '../unit-tests/run.js';
import type { CaseResult } from '../unit-tests/schema.js';
import { loadConfiguration } from './configuration.js';
import { OptionsError } from './options-error.js';
import { testableControls, unitTestOptions } from './unit-tests.js';

/** Unit tests run case by case, on what is loaded once, when the first of them runs. */
export interface TestSession {
  readonly cwd: string;
  /** The case at a position of a file; a text says why its file cannot be used. */
  readonly run: (tests: ParsedTests, position: number) => Promise<CaseResult | string>;
  /** The requests, then the properties of a file: all are decided when the first is asked for. */
  readonly organization: (tests: ParsedTests) => Promise<readonly CaseResult[]>;
}

interface SessionOptions {
  readonly cwd?: string;
  readonly config?: string;
  readonly engine?: EngineChoice;
}

export function testSession(options: SessionOptions): TestSession {
  const cwd = resolve(options.cwd ?? process.cwd());
  let starting: ReturnType<typeof start> | undefined;
  const decided = new Map<ParsedTests, Promise<readonly CaseResult[]>>();
  return {
    cwd,
    run: async (tests, position) => {
      starting ??= start(cwd, options);
      const { controls, runner } = await starting;
      const outcome = readCases(tests, controls);
      if (outcome.problems) return outcome.problems.map(({ line, message }) => `line ${line}: ${message}`).join('\n');
      const unitCase = outcome.value[position];
      return unitCase ? runner.run(unitCase) : 'there is no such case';
    },
    organization: (tests) => {
      const results = decided.get(tests) ?? organizationResults(tests);
      decided.set(tests, results);
      return results;
    },
  };

  async function organizationResults(tests: ParsedTests): Promise<readonly CaseResult[]> {
    starting ??= start(cwd, options);
    const { loaded } = await starting;
    const { OrganizationTests } = await import('./organization-tests.js');
    const organizationTests = new OrganizationTests(cwd, loaded);
    return [...(await organizationTests.requests(tests)), ...(await organizationTests.properties(tests))];
  }
}

async function start(cwd: string, { config, engine }: SessionOptions) {
  const loaded = await loadConfiguration(cwd, config, shipped);
  if (loaded.problems) throw new OptionsError(loaded.problems);
  const controls = testableControls(loaded.value);
  return {
    loaded: loaded.value,
    controls,
    runner: new UnitTestRunner(controls, unitTestOptions(cwd, engine ?? 'opa')),
  };
}

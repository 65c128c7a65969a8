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
}

interface SessionOptions {
  readonly cwd?: string;
  readonly config?: string;
  readonly engine?: EngineChoice;
}

export function testSession(options: SessionOptions): TestSession {
  const cwd = resolve(options.cwd ?? process.cwd());
  let starting: ReturnType<typeof start> | undefined;
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
  };
}

async function start(cwd: string, { config, engine }: SessionOptions) {
  const loaded = await loadConfiguration(cwd, config, shipped);
  if (loaded.problems) throw new OptionsError(loaded.problems);
  const controls = testableControls(loaded.value);
  return { controls, runner: new UnitTestRunner(controls, unitTestOptions(cwd, engine ?? 'opa')) };
}

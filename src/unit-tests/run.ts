import type { SelectedControl } from '../check/options.js';
import { JudgeCache } from './judge-cache.js';
import { judgeCase } from './judge-case.js';
import type { UnitTestOptions } from './options.js';
import type { CaseResult, UnitTestResult } from './schema.js';
import type { UnitCase } from './unit-case.js';

/** Judges cases one at a time. */
export class UnitTestRunner {
  readonly #options: UnitTestOptions;
  readonly #judges: JudgeCache;

  /** @param controls the controls of all cases that will come: those are judged by one engine where they can */
  constructor(controls: readonly SelectedControl[], options: UnitTestOptions) {
    this.#options = options;
    this.#judges = new JudgeCache(controls, options);
  }

  /** @throws DefectError where engines disagree */
  run(unitCase: UnitCase): Promise<CaseResult> {
    return judgeCase(unitCase, this.#options, this.#judges);
  }
}

/** All cases, in their order. @throws DefectError where engines disagree */
export async function runUnitTests(
  cases: readonly UnitCase[],
  controls: readonly SelectedControl[],
  options: UnitTestOptions,
): Promise<UnitTestResult> {
  const runner = new UnitTestRunner(controls, options);
  const results: CaseResult[] = [];
  for (const one of cases) results.push(await runner.run(one));
  const passed = results.filter((result) => result.passed).length;
  return { version: 1, results, errors: [], summary: { passed, failed: results.length - passed } };
}

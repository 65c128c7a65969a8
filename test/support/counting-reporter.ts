import { appendFileSync } from 'node:fs';
import Mocha from 'mocha';
import { skipReason } from './skip.js';

const { EVENT_RUN_END, EVENT_TEST_PENDING } = Mocha.Runner.constants;

/**
 * Mocha's own `spec` output, then every skipped test with its reason, so that none is skipped unseen.
 * Where `RINGFENCE_TEST_COUNTS` names a file, one line of JSON with the run's counts is appended to it for `.ci/run`.
 */
export default class CountingReporter extends Mocha.reporters.Spec {
  constructor(runner: Mocha.Runner, options: Mocha.MochaOptions) {
    super(runner, options);
    const skipped: string[] = [];
    runner.on(EVENT_TEST_PENDING, (test) => skipped.push(`${test.fullTitle()}: ${skipReason(test)}`));
    runner.once(EVENT_RUN_END, () => {
      for (const line of skipped) Mocha.reporters.Base.consoleLog('  skipped: %s', line);
      record({ passes: this.stats.passes, failures: this.stats.failures, pending: this.stats.pending, skipped });
    });
  }
}

function record(counts: object): void {
  const file = process.env['RINGFENCE_TEST_COUNTS'];
  if (file) appendFileSync(file, `${JSON.stringify(counts)}\n`);
}

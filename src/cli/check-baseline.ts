import { entriesOf } from '../check/baseline.js';
import type { BaselineEntry } from '../check/options.js';
import { NO_COUNTS } from '../check/outcome.js';
import type { ResultSink, Totals } from '../check/tally.js';
import { writeBaseline } from '../node/baseline.js';
import { systemReason } from '../node/paths.js';
import type { Context } from './context.js';
import { Mistake } from './mistake.js';

/** Takes the findings of a run as known at once: what is left is what the next run shows. */
export class NewBaseline implements ResultSink {
  readonly #findings: BaselineEntry[] = [];
  readonly #left: ResultSink;

  /** @param left where all other results go */
  constructor(left: ResultSink) {
    this.#left = left;
  }

  add(results: Parameters<ResultSink['add']>[0], quotes: Parameters<ResultSink['add']>[1]): void {
    for (const result of results) if (result.verdict === 'fail') this.#findings.push(...entriesOf(result));
    this.#left.add(
      results.filter(({ verdict }) => verdict !== 'fail'),
      quotes,
    );
  }

  /** Writes the file. @returns what the run comes to without these findings */
  async write(totals: Totals, file: string, { terminal, common }: Context): Promise<Totals> {
    const findings = this.#findings;
    await writeBaseline(terminal.cwd, file, { version: 1, findings }).catch((error: unknown) => {
      throw new Mistake(`\`${file}\` cannot be written: ${systemReason(error)}`);
    });
    if (!common.quiet)
      terminal.tell(`${findings.length} findings written to ${file}; use it with --baseline ${file}\n`);
    const { fail, baselined = 0, ...others } = totals.summary;
    const summary = { ...others, fail: 0, baselined: baselined + fail };
    return { ...totals, summary, fails: NO_COUNTS.fails, firstFail: null };
  }
}

import { toBaseline } from '../check/baseline.js';
import type { CheckResult } from '../check/result.js';
import { writeBaseline } from '../node/baseline.js';
import { systemReason } from '../node/paths.js';
import type { Context } from './context.js';
import { Mistake } from './mistake.js';

/** Writes the findings as known, and takes them for known at once: what is left is what the next run shows. */
export async function asBaseline(
  result: CheckResult,
  file: string,
  { terminal, common }: Context,
): Promise<CheckResult> {
  const baseline = toBaseline(result);
  await writeBaseline(terminal.cwd, file, baseline).catch((error: unknown) => {
    throw new Mistake(`\`${file}\` cannot be written: ${systemReason(error)}`);
  });
  if (!common.quiet)
    terminal.tell(`${baseline.findings.length} findings written to ${file}; use it with --baseline ${file}\n`);
  const results = result.results.filter(({ verdict }) => verdict !== 'fail');
  const baselined = result.results.length - results.length + (result.summary.baselined ?? 0);
  return { ...result, results, summary: { ...result.summary, fail: 0, baselined } };
}

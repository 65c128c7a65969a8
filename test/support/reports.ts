import type { CheckResult } from '../../src/check/result.js';
import { totalsOf } from '../../src/check/tally.js';
import type { Report } from '../../src/reports/report.js';

/** The whole text of a report on one result. */
export function reportOn(
  result: CheckResult,
  report: Report,
  quote: Parameters<Report['add']>[1] = () => null,
): string {
  report.add(result.results, quote);
  return [...report.end(totalsOf(result))].join('');
}

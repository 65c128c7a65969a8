import { SEVERITIES, type Severity } from '../controls/control.js';
import type { CheckResult } from './result.js';

/** What turns a result into an exit status. */
export interface ExitSettings {
  /** The lowest severity of a fail that counts; `none` for no fail at all. */
  readonly failOn: Severity | 'none';
  readonly failOnUnknown: boolean;
  /** Nothing to judge is no mistake. */
  readonly allowEmpty: boolean;
}

/**
 * 2 where an input could not be read or nothing was judged, 1 for findings that count, else 0. A defect is no
 * result: `check` throws `DefectError`, which is 3.
 */
export function exitStatus(result: CheckResult, { failOn, failOnUnknown, allowEmpty }: ExitSettings): 0 | 1 | 2 {
  if (result.errors.length > 0) return 2;
  const judged = result.results.length + (result.summary.baselined ?? 0);
  if (judged === 0) return allowEmpty ? 0 : 2;
  const counts = (severity: Severity): boolean =>
    failOn !== 'none' && SEVERITIES.indexOf(severity) >= SEVERITIES.indexOf(failOn);
  const found = result.results.some(
    ({ verdict, severity }) => (verdict === 'fail' && counts(severity)) || (verdict === 'unknown' && failOnUnknown),
  );
  return found ? 1 : 0;
}

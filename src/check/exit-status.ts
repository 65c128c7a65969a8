import { SEVERITIES, type Severity } from '../controls/control.js';
import type { Totals } from './tally.js';

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
export function exitStatus(
  { errors, summary, fails }: Pick<Totals, 'errors' | 'summary' | 'fails'>,
  { failOn, failOnUnknown, allowEmpty }: ExitSettings,
): 0 | 1 | 2 {
  if (errors.length > 0) return 2;
  if (judgedCount(summary) === 0) return allowEmpty ? 0 : 2;
  const counting = failOn === 'none' ? [] : SEVERITIES.slice(SEVERITIES.indexOf(failOn));
  const found = counting.some((severity) => fails[severity] > 0) || (failOnUnknown && summary.unknown > 0);
  return found ? 1 : 0;
}

/** How many verdicts there are, those that are known among them. */
export const judgedCount = ({ pass, fail, unknown, excepted, baselined = 0 }: Totals['summary']): number =>
  pass + fail + unknown + excepted + baselined;

import type { UnitTestResult } from './schema.js';

/** 2 where a file could not be read or there was no case, 1 where a case differs, else 0. */
export function unitTestExitStatus({ results, errors, summary }: UnitTestResult, allowEmpty: boolean): 0 | 1 | 2 {
  if (errors.length > 0 || (results.length === 0 && !allowEmpty)) return 2;
  return summary.failed > 0 ? 1 : 0;
}

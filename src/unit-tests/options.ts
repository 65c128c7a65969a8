import type { CheckInput, CheckOptions } from '../check/options.js';

/** What cases are judged with; what a case itself says comes first. */
export interface UnitTestOptions extends Pick<CheckOptions, 'engine' | 'assets' | 'today' | 'region' | 'account'> {
  /** A file that a case names, relative to the folder of the test's file. */
  readonly fixture: (testFile: string, path: string) => Pick<CheckInput, 'file' | 'read'>;
}

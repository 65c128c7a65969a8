import type { ExitStatus } from './context.js';

/** What a watcher needs to know of a run. */
export interface Checked {
  readonly status: ExitStatus;
  /** The configuration's files: a change of them is a change, too. */
  readonly files: readonly string[];
}

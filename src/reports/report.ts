import type { Result } from '../check/result.js';
import type { Totals } from '../check/tally.js';

/** A report that is written while inputs are judged. */
export interface Report {
  /** Takes the results of one input. @param quote a line of a file, masked; null where it is not to be shown */
  add(results: readonly Result[], quote: (file: string, line: number) => string | null): void;
  /** Its text, in pieces: of many inputs it may be longer than a text can be. */
  end(totals: Totals): Iterable<string>;
}

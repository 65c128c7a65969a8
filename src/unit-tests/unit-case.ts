import type { SelectedControl } from '../check/options.js';
import type { WrittenCase } from './schema.js';

/** What a case is judged on. */
export type Fixture =
  /** A file, as the case names it: from the folder of the test's file. */
  | { readonly kind: 'file'; readonly path: string }
  /** A template in the test's file; its lines are those of that file. */
  | { readonly kind: 'text'; readonly text: string };

/** One case, ready to be judged. */
export interface UnitCase {
  /** The test's file, as messages name it, and the line of the case in it. */
  readonly file: string;
  readonly line: number | null;
  readonly name: string;
  /** The control with the parameters that the case sets. */
  readonly selected: SelectedControl;
  readonly fixture: Fixture;
  /** Template parameters. */
  readonly parameters: Readonly<Record<string, string>>;
  readonly resource: string | null;
  readonly container: string | null;
  readonly expected: { readonly verdict: WrittenCase['expect']; readonly line: number | null };
}

import type { Workplace } from './inputs.js';

/** One measurement's part of the page. */
export interface Section {
  readonly title: string;
  /** What was measured, and how; Markdown. */
  readonly text: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

export interface Bench {
  /** As the command line names it. */
  readonly name: string;
  readonly run: (workplace: Workplace, rounds: number) => Promise<Section>;
}

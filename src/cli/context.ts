import type { Terminal } from './terminal.js';

/** 0 done · 1 findings · 2 unusable input · 3 a defect in ringfence · 4 an apply that stopped halfway. */
export type ExitStatus = 0 | 1 | 2 | 3 | 4;

/** What every command takes. The names are commander's, from the options in `run.ts`. */
export interface CommonOptions {
  readonly config?: string;
  readonly format?: string;
  readonly output?: readonly string[];
  readonly quiet?: true;
  readonly verbose?: true;
  readonly debug?: true;
  /** `--no-color` makes it false. */
  readonly color: boolean;
  readonly printConfig?: true;
}

/** What a command works with. */
export interface Context {
  readonly terminal: Terminal;
  readonly common: CommonOptions;
}

/** What `main.cts` loads as one file. */
import { run } from './run.js';
import { processTerminal } from './terminal.js';

export { processTerminal, run };

export interface Program {
  readonly run: typeof run;
  readonly processTerminal: typeof processTerminal;
}

/** What `main.cts` loads as one file. */
import { run } from './run.js';
import { processTerminal } from './terminal.js';

export { processTerminal, run };

/** Of a thread of `check`: judges what it is sent. */
export const judge = async (): Promise<unknown> => import('../node/check-worker.js');

export interface Program {
  readonly run: typeof run;
  readonly processTerminal: typeof processTerminal;
  readonly judge: typeof judge;
}

import { createInterface } from 'node:readline/promises';
import type { Context } from './context.js';
import { Mistake } from './mistake.js';

/** Asks before anything is changed; without a terminal to ask at, `--yes` must have been said. @throws Mistake */
export async function confirm(question: string, yes: boolean, { terminal }: Context): Promise<void> {
  if (yes) return;
  if (!terminal.printsToTerminal || !process.stdin.isTTY) {
    throw new Mistake('there is no terminal to ask at: review the plan, then say --yes');
  }
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  const answer = await lines.question(`${question} [yes/no] `);
  lines.close();
  if (answer.trim().toLowerCase() !== 'yes') throw new Mistake('nothing was changed');
}

import type { Command } from 'commander';
import type { Context, ExitStatus } from './context.js';
import { FIRST_CONFIGURATION, FIRST_TEST, FIRST_WORKFLOW } from './starters.js';
import { writeNewFiles } from './write-new.js';

/** `ringfence init` */
export function define(command: Command, act: (run: (context: Context) => Promise<ExitStatus>) => void): void {
  command.addHelpText('after', EXAMPLES).action(() => act(init));
}

const EXAMPLES = `
Examples:
  ringfence init    writes ringfence.yaml, ringfence-tests/first.yaml and .github/workflows/ringfence.yml`;

async function init(context: Context): Promise<ExitStatus> {
  await writeNewFiles(context, [
    { path: 'ringfence.yaml', text: FIRST_CONFIGURATION },
    { path: 'ringfence-tests/first.yaml', text: FIRST_TEST },
    { path: '.github/workflows/ringfence.yml', text: FIRST_WORKFLOW },
  ]);
  if (!context.common.quiet) context.terminal.tell('Next: `npx ringfence check .`, and `npx ringfence test`.\n');
  return 0;
}

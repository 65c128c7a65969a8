import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Argument, type Command } from 'commander';
import { exists } from '../node/paths.js';
import type { Context, ExitStatus } from './context.js';
import { controlSkeleton } from './control-skeleton.js';
import { Mistake } from './mistake.js';
import { writeNewFiles } from './write-new.js';

/** `ringfence new control ID` */
export function define(command: Command, act: (run: (context: Context) => Promise<ExitStatus>) => void): void {
  command
    .addArgument(new Argument('<kind>', 'what to scaffold').choices(['control']))
    .argument('<id>', 'lower-case words joined by hyphens: service-has-owner-tag')
    .addHelpText('after', EXAMPLES)
    .action((_kind: string, id: string) => act((context) => newControl(id, context)));
}

const EXAMPLES = `
Examples:
  ringfence new control service-has-owner-tag    writes controls/service-has-owner-tag.mjs`;

/** The same rule as for every control: `src/controls/control.ts`. */
const ID = /^[a-z][a-z0-9]*(-[a-z0-9]+)+$/;

async function newControl(id: string, context: Context): Promise<ExitStatus> {
  if (!ID.test(id))
    throw new Mistake(
      `\`${id}\` is no id of a control: lower-case words joined by hyphens, such as service-has-owner-tag`,
    );
  const { controls } = await import('../controls/index.js');
  if (controls.some((control) => control.id === id)) throw new Mistake(`there is a control \`${id}\` already`);
  const here = await inRingfence(context.terminal.cwd);
  const path = here ? `src/controls/${id}.ts` : `controls/${id}.mjs`;
  await writeNewFiles(context, [{ path, text: controlSkeleton(id, here ? 'repository' : 'package') }]);
  if (!context.common.quiet) context.terminal.tell(here ? NEXT_HERE : NEXT);
  return 0;
}

const NEXT = 'Load it with `load: [./controls/*.mjs]` in ringfence.yaml; `ringfence controls` then lists it.\n';
const NEXT_HERE = 'Then `npm run emit`, `npm run policy` and `npm run docs` write what follows from it.\n';

/** This project's own repository: a control is TypeScript beside the others there. */
async function inRingfence(cwd: string): Promise<boolean> {
  const text = await readFile(join(cwd, 'package.json'), 'utf8').catch(() => '');
  return /"name":\s*"ringfence"/.test(text) && (await exists(join(cwd, 'src', 'controls', 'control.ts')));
}

import { readdir } from 'node:fs/promises';
import { resolve } from 'node:path';
import { JOURNALS } from '../node/journal.js';
import type { RunState } from '../organization/apply/journal.js';
import type { Context } from './context.js';
import { openedRun, type RunFlags } from './run-changes.js';

/** The runs on an organization, oldest first, as far as their journals are there. */
export async function runsOn(organization: string, flags: RunFlags, context: Context): Promise<readonly RunState[]> {
  const folder = resolve(context.terminal.cwd, flags.journal ?? JOURNALS);
  const files = await readdir(folder).catch(() => []);
  const runs: RunState[] = [];
  for (const file of files.toSorted().filter((one) => one.endsWith('.jsonl'))) {
    const { journal, state } = await openedRun(file.replace(/\.jsonl$/, ''), flags, context);
    await journal.close();
    if (state.start.source.id === organization) runs.push(state);
  }
  return runs;
}

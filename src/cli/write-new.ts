import { existing, type NewFile, writeNew } from '../node/new-file.js';
import { systemReason } from '../node/paths.js';
import type { Context } from './context.js';
import { Mistake } from './mistake.js';

/** Writes files to start from, all or none; what is there already is never overwritten. */
export async function writeNewFiles({ terminal }: Context, files: readonly NewFile[]): Promise<void> {
  const there = await existing(terminal.cwd, files);
  if (there.length > 0) {
    throw new Mistake(
      `nothing was written, since ${there.map((path) => `\`${path}\``).join(', ')} would be overwritten`,
    );
  }
  await writeNew(terminal.cwd, files).catch((error: unknown) => {
    throw new Mistake(`the files cannot be written: ${systemReason(error)}`);
  });
  for (const { path } of files) terminal.print(`${path}\n`);
}

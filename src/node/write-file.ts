import { randomUUID } from 'node:crypto';
import { open, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { makeFolder } from './make-folder.js';
import { realPath } from './paths.js';

/**
 * Writes a file at once or not at all: readers see the old text or the new one. What is no ordinary file
 * (`/dev/stdout`, a named pipe) is written to as it is.
 *
 * @throws the system's error; nothing is left behind
 */
export async function writeAtomically(
  path: string,
  content: string | Uint8Array | Iterable<string>,
  mode = 0o666,
): Promise<void> {
  const there = await stat(path).catch(() => null);
  if (there && !there.isFile()) return writeFile(path, content);
  const target = (await realPath(path)) ?? path;
  await makeFolder(dirname(target));
  const temporary = join(dirname(target), `.${basename(target)}.${randomUUID()}.tmp`);
  try {
    const handle = await open(temporary, 'wx', mode);
    try {
      await writeFile(handle, content);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(temporary, target);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

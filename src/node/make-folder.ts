import { mkdir, stat } from 'node:fs/promises';
import { dirname } from 'node:path';

/**
 * Makes a folder and those above it. Node's own `recursive` never returns where a folder exists that refuses new
 * ones by ENOENT, as `/proc` does.
 *
 * @param mode of every folder that is made
 * @throws the system's error
 */
export async function makeFolder(path: string, mode = 0o777): Promise<void> {
  if ((await stat(path).catch(() => null))?.isDirectory()) return;
  if (dirname(path) !== path) await makeFolder(dirname(path), mode);
  await mkdir(path, { mode }).catch(async (error: unknown) => {
    if (!(await stat(path).catch(() => null))?.isDirectory()) throw error;
  });
}

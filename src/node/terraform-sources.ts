import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { displayPath } from './paths.js';

/** The `.tf` files of a folder: they point the findings of a plan at their resource blocks. */
export async function readTerraformSources(
  cwd: string,
  folder: string,
): Promise<readonly { readonly file: string; readonly text: string }[]> {
  const sources: { file: string; text: string }[] = [];
  const { walk } = await import('./walk.js');
  for await (const { kind, path } of walk(resolve(cwd, folder), [])) {
    if (kind === 'terraform-source') sources.push({ file: displayPath(cwd, path), text: await readFile(path, 'utf8') });
  }
  return sources;
}

import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { OptionsError } from './options-error.js';
import { aboutFile, displayPath } from './paths.js';

/**
 * The `.tf` files of a folder: they point the findings of a plan at their resource blocks.
 * @throws OptionsError where it is no folder
 */
export async function readTerraformSources(
  cwd: string,
  folder: string,
): Promise<readonly { readonly file: string; readonly text: string }[]> {
  const about = aboutFile(resolve(cwd, folder));
  if (typeof about === 'string' || !about.isDirectory()) {
    const reason = typeof about === 'string' ? about : 'it is no folder';
    const message = `the Terraform sources in \`${folder}\` cannot be read: ${reason}`;
    throw new OptionsError([{ file: '', line: null, column: null, message }]);
  }
  const sources: { file: string; text: string }[] = [];
  const { walk } = await import('./walk.js');
  for await (const { kind, path } of walk(resolve(cwd, folder), [])) {
    if (kind === 'terraform-source') sources.push({ file: displayPath(cwd, path), text: readFileSync(path, 'utf8') });
  }
  return sources;
}

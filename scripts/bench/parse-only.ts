import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Only reads and parses the templates of a folder: the least that any checker of them has to do. */
export async function parseOnly(folder: string): Promise<number> {
  const { parseTemplate } = await import('../../src/readers/cloudformation/index.js');
  for (const name of readdirSync(folder)) {
    if (parseTemplate(readFileSync(join(folder, name), 'utf8')).problem) return 2;
  }
  return 0;
}

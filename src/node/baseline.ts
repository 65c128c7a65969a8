import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Baseline } from '../check/baseline.js';
import type { BaselineEntry } from '../check/options.js';
import { systemReason } from './paths.js';
import { schemaValidator } from './schemas.js';
import { writeAtomically } from './write-file.js';

/** The known findings of a file. A text says why it cannot be used. */
export async function readBaseline(cwd: string, file: string): Promise<readonly BaselineEntry[] | string> {
  const validate = await schemaValidator('baseline');
  try {
    const content: unknown = JSON.parse(await readFile(resolve(cwd, file), 'utf8'));
    return validate(content)
      ? content.findings
      : `\`${file}\` is no baseline: write one with \`--write-baseline ${file}\``;
  } catch (error) {
    const reason = error instanceof SyntaxError ? 'it is not JSON' : systemReason(error);
    return `\`${file}\` cannot be read: ${reason}; \`--write-baseline ${file}\` writes it`;
  }
}

/** Writes the known findings. @throws the system's error */
export async function writeBaseline(cwd: string, file: string, baseline: Baseline): Promise<void> {
  await writeAtomically(resolve(cwd, file), `${JSON.stringify(baseline, null, 2)}\n`);
}

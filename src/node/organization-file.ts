import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { FileOrganization } from '../organization/file-adapter.js';
import type { Quotas } from '../organization/quotas.js';
import { systemReason } from './paths.js';
import { schemaValidator } from './schemas.js';
import { writeAtomically } from './write-file.js';

/** The organization of a file; it is read when something is asked of it. */
export async function openOrganizationFile(cwd: string, file: string, quotas: Quotas): Promise<FileOrganization> {
  const path = resolve(cwd, file);
  const inWords = (error: unknown): never => {
    throw new Error(systemReason(error));
  };
  const text = {
    read: () => readFile(path, 'utf8').catch(inWords),
    write: (content: string) => writeAtomically(path, content).catch(inWords),
  };
  return new FileOrganization({ file, text, validate: await schemaValidator('organization'), quotas });
}

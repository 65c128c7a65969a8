import { Ajv, type ValidateFunction } from 'ajv';
import type { Baseline } from '../check/baseline.js';
import type { ConfigurationFile } from '../configuration/schema.js';
import type { Control } from '../controls/control.js';
import type { JournalEntry } from '../organization/apply/journal.js';
import type { OrganizationFile } from '../organization/file/written.js';
import type { RequestsFile } from '../simulate/schema.js';
import { readAsset } from './package-root.js';

/**
 * The published schemas and what they describe. `scripts/schemas.ts` writes them from the same source as the types,
 * and compares; importing that source here would cost every command 0.2 s.
 */
export interface Described {
  readonly configuration: ConfigurationFile;
  readonly control: Control;
  readonly baseline: Baseline;
  readonly requests: RequestsFile;
  readonly organization: OrganizationFile;
  readonly 'journal-entry': JournalEntry;
}

/** Every error, with its data. */
export const VALIDATION = { allErrors: true, verbose: true, strict: false } as const;

/**
 * The validator of a published schema, with every error and its data. In the program of the command it has been
 * compiled before (`scripts/program/validators.ts`), which takes ajv longer than judging a template.
 */
export async function schemaValidator<Name extends keyof Described>(
  name: Name,
): Promise<ValidateFunction<Described[Name]>> {
  const schema: object = JSON.parse((await readAsset(`schemas/${name}.json`)).toString('utf8'));
  return new Ajv(VALIDATION).compile<Described[Name]>(schema);
}

/**
 * Writes the JSON Schemas of every file format and of every command's JSON output to `schemas/`, from the source of
 * their TypeScript types. With `--check` it writes nothing, and exits 1 if a file differs.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { TSchema } from 'typebox';
import { CheckResultSchema } from '../src/check/result.js';
import { ControlsSchema, DriftSchema, EmitSchema } from '../src/cli/output-schemas.js';
import { ControlSchema } from '../src/configuration/control-schema.js';
import { ConfigurationSchema } from '../src/configuration/schema.js';
import { LintResultSchema } from '../src/lint/schema.js';
import { BaselineSchema } from '../src/node/baseline-schema.js';
import { JournalEntrySchema } from '../src/organization/apply/journal-schema.js';
import { ComplianceResultSchema } from '../src/organization/compliance-schema.js';
import { OrganizationFileSchema } from '../src/organization/file/schema.js';
import { PlanResultSchema } from '../src/organization/plan/schema.js';
import { ProveResultSchema } from '../src/prove/schema.js';
import { RequestsSchema, SimulateResultSchema } from '../src/simulate/schema.js';
import { UnitTestResultSchema, UnitTestsSchema } from '../src/unit-tests/schema.js';

const folder = fileURLToPath(new URL('../../schemas/', import.meta.url));

const SCHEMAS: Readonly<Record<string, TSchema>> = {
  baseline: BaselineSchema,
  'check-result': CheckResultSchema,
  'compliance-result': ComplianceResultSchema,
  configuration: ConfigurationSchema,
  control: ControlSchema,
  controls: ControlsSchema,
  drift: DriftSchema,
  emit: EmitSchema,
  'journal-entry': JournalEntrySchema,
  'lint-result': LintResultSchema,
  organization: OrganizationFileSchema,
  'plan-result': PlanResultSchema,
  'prove-result': ProveResultSchema,
  requests: RequestsSchema,
  'simulate-result': SimulateResultSchema,
  'test-result': UnitTestResultSchema,
  'unit-tests': UnitTestsSchema,
};

const textOf = (name: string, schema: TSchema): string => {
  const $id = `https://raw.githubusercontent.com/ringfence/ringfence/main/schemas/${name}.json`;
  return `${JSON.stringify({ $schema: 'http://json-schema.org/draft-07/schema#', ...schema, $id }, null, 2)}\n`;
};

function current(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

const checking = process.argv.includes('--check');
if (!checking) mkdirSync(folder, { recursive: true });
for (const [name, schema] of Object.entries(SCHEMAS)) {
  const path = `${folder}${name}.json`;
  const wanted = textOf(name, schema);
  if (!checking) writeFileSync(path, wanted);
  else if (current(path) !== wanted) {
    console.error(`schemas/${name}.json differs from its source: run \`npm run schemas\``);
    process.exitCode = 1;
  }
}

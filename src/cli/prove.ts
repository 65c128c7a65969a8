import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Command } from 'commander';
import { JudgedOrganizations } from '../node/judged-organizations.js';
import { proved } from '../node/prove.js';
import { DEFAULT_TESTS, findUnitTests } from '../node/unit-tests.js';
import type { WrittenProperty } from '../prove/schema.js';
import { proveJson, proveText } from '../reports/prove.js';
import { configured } from './configured.js';
import type { Context, ExitStatus } from './context.js';
import { checkFormats, deliver } from './deliver.js';
import { mistakeOf } from './mistake.js';
import {
  addOrganizationOptions,
  type OrganizationFlags,
  organizationFile,
  policiesOf,
} from './organization-options.js';

interface ProveFlags extends OrganizationFlags {
  readonly allowEmpty?: true;
}

/** `ringfence prove [PATH…]` */
export function define(command: Command, act: (run: (context: Context) => Promise<ExitStatus>) => void): void {
  addOrganizationOptions(
    command.argument('[path...]', 'unit tests with `properties:` (default: ringfence-tests/, where it is there)'),
  )
    .option('--allow-empty', 'nothing to prove is no mistake')
    .addHelpText('after', EXAMPLES)
    .action((paths: string[], flags: ProveFlags) => act((context) => prove(paths, flags, context)));
}

const EXAMPLES = `
Examples:
  ringfence prove                                    what the controls in use promise, and the properties of your tests
  ringfence prove --organization organization.yaml   for every account of the organization
  ringfence prove --policies scp                     of the documents in scp/, edited by hand, say`;

async function prove(paths: readonly string[], flags: ProveFlags, context: Context): Promise<ExitStatus> {
  checkFormats(context.common, ['text', 'json']);
  const loaded = await configured(context);
  const { cwd } = context.terminal;
  const organizations = new JudgedOrganizations(cwd, loaded);
  const judged = { cwd, loaded, organizations, file: organizationFile(flags), policies: policiesOf(flags) };
  const result = await proved(judged, propertiesOf(paths, context));
  await deliver(context, { text: (colour) => proveText(result, { colour }), json: () => proveJson(result) });
  if (result.results.length === 0 && !flags.allowEmpty)
    context.terminal.tell(
      'error: nothing was proved: no control in use and no test has a property; --allow-empty accepts it\n',
    );
  if (result.results.length === 0) return flags.allowEmpty ? 0 : 2;
  return result.results.every((proof) => proof.result === 'proved') ? 0 : 1;
}

/** The properties of unit tests: of those that are named, else of `ringfence-tests/` where it is there. */
function propertiesOf(paths: readonly string[], { terminal }: Context): WrittenProperty[] {
  const fallback = existsSync(resolve(terminal.cwd, DEFAULT_TESTS)) ? [DEFAULT_TESTS] : [];
  const { parsed, errors } = findUnitTests(terminal.cwd, paths.length > 0 ? paths : fallback);
  if (errors.length > 0) throw mistakeOf(errors);
  return parsed.flatMap(({ value }) => value.properties ?? []);
}

import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Command } from 'commander';
import type { Loaded } from '../node/configuration.js';
import { JudgedOrganizations } from '../node/judged-organizations.js';
import { OrganizationTests } from '../node/organization-tests.js';
import { DEFAULT_TESTS, findUnitTests } from '../node/unit-tests.js';
import { controlProperties } from '../prove/controls-properties.js';
import type { Proof, ProveResult } from '../prove/schema.js';
import { proveJson, proveText } from '../reports/prove.js';
import { RESIDUE } from '../scp/prove/escape.js';
import { configured } from './configured.js';
import type { Context, ExitStatus } from './context.js';
import { checkFormats, deliver } from './deliver.js';
import { Mistake, mistakeOf } from './mistake.js';
import { addOrganizationOptions, type OrganizationFlags, organizationFile } from './organization-options.js';

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
  const tests = new OrganizationTests(context.terminal.cwd, loaded);
  const results = [
    ...(await ofControls(flags, context, loaded, tests)),
    ...(await ofTests(paths, flags, context, tests)),
  ];
  const result: ProveResult = {
    version: 1,
    results,
    residue: [...RESIDUE],
    leftOut: ['the management account', ...tests.exemptions.map((pattern) => `principals that match ${pattern}`)],
  };
  await deliver(context, { text: (colour) => proveText(result, { colour }), json: () => proveJson(result) });
  if (results.length === 0) return flags.allowEmpty ? 0 : 2;
  return results.every((proof) => proof.result === 'proved') ? 0 : 1;
}

const policiesOf = ({ state, policies }: OrganizationFlags): string =>
  state === 'current' ? 'current' : (policies ?? 'planned');

/** What every control in use promises, on the policies that are judged. */
async function ofControls(
  flags: ProveFlags,
  { terminal }: Context,
  loaded: Loaded,
  tests: OrganizationTests,
): Promise<Proof[]> {
  const organizations = new JudgedOrganizations(terminal.cwd, loaded);
  const file = organizationFile(flags);
  const [state, judged] = [await organizations.state(file), await organizations.judged(file, policiesOf(flags))];
  if (state.problems) throw mistakeOf(state.problems);
  if (judged.problems) throw mistakeOf(judged.problems);
  const prover = await tests.prover();
  return controlProperties(state.value.state.governing, judged.value.organization).map((asked) =>
    usable(prover.prove(asked)),
  );
}

async function ofTests(
  paths: readonly string[],
  flags: ProveFlags,
  { terminal }: Context,
  tests: OrganizationTests,
): Promise<Proof[]> {
  const fallback = existsSync(resolve(terminal.cwd, DEFAULT_TESTS)) ? [DEFAULT_TESTS] : [];
  const { parsed, errors } = findUnitTests(terminal.cwd, paths.length > 0 ? paths : fallback);
  if (errors.length > 0) throw mistakeOf(errors);
  const proofs: Proof[] = [];
  for (const { value } of parsed) {
    for (const property of value.properties ?? []) {
      proofs.push(usable(await tests.prove(property, organizationFile(flags), policiesOf(flags))));
    }
  }
  return proofs;
}

function usable(proof: Proof | string): Proof {
  if (typeof proof === 'string') throw new Mistake(proof);
  return proof;
}

import { resolve } from 'node:path';
import type { Command } from 'commander';
import { rootParameters } from '../configuration/configuration.js';
import { ConfigRuleError } from '../emit/config/config-rule-error.js';
import { CONFIG_MANIFEST, configFiles } from '../emit/config/files.js';
import { emitFiles, MANIFEST, POLICY, type PolicyRecord, regoDigest } from '../emit/emit.js';
import { ORGANIZATION_MANIFEST, organizationFiles } from '../emit/organization/files.js';
import type { Loaded } from '../node/configuration.js';
import {
  applyDifferences,
  type Difference,
  differences,
  type Emission,
  foreign,
  ownedFiles,
} from '../node/emitted-files.js';
import { readAsset } from '../node/package-root.js';
import { systemReason } from '../node/paths.js';
import { safeJson, safeText } from '../reports/safe-text.js';
import { configured } from './configured.js';
import type { Context, ExitStatus } from './context.js';
import { checkFormats, deliver } from './deliver.js';
import { Mistake, mistakeOf } from './mistake.js';
import { organizationFile } from './organization-options.js';
import type { EmitResult } from './output-schemas.js';

interface EmitFlags {
  readonly check?: boolean;
  readonly out: string;
  readonly organization?: string;
}

/** `ringfence emit` */
export function define(command: Command, act: (run: (context: Context) => Promise<ExitStatus>) => void): void {
  command
    .option('--check', 'write nothing; exit status 1 if what is on disk differs')
    .option('--out <dir>', 'the folder that `policies/`, `config-rules/` and `scp/` are written to', '.')
    .option('--organization <file>', 'the organization file (default: the units that the configuration names)')
    .addHelpText('after', EXAMPLES)
    .action((flags: EmitFlags) => act((context) => emit(flags, context)));
}

const EXAMPLES = `
Examples:
  ringfence emit                write policies/, config-rules/ and scp/ in this folder
  ringfence emit --check        in CI: fail where somebody edited what is generated
  ringfence emit --out build    write build/policies/, build/config-rules/ and build/scp/`;

/** Files with the manifest that says which of those on disk are ours. */
interface Emitted extends Emission {
  readonly manifest: string;
}

async function emit(flags: EmitFlags, context: Context): Promise<ExitStatus> {
  checkFormats(context.common, ['text', 'json']);
  const loaded = await configured(context);
  const { controls: shipped } = await import('../controls/index.js');
  const policy = await shippedPolicy();
  const folder = resolve(context.terminal.cwd, flags.out);
  const organization = await emittedOrganization(flags, context, loaded);
  const emissions = [
    await policiesEmission(folder, loaded, policy),
    await configEmission(folder, loaded),
    ...(await organizationEmission(folder, organization)),
  ];
  const changes = await Promise.all(emissions.map((emission) => differences(emission)));
  const check = flags.check ?? false;
  if (!check) await writeAll(emissions, changes);
  const stale = policy !== null && policy.record.sources !== regoDigest(shipped);
  const notes = [
    ...(stale ? [STALE] : []),
    ...(loaded.controls.length > shipped.length ? [OWN] : []),
    ...(organization === null ? [NO_TARGETS] : placeNotes(flags, loaded)),
  ];
  const files = emissions.reduce((sum, emission) => sum + emission.files.size, 0);
  const result: EmitResult = { version: 1, written: !check, files, changes: changes.flat(), notes };
  await deliver(context, {
    text: () => textOf(result, context.common.quiet ?? false),
    json: () => `${safeJson(result)}\n`,
  });
  return check && result.changes.length > 0 ? 1 : 0;
}

const STALE = `${POLICY} was compiled from other sources: \`npm run policy\` compiles it`;
const OWN = `${POLICY} holds the controls of ringfence alone; for your own, \`opa build\` compiles policies/rego/`;
const NO_TARGETS = 'scp/ and policies/organization/ are left alone: the configuration names no targets';

/** Where a unit by id or an account is in the tree, and so whose parameters it inherits, only an organization says. */
function placeNotes({ organization }: EmitFlags, { configuration }: Loaded): string[] {
  if (organization !== undefined) return [];
  const units = (configuration.organization.targets ?? [])
    .map(({ unit }) => unit)
    .filter((unit) => !unit.startsWith('/'));
  return units.map(
    (unit) =>
      `what \`${unit}\` inherits is not known without an organization: name its file with --organization where units above it have targets`,
  );
}

async function policiesEmission(folder: string, { controls }: Loaded, policy: ShippedPolicy | null): Promise<Emitted> {
  const files = new Map<string, string | Uint8Array>(emitFiles(controls, policy?.record ?? null));
  if (policy) files.set(POLICY, policy.wasm);
  const named = [...(await ownedFiles(folder, MANIFEST))];
  const owned = new Set(named.filter((path) => path.startsWith('policies/')));
  if (owned.size > 0) owned.add(POLICY);
  return { folder, files, owned, manifest: MANIFEST };
}

/** Every control, with the values of the configuration. */
async function configEmission(folder: string, { configuration, controls }: Loaded): Promise<Emitted> {
  const values = controls.map((control) => [control.id, rootParameters(configuration, control)] as const);
  // Whoever can write a manifest must not make emit remove what is no rule of AWS Config.
  const named = [...(await ownedFiles(folder, CONFIG_MANIFEST))];
  const owned = new Set(named.filter((path) => /^config-rules\/[^/]+$/.test(path)));
  try {
    return { folder, files: configFiles(controls, Object.fromEntries(values)), owned, manifest: CONFIG_MANIFEST };
  } catch (error) {
    if (error instanceof ConfigRuleError) throw new Mistake(error.message);
    throw error;
  }
}

async function organizationEmission(folder: string, files: ReadonlyMap<string, string> | null): Promise<Emitted[]> {
  if (files === null) return [];
  // Whoever can write a manifest must not make emit remove what is no organization policy.
  const named = [...(await ownedFiles(folder, ORGANIZATION_MANIFEST))];
  const owned = new Set(named.filter((path) => /^(scp|policies\/organization)\/[^/]+$/.test(path)));
  return [{ folder, files, owned, manifest: ORGANIZATION_MANIFEST }];
}

/** The documents of the targets; null without targets. @throws Mistake where one is not what AWS or lint takes */
async function emittedOrganization(
  flags: EmitFlags,
  { terminal }: Context,
  { configuration }: Loaded,
): Promise<ReadonlyMap<string, string> | null> {
  if ((configuration.organization.targets ?? []).length === 0) return null;
  const { organizationState } = await import('../node/organization.js');
  const outcome = await organizationState(terminal.cwd, organizationFile(flags), configuration);
  if (outcome.problems) throw mistakeOf(outcome.problems);
  const { documents } = outcome.value.state;
  const { lintPlanned } = await import('../node/lint.js');
  const wrong = (await lintPlanned(documents, configuration)).filter(({ severity }) => severity === 'error');
  if (wrong.length > 0)
    throw new Mistake(wrong.map(({ file, rule, message }) => `${file}: ${rule}: ${message}`).join('\n'));
  return organizationFiles(documents);
}

async function writeAll(emissions: readonly Emitted[], changes: readonly (readonly Difference[])[]): Promise<void> {
  for (const [index, emission] of emissions.entries()) {
    const inTheWay = await foreign(emission, changes[index] ?? []);
    const lines = inTheWay.map(
      (path) => `\`${path}\` is not named by ${emission.manifest}, so it is not overwritten: move it away`,
    );
    if (lines.length > 0) throw new Mistake(lines.join('\n'));
  }
  for (const [index, emission] of emissions.entries()) {
    await applyDifferences(emission, changes[index] ?? [], emission.manifest).catch((error: unknown) => {
      throw new Mistake(`\`${emission.folder}\` cannot be written: ${systemReason(error)}`);
    });
  }
}

interface ShippedPolicy {
  readonly record: PolicyRecord;
  readonly wasm: Uint8Array;
}

/** The compiled policy that ships, and what the manifest beside it says; null before it is compiled. */
async function shippedPolicy(): Promise<ShippedPolicy | null> {
  try {
    const manifest: { readonly policy?: PolicyRecord } = JSON.parse((await readAsset(MANIFEST)).toString('utf8'));
    return manifest.policy ? { record: manifest.policy, wasm: await readAsset(POLICY) } : null;
  } catch {
    return null;
  }
}

const WORDS: Readonly<Record<Difference['change'], readonly [checked: string, written: string]>> = {
  missing: ['missing', 'written'],
  different: ['different', 'replaced'],
  surplus: ['no longer emitted', 'removed'],
};

function textOf({ written, files, changes, notes }: EmitResult, quiet: boolean): string {
  const lines = changes.map(({ path, change }) => `${WORDS[change][written ? 1 : 0]}: ${safeText(path)}`);
  const total =
    changes.length === 0
      ? `${files} files are as they should be`
      : `${changes.length} of ${files} files ${written ? 'changed' : 'differ: run `ringfence emit`'}`;
  return [...lines, ...(quiet ? [] : [...notes.map((note) => `note: ${note}`), total])]
    .map((line) => `${line}\n`)
    .join('');
}

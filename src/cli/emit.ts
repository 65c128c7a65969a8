import { resolve } from 'node:path';
import type { Command } from 'commander';
import type { Configuration } from '../configuration/configuration.js';
import { emitFiles, MANIFEST, POLICY, type PolicyRecord, regoDigest } from '../emit/emit.js';
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
import { Mistake } from './mistake.js';
import type { EmitResult } from './output-schemas.js';

interface EmitFlags {
  readonly check?: boolean;
  readonly out: string;
}

/** `ringfence emit` */
export function define(command: Command, act: (run: (context: Context) => Promise<ExitStatus>) => void): void {
  command
    .option('--check', 'write nothing; exit status 1 if what is on disk differs')
    .option('--out <dir>', 'the folder that `policies/` is written to', '.')
    .addHelpText('after', EXAMPLES)
    .action((flags: EmitFlags) => act((context) => emit(flags, context)));
}

const EXAMPLES = `
Examples:
  ringfence emit                write policies/ in this folder
  ringfence emit --check        in CI: fail where somebody edited what is generated
  ringfence emit --out build    write build/policies/`;

async function emit({ check = false, out }: EmitFlags, context: Context): Promise<ExitStatus> {
  checkFormats(context.common, ['text', 'json']);
  const { configuration, controls } = await configured(context);
  const { controls: shipped } = await import('../controls/index.js');
  const policy = await shippedPolicy();
  const files = new Map<string, string | Uint8Array>(emitFiles(controls, policy?.record ?? null));
  if (policy) files.set(POLICY, policy.wasm);
  const folder = resolve(context.terminal.cwd, out);
  const owned = await ownedFiles(folder, MANIFEST);
  if (owned.size > 0) owned.add(POLICY);
  const changes = await differences({ folder, files, owned });
  if (!check) await write({ folder, files, owned }, changes);
  const stale = policy !== null && policy.record.sources !== regoDigest(shipped);
  const notes = [
    ...(stale ? [STALE] : []),
    ...(controls.length > shipped.length ? [OWN] : []),
    organizationNote(configuration),
  ];
  const result: EmitResult = { version: 1, written: !check, files: files.size, changes, notes };
  await deliver(context, {
    text: () => textOf(result, context.common.quiet ?? false),
    json: () => `${safeJson(result)}\n`,
  });
  return check && changes.length > 0 ? 1 : 0;
}

const STALE = `${POLICY} was compiled from other sources: \`npm run policy\` compiles it`;
const OWN = `${POLICY} holds the controls of ringfence alone; for your own, \`opa build\` compiles policies/rego/`;

const organizationNote = ({ organization }: Configuration): string =>
  (organization.targets ?? []).length === 0
    ? 'scp/ and policies/organization/ are left alone: the configuration names no targets'
    : 'scp/, policies/organization/ and config-rules/ are left alone: they come with a later release';

async function write(emission: Emission, changes: readonly Difference[]): Promise<void> {
  const inTheWay = await foreign(emission, changes);
  if (inTheWay.length > 0) {
    const lines = inTheWay.map(
      (path) => `\`${path}\` is not named by ${MANIFEST}, so it is not overwritten: move it away`,
    );
    throw new Mistake(lines.join('\n'));
  }
  await applyDifferences(emission, changes, MANIFEST).catch((error: unknown) => {
    throw new Mistake(`\`${emission.folder}\` cannot be written: ${systemReason(error)}`);
  });
}

/** The compiled policy that ships, and what the manifest beside it says; null before it is compiled. */
async function shippedPolicy(): Promise<{ readonly record: PolicyRecord; readonly wasm: Uint8Array } | null> {
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

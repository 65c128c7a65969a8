import { relative, resolve } from 'node:path';
import type { BaselineEntry, CheckOptions } from '../check/options.js';
import { targetsOf } from '../configuration/configuration.js';
import { selectControls } from '../configuration/select.js';
import type { Loaded } from '../node/configuration.js';
import { packageHomepage, readAsset } from '../node/package-root.js';
import { slashed } from '../node/paths.js';
import { readTerraformSources } from '../node/terraform-sources.js';
import type { CheckFlags } from './check-flags.js';
import type { Context } from './context.js';
import { Mistake } from './mistake.js';
import { templateParameters } from './template-parameters.js';

/** Everything that decides what `check` answers, from the configuration and the command line. */
export async function checkOptions(
  { configuration, controls }: Loaded,
  flags: CheckFlags,
  { terminal }: Context,
): Promise<CheckOptions> {
  const { cwd } = terminal;
  const selection = selectControls(configuration, controls, {
    ...(flags.profile && { profile: flags.profile }),
    controls: (flags.control ?? []).flatMap(commaSeparated),
    skip: (flags.skip ?? []).flatMap(commaSeparated),
    ...(flags.severity && { severity: flags.severity }),
    set: flags.set ?? [],
    unit: flags.unit,
  });
  if (selection.problems) throw new Mistake(selection.problems.join('\n'));
  const folder = configuration.folder ?? cwd;
  return {
    controls: selection.selected,
    engine: flags.engine,
    assets: {
      policyWasm: () => readAsset('policies/policy.wasm'),
      guardWasm: () => readAsset('bindings/guard/guard.wasm'),
    },
    homepage: await packageHomepage(),
    parameters: await templateParameters(cwd, flags.parameters ?? [], flags.parameter ?? []),
    ...(flags.region !== undefined && { region: flags.region }),
    ...(flags.account !== undefined && { account: flags.account }),
    exceptions: configuration.exceptions,
    inlineExceptions: configuration.inlineExceptions,
    locked: configuration.locked,
    anyParameter: flags.anyParameter ?? false,
    today: new Date().toISOString().slice(0, 'YYYY-MM-DD'.length),
    exceptionPath: (file) => (file === '-' ? file : slashed(relative(folder, resolve(cwd, file)))),
    ...(flags.baseline !== undefined && { baseline: await baseline(cwd, flags.baseline) }),
    ...(flags.source !== undefined && { sources: await readTerraformSources(cwd, flags.source) }),
  };
}

const commaSeparated = (text: string): string[] => text.split(',').filter((part) => part !== '');

async function baseline(cwd: string, file: string): Promise<readonly BaselineEntry[]> {
  const { readBaseline } = await import('../node/baseline.js');
  const entries = await readBaseline(cwd, file);
  if (typeof entries === 'string') throw new Mistake(entries);
  return entries;
}

/** What a person should know before the results; nothing of it changes them. */
export function notices({ configuration }: Loaded, flags: CheckFlags): string[] {
  const lines: string[] = [];
  if (configuration.file === null) {
    lines.push('no ringfence.yaml: the defaults apply (profile recommended); `ringfence init` writes one');
  }
  if (flags.unit !== '/' && targetsOf(configuration, flags.unit).length === 0) {
    lines.push(`no target of the configuration is at \`${flags.unit}\` or above it: the root's parameters apply`);
  }
  return lines;
}

/**
 * `--control a b web.yaml`: what follows a list of ids is a path where it cannot be an id.
 * @returns the paths, and the flags without them
 */
export function separatePaths(paths: readonly string[], flags: CheckFlags): { paths: string[]; flags: CheckFlags } {
  const { control = [], skip = [] } = flags;
  return {
    paths: [...paths, ...[...control, ...skip].filter(isPath)],
    flags: { ...flags, control: control.filter((word) => !isPath(word)), skip: skip.filter((word) => !isPath(word)) },
  };
}

const isPath = (word: string): boolean => word === '-' || /[./\\]/.test(word);

import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { BaselineEntry, CheckOptions } from '../check/options.js';
import { targetsOf } from '../configuration/configuration.js';
import { controls } from '../controls/index.js';
import { checkOptions } from '../node/check-paths.js';
import type { Loaded } from '../node/configuration.js';
import type { CheckFlags } from './check-flags.js';
import type { Context } from './context.js';
import { Mistake } from './mistake.js';
import { templateParameters } from './template-parameters.js';

/** Everything that decides what `check` answers, from the configuration and the command line. */
export async function optionsOf(loaded: Loaded, flags: CheckFlags, { terminal }: Context): Promise<CheckOptions> {
  const { cwd } = terminal;
  const { control = [], skip = [], parameter = [], parameters = [], baseline, ...given } = flags;
  return checkOptions(cwd, loaded, {
    ...given,
    paths: [],
    control: control.flatMap(commaSeparated),
    skip: skip.flatMap(commaSeparated),
    parameters: await templateParameters(cwd, parameters, parameter),
    ...(baseline !== undefined && { baseline: await knownFindings(cwd, baseline) }),
  });
}

const commaSeparated = (text: string): string[] => text.split(',').filter((part) => part !== '');

async function knownFindings(cwd: string, file: string): Promise<readonly BaselineEntry[]> {
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
 * `--control a b web.yaml`: what follows a list of ids is a path where it cannot be an id, or where it is there and no
 * control is called so.
 * @returns the paths, and the flags without them
 */
export function separatePaths(
  cwd: string,
  paths: readonly string[],
  flags: CheckFlags,
): { paths: string[]; flags: CheckFlags } {
  const { control = [], skip = [] } = flags;
  const isPath = (word: string): boolean =>
    word === '-' || /[./\\]/.test(word) || (existsSync(resolve(cwd, word)) && !controls.some(({ id }) => id === word));
  return {
    paths: [...paths, ...[...control, ...skip].filter(isPath)],
    flags: { ...flags, control: control.filter((word) => !isPath(word)), skip: skip.filter((word) => !isPath(word)) },
  };
}

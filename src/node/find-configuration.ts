import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { ConfigurationSource } from '../configuration/layers.js';
import { displayPath, exists, realPath, repositoryRoot, slashed, systemReason, upwards } from './paths.js';

export const CONFIGURATION_NAME = 'ringfence.yaml';

/**
 * The nearest `ringfence.yaml` from the working directory up to the repository's root; outside of a repository only
 * the working directory is looked at, so that a stranger's file in a shared folder above it decides nothing.
 */
export async function findConfiguration(cwd: string): Promise<string | null> {
  const root = await repositoryRoot(cwd);
  for (const folder of upwards(cwd)) {
    if (await exists(join(folder, CONFIGURATION_NAME))) return join(folder, CONFIGURATION_NAME);
    if (folder === (root ?? resolve(cwd))) return null;
  }
  return null;
}

/** Reads a configuration file. A text is the reason why it cannot be read. */
export async function readSource(
  cwd: string,
  path: string,
  fromPackage = false,
): Promise<ConfigurationSource | string> {
  const absolute = resolve(cwd, path);
  try {
    const text = readFileSync(absolute, 'utf8');
    const identity = slashed((await realPath(absolute)) ?? absolute);
    return { file: displayPath(cwd, absolute), path: identity, text, fromPackage };
  } catch (error) {
    return systemReason(error);
  }
}

/**
 * What `extends` names: a file (`./…`, `../…`, `name.yaml`, absolute), else a package, with or without a file in it.
 * A text says why there is none.
 */
export async function readExtended(
  cwd: string,
  reference: string,
  from: ConfigurationSource,
): Promise<ConfigurationSource | string> {
  const source = await readReference(cwd, reference, from);
  return typeof source === 'string' ? `\`${reference}\` cannot be read: ${source}` : source;
}

const FILE = /^\.{0,2}[/\\]|^[a-zA-Z]:[/\\]|^[^/\\]+\.ya?ml$/;

async function readReference(
  cwd: string,
  reference: string,
  from: ConfigurationSource,
): Promise<ConfigurationSource | string> {
  if (FILE.test(reference)) return readSource(cwd, resolve(dirname(from.path), reference));
  const [, name = '', inside = ''] = /^((?:@[^/]+\/)?[^/]+)\/?(.*)$/.exec(reference) ?? [];
  const root = packageFolder(name, from.path);
  if (root !== null) return readSource(cwd, join(root, inside || CONFIGURATION_NAME), true);
  return `the package \`${name}\` is not installed; a file is written \`./${reference}\``;
}

/** The folder of an installed package, as Node looks for it. */
function packageFolder(name: string, from: string): string | null {
  const require = createRequire(pathToFileURL(from));
  for (const folder of require.resolve.paths(name) ?? []) {
    try {
      return dirname(require.resolve(join(folder, name, 'package.json')));
    } catch {
      // Not in this one.
    }
  }
  return null;
}

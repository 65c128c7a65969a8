import type { Configuration } from '../configuration/configuration.js';
import { DEFAULTS } from '../configuration/configuration.js';
import { readLayers } from '../configuration/layers.js';
import type { ConfigurationProblem, Outcome } from '../configuration/problem.js';
import { resolveConfiguration } from '../configuration/resolve.js';
import type { Control } from '../controls/control.js';
import { findConfiguration, readExtended, readSource } from './find-configuration.js';
import { loadOwnControls } from './own-controls.js';
import { schemaValidator } from './schemas.js';

/** The effective configuration, and every control that it can speak of. */
export interface Loaded {
  readonly configuration: Configuration;
  readonly controls: readonly Control[];
  /** The files of the chain of `extends`, strongest first; for `--watch` and `--print-config`. */
  readonly files: readonly string[];
}

/**
 * Finds, reads and checks the configuration.
 *
 * @param named the file that `--config` names; without, it is searched for
 * @param shipped the controls of ringfence
 */
export async function loadConfiguration(
  cwd: string,
  named: string | undefined,
  shipped: readonly Control[],
): Promise<Outcome<Loaded>> {
  const path = named ?? (await findConfiguration(cwd));
  if (path === null) return { value: { configuration: DEFAULTS, controls: shipped, files: [] } };
  const start = await readSource(cwd, path);
  if (typeof start === 'string') return { problems: [unreadable(path, start)] };
  const read = await readLayers(
    start,
    (reference, from) => readExtended(cwd, reference, from),
    await schemaValidator('configuration'),
  );
  if (read.problems) return read;
  const own = await loadOwnControls(cwd, read.value, shipped);
  if (own.problems) return own;
  const controls = [...shipped, ...own.value];
  const resolved = resolveConfiguration(read.value, controls);
  if (resolved.problems) return resolved;
  const files = read.value.map(({ source }) => source.path).reverse();
  return { value: { configuration: resolved.value, controls, files } };
}

const unreadable = (file: string, reason: string): ConfigurationProblem => ({
  file,
  line: null,
  column: null,
  message: `it cannot be read: ${reason}`,
});

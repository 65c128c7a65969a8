import { DEFAULTS } from '../configuration/configuration.js';
import type { Outcome } from '../configuration/problem.js';
import type { Control } from '../controls/control.js';
import { findConfiguration } from './find-configuration.js';
import type { Loaded } from './loaded.js';

export type { Loaded } from './loaded.js';

/**
 * Finds, reads and checks the configuration. What reads it is loaded where there is one.
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
  const { readConfiguration } = await import('./read-configuration.js');
  return readConfiguration(cwd, path, shipped);
}

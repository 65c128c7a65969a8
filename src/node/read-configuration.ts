import { readLayers } from '../configuration/layers.js';
import type { Outcome } from '../configuration/problem.js';
import { resolveConfiguration } from '../configuration/resolve.js';
import type { Control } from '../controls/control.js';
import { readExtended, readSource } from './find-configuration.js';
import type { Loaded } from './loaded.js';
import { loadOwnControls } from './own-controls.js';
import { schemaValidator } from './schemas.js';

/** Reads a configuration file, what it extends, and the controls that it loads; and checks all of it. */
export async function readConfiguration(
  cwd: string,
  path: string,
  shipped: readonly Control[],
): Promise<Outcome<Loaded>> {
  const start = await readSource(cwd, path);
  if (typeof start === 'string') {
    return { problems: [{ file: path, line: null, column: null, message: `it cannot be read: ${start}` }] };
  }
  const read = await readLayers(
    start,
    (reference, from) => readExtended(cwd, reference, from),
    await schemaValidator('configuration'),
  );
  if (read.problems) return read;
  const own = await loadOwnControls(cwd, read.value, shipped);
  if (own.problems) return own;
  const controls = [...shipped, ...own.value];
  const { organizationPolicies } = await import('../organization-policies/index.js');
  const resolved = resolveConfiguration(read.value, controls, organizationPolicies);
  if (resolved.problems) return resolved;
  const files = read.value.map(({ source }) => source.path).reverse();
  return { value: { configuration: resolved.value, controls, files } };
}

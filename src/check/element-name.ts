import type { AbsolutePath } from '../language/terms.js';
import { isList, isMap, own, type Value } from '../language/value.js';
import type { Resource } from '../resources/resource.js';

/**
 * The name of the innermost list element on a path (a container, an environment variable); null where none has
 * one that is known. Looks at the resource as it was read, since conditions need not ask for names.
 */
export function elementName(resource: Resource, path: AbsolutePath): string | null {
  let name: string | null = null;
  let at: Value = { Properties: resource.properties };
  for (const key of path) {
    const isElement = isList(at) || /^[0-9]+$/.test(key);
    at = child(at, key);
    const named = isElement && isMap(at) ? own(at, 'Name') : null;
    if (typeof named === 'string' && named !== '') name = named;
  }
  return name;
}

/** A single value that stands for a list of one is its element 0. */
function child(value: Value, key: string): Value {
  if (isList(value)) return value[Number(key)] ?? null;
  if (!isMap(value)) return null;
  return key === '0' && !Object.hasOwn(value, key) ? value : own(value, key);
}

import type { Catalogue, CatalogueAction, ConditionKey } from './catalogue.js';
import { globalKeys, keysOfTags } from './global-keys.js';

const global = new Set(globalKeys.map(({ name }) => name.toLowerCase()).filter((name) => !keysOfTags.has(name)));

/**
 * Whether requests of an action can carry a condition key. Global keys are carried by all; of the others, those that
 * the catalogue lists, which may lag behind AWS. `unknown`: the key, or what the action carries, is not known.
 *
 * @param name the key in any case, `aws:RequestTag/Owner` say
 */
export function carries(catalogue: Catalogue, action: CatalogueAction, name: string): boolean | 'unknown' {
  const key = catalogue.key(name);
  return key ? carriesKey(action, key) : 'unknown';
}

/** The same for a key that was looked up. */
export function carriesKey(action: CatalogueAction, key: ConditionKey): boolean | 'unknown' {
  const lower = key.name.toLowerCase();
  if (global.has(lower)) return true;
  return action.addedFrom === null ? action.keys.includes(lower) : 'unknown';
}

import type { Catalogue } from '../catalogue/catalogue.js';
import { globalKeys } from '../catalogue/global-keys.js';

/** Whether requests may have several values of a condition key. */
export type IsMultivalued = (key: string) => boolean;

const KEYS: ReadonlySet<string> = new Set(
  globalKeys.filter(({ multivalued }) => multivalued).map(({ name }) => name.toLowerCase()),
);

/** The same of global keys alone, as far as is known without a catalogue of services' own. */
export const isMultivaluedGlobalKey: IsMultivalued = (key) => KEYS.has(key.toLowerCase());

/** What the catalogue knows of global keys and of services' own; a key that it lacks has one value. */
export const multivaluedIn =
  (catalogue: Catalogue): IsMultivalued =>
  (key) =>
    catalogue.key(key)?.multivalued ?? false;

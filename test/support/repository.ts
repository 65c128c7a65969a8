import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The repository's root. Compiled, this file is `build/test/support/repository.js`. */
export const repository = fileURLToPath(new URL('../../../', import.meta.url));

/** The path of a file, from its path in the repository. */
export const inRepository = (path: string): string => `${repository}${path}`;

/** A JSON file of the repository. The caller names the type that it relies on. */
export function readJson<T>(path: string): T {
  return JSON.parse(readFileSync(inRepository(path), 'utf8')) as T;
}

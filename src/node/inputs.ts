import { resolve } from 'node:path';
import type { CheckInput } from '../check/options.js';
import { readInput, readStandardInput } from './open-input.js';
import { aboutFile, displayPath, realPath, repositoryRoot, systemReason } from './paths.js';
import type { Found } from './walk.js';

/** What the named paths hold. */
export interface FoundInputs {
  /** Each file once, in the order of the paths and of names. What cannot be read is among them: `read` says why. */
  readonly inputs: readonly CheckInput[];
  /** `.tf` files that a search came upon: their plan is what is judged. */
  readonly terraformSources: number;
}

interface Search {
  readonly cwd: string;
  readonly inputs: Map<string, CheckInput>;
  terraformSources: number;
}

/**
 * Finds the inputs that paths name: files, folders, CDK assemblies, or `-`.
 *
 * @param standardInput what `-` reads
 */
export async function findInputs(
  paths: readonly string[],
  cwd: string,
  standardInput: AsyncIterable<Uint8Array | string>,
): Promise<FoundInputs> {
  const search: Search = { cwd, inputs: new Map(), terraformSources: 0 };
  for (const path of paths) {
    if (path === '-') add(search, '-', { file: '-', read: once(() => readStandardInput(standardInput)), named: true });
    else await addNamed(search, resolve(cwd, path));
  }
  return { inputs: [...search.inputs.values()], terraformSources: search.terraformSources };
}

async function addNamed(search: Search, path: string): Promise<void> {
  const about = aboutFile(path);
  if (typeof about === 'string') return addRefusal(search, path, about);
  if (!about.isDirectory()) return addFile(search, path, true);
  const { assemblyIn } = await import('./cdk-assembly.js');
  if (await assemblyIn(path)) return addAssembly(search, path, true);
  const [{ walk }, { rulesAbove }] = await Promise.all([import('./walk.js'), import('./ignore-rules.js')]);
  // Without symbolic links, so that the named folder's own is followed, once.
  const folder = (await realPath(path)) ?? path;
  const above = await rulesAbove(folder, await repositoryRoot(folder));
  for await (const found of walk(folder, above)) await addFound(search, path + found.path.slice(folder.length), found);
}

async function addFound(search: Search, path: string, found: Found): Promise<void> {
  switch (found.kind) {
    case 'file':
      return addFile(search, path, false);
    case 'assembly':
      return addAssembly(search, path, false);
    case 'terraform-source':
      search.terraformSources++;
      return;
    case 'unreadable':
      return addRefusal(search, path, systemReason(found.error));
    default:
      return found satisfies never;
  }
}

async function addFile(search: Search, path: string, named: boolean): Promise<void> {
  const identity = (await realPath(path)) ?? path;
  add(search, identity, { file: displayPath(search.cwd, path), read: () => readInput(path, named), named });
}

async function addAssembly(search: Search, path: string, named: boolean): Promise<void> {
  const { assemblyInputs } = await import('./cdk-assembly.js');
  for (const input of await assemblyInputs(search.cwd, path, named)) {
    add(search, (await realPath(resolve(search.cwd, input.file))) ?? input.file, input);
  }
}

function addRefusal(search: Search, path: string, message: string): void {
  const file = displayPath(search.cwd, path);
  add(search, path, { file, read: () => Promise.reject(new Error(message)), named: true });
}

/** A file that is named twice, or found and named, is judged once. */
function add(search: Search, identity: string, input: CheckInput): void {
  const known = search.inputs.get(identity);
  if (known && (known.named || !input.named)) return;
  search.inputs.set(identity, known ? { ...known, named: true } : input);
}

/** Standard input can be read only once; quoting a line of it asks a second time. */
function once(read: () => Promise<Uint8Array>): () => Promise<Uint8Array> {
  let bytes: Promise<Uint8Array> | undefined;
  return () => (bytes ??= read());
}

import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { CheckInput } from '../check/options.js';
import { type Assembly, isManifest, nestedTemplates, readManifest } from '../readers/cdk/manifest.js';
import { readInput } from './open-input.js';
import { displayPath, isInside, realPath, systemReason } from './paths.js';

const MANIFEST = 'manifest.json';
const LARGEST_MANIFEST = 64 * 1024 * 1024;

/** Whether a folder is a CDK cloud assembly: it holds a manifest that names artifacts. */
export async function assemblyIn(folder: string): Promise<boolean> {
  const path = join(folder, MANIFEST);
  const about = await stat(path).catch(() => null);
  if (!about?.isFile() || about.size > LARGEST_MANIFEST) return false;
  const [root, manifest] = [await realPath(folder), await realPath(path)];
  if (root === null || manifest === null || !isInside(root, manifest)) return false;
  return isManifest(await readFile(path, 'utf8').catch(() => ''));
}

/** The templates that an assembly's manifest names, those of nested stacks and nested assemblies included. */
export async function assemblyInputs(cwd: string, folder: string, named: boolean): Promise<CheckInput[]> {
  const root = (await realPath(folder)) ?? folder;
  return inputsOf({ cwd, root, named }, folder, DEEPEST);
}

interface Search {
  readonly cwd: string;
  /** Without symbolic links: nothing outside of it is read. */
  readonly root: string;
  readonly named: boolean;
}

/** Stages nest; nobody nests this deep, but a manifest that names its own folder does. */
const DEEPEST = 10;

async function inputsOf(search: Search, folder: string, depth: number): Promise<CheckInput[]> {
  const path = join(folder, MANIFEST);
  if (!(await stays(search, path))) return [refusal(search, path, OUTSIDE)];
  const text = await readFile(path, 'utf8').catch((error: unknown) => error);
  if (typeof text !== 'string') return [refusal(search, path, systemReason(text))];
  const manifest = readManifest(text, displayPath(search.cwd, path));
  if (manifest.problem) return [refusal(search, path, manifest.problem.message)];
  const stacks = manifest.stacks.map(({ templateFile, name: _, ...stack }) => ({ file: templateFile, stack }));
  const nested = await nestedStacks(search, folder, manifest);
  const inputs = [...stacks, ...nested].map(({ file, stack }) => templateInput(search, join(folder, file), stack));
  const below = depth === 0 ? [] : manifest.assemblies.map((name) => assemblyBelow(search, join(folder, name), depth));
  return (await Promise.all([...inputs, ...below])).flat();
}

/** No artifact names the templates of nested stacks: they are assets. All are deployed where the one stack is. */
async function nestedStacks(
  search: Search,
  folder: string,
  { stacks, assetManifests }: Assembly,
): Promise<{ file: string; stack: NonNullable<CheckInput['stack']> }[]> {
  const texts = assetManifests.map(async (name) => {
    const path = join(folder, name);
    return (await stays(search, path)) ? readFile(path, 'utf8').catch(() => '') : '';
  });
  const files = (await Promise.all(texts)).flatMap(nestedTemplates);
  const [first, ...others] = stacks;
  const same = others.every(({ account, region }) => account === first?.account && region === first?.region);
  const stack = {
    ...(same && first?.account !== undefined && { account: first.account }),
    ...(same && first?.region !== undefined && { region: first.region }),
  };
  return [...new Set(files)].map((file) => ({ file, stack }));
}

async function assemblyBelow(search: Search, folder: string, depth: number): Promise<CheckInput[]> {
  if (!(await stays(search, folder))) return [refusal(search, folder, OUTSIDE)];
  return inputsOf(search, folder, depth - 1);
}

async function templateInput(
  search: Search,
  path: string,
  stack: NonNullable<CheckInput['stack']>,
): Promise<CheckInput[]> {
  if (!(await stays(search, path))) return [refusal(search, path, OUTSIDE)];
  const { cwd, named } = search;
  return [{ file: displayPath(cwd, path), read: () => readInput(path, true), stack, named }];
}

const OUTSIDE = 'it is outside of the assembly that names it, and so it is not read';

/** A path that does not exist stays where it is written; reading it says that it is missing. */
async function stays({ root }: Search, path: string): Promise<boolean> {
  const real = await realPath(path);
  return real === null || isInside(root, real);
}

function refusal({ cwd, named }: Search, path: string, message: string): CheckInput {
  return { file: displayPath(cwd, path), read: () => Promise.reject(new Error(message)), named };
}

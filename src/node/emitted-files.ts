import { lstat, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { realPath } from './paths.js';
import { writeAtomically } from './write-file.js';

/** How what is on disk differs from what would be written. */
export interface Difference {
  readonly path: string;
  /** `surplus`: the manifest names it, and nothing would write it any more. */
  readonly change: 'missing' | 'different' | 'surplus';
}

/** A folder of emitted files: what would be written, and the manifest that says what was. */
export interface Emission {
  /** Absolute. */
  readonly folder: string;
  /** Path from the folder, with `/` → content. */
  readonly files: ReadonlyMap<string, string | Uint8Array>;
  /** The paths that the manifest on disk names: these alone may be replaced or removed. */
  readonly owned: ReadonlySet<string>;
}

/** What would change, in the order of paths. */
export async function differences({ folder, files, owned }: Emission): Promise<Difference[]> {
  const found: Difference[] = [];
  for (const [path, content] of files) {
    const there = await readFile(join(folder, path)).catch(() => null);
    if (there === null) found.push({ path, change: 'missing' });
    else if (!there.equals(Buffer.from(content))) found.push({ path, change: 'different' });
  }
  for (const path of owned) {
    if (!files.has(path) && (await lstat(join(folder, path)).catch(() => null)))
      found.push({ path, change: 'surplus' });
  }
  return found.sort((one, other) => (one.path < other.path ? -1 : 1));
}

/**
 * Files that stand in the way: there, different, and not ours; or reached through a symbolic link, so that writing
 * would end up elsewhere.
 */
export async function foreign({ folder, owned }: Emission, changes: readonly Difference[]): Promise<string[]> {
  const root = (await realPath(folder)) ?? folder;
  const found: string[] = [];
  for (const { path, change } of changes) {
    const real = await realPath(join(folder, path));
    const elsewhere = (real !== null && real !== join(root, path)) || (await throughLink(root, path));
    if (elsewhere || (change === 'different' && !owned.has(path))) found.push(path);
  }
  return found;
}

async function throughLink(root: string, path: string): Promise<boolean> {
  const parts = path.split('/');
  for (const length of parts.keys()) {
    const about = await lstat(join(root, ...parts.slice(0, length + 1))).catch(() => null);
    if (about?.isSymbolicLink()) return true;
  }
  return false;
}

/** Writes and removes what differs. The manifest comes last, so that an interrupted run is seen by the next one. */
export async function applyDifferences(
  { folder, files }: Emission,
  changes: readonly Difference[],
  manifest: string,
): Promise<void> {
  const ordered = changes.toSorted((one, other) => Number(one.path === manifest) - Number(other.path === manifest));
  for (const { path, change } of ordered) {
    const content = files.get(path);
    if (change === 'surplus') await rm(join(folder, path));
    else if (content !== undefined) await writeAtomically(join(folder, path), content);
  }
}

/** The paths that a manifest names, none of them outside of the folder; empty where there is no manifest. */
export async function ownedFiles(folder: string, manifest: string): Promise<Set<string>> {
  const text = await readFile(join(folder, manifest), 'utf8').catch(() => null);
  if (text === null) return new Set();
  const files = member(parse(text), 'files');
  const names = typeof files === 'object' && files !== null ? Object.keys(files) : [];
  return new Set([
    manifest,
    ...names.filter((name) => !name.split(/[/\\]/).includes('..') && !/^([/\\]|[A-Za-z]:)/.test(name)),
  ]);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function member(value: unknown, key: string): unknown {
  const fields = new Map<string, unknown>(Object.entries(typeof value === 'object' && value !== null ? value : {}));
  return fields.get(key);
}

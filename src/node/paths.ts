import { existsSync, realpathSync, type Stats, statSync } from 'node:fs';
import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';

/** With `/` on every platform. */
export function slashed(path: string): string {
  return sep === '/' ? path : path.replaceAll(sep, '/');
}

/** A path as results name it: relative to the working directory, with `/`. */
export function displayPath(cwd: string, path: string): string {
  return slashed(relative(cwd, path)) || '.';
}

/** Inside a folder, or the folder itself. Both are absolute and without symbolic links. */
export function isInside(folder: string, path: string): boolean {
  const from = relative(folder, path);
  return !isAbsolute(from) && from !== '..' && !from.startsWith(`..${sep}`);
}

/** The folder that holds `.git`, at or above a folder; null outside a repository. */
export async function repositoryRoot(folder: string): Promise<string | null> {
  for (const candidate of upwards(folder)) {
    if (await exists(join(candidate, '.git'))) return candidate;
  }
  return null;
}

/** A folder and those above it, nearest first. */
export function* upwards(folder: string): Generator<string> {
  for (let current = resolve(folder); ; current = dirname(current)) {
    yield current;
    if (dirname(current) === current) return;
  }
}

/** Something stands there. Asked at once: to hand it to a thread and to come back takes longer than the answer. */
export async function exists(path: string): Promise<boolean> {
  return existsSync(path);
}

/** The path without symbolic links; null where nothing stands there. */
export async function realPath(path: string): Promise<string | null> {
  try {
    return realpathSync.native(path);
  } catch {
    return null;
  }
}

/** What the system says of a path, or why it does not. */
export function aboutFile(path: string): Stats | string {
  try {
    return statSync(path);
  } catch (error) {
    return systemReason(error);
  }
}

/** Why the system refused, in words. */
export function systemReason(error: unknown): string {
  const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
  return REASONS[code] ?? (error instanceof Error ? error.message : String(error));
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file or folder',
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EEXIST: 'it is there already',
  EISDIR: 'it is a folder',
  ENOTDIR: 'part of its path is no folder',
  ELOOP: 'its symbolic links go round in a circle',
  EMFILE: 'too many files are open',
  EROFS: 'the file system is read-only',
  ENOSPC: 'the disk is full',
};

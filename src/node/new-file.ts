import { writeFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { makeFolder } from './make-folder.js';
import { exists } from './paths.js';

/** A file to start from. */
export interface NewFile {
  /** From the working directory, with `/`. */
  readonly path: string;
  readonly text: string;
}

/** Those of the files that are there already. */
export async function existing(cwd: string, files: readonly NewFile[]): Promise<string[]> {
  const there = await Promise.all(files.map(({ path }) => exists(resolve(cwd, path))));
  return files.filter((_, index) => there[index]).map(({ path }) => path);
}

/** Writes files that are not there. @throws the system's error, also where one has come into being meanwhile */
export async function writeNew(cwd: string, files: readonly NewFile[]): Promise<void> {
  for (const { path, text } of files) {
    await makeFolder(dirname(resolve(cwd, path)));
    await writeFile(resolve(cwd, path), text, { flag: 'wx' });
  }
}

import { readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import ignore, { type Ignore } from 'ignore';
import { isInside, slashed, upwards } from './paths.js';

/** The rules of one `.gitignore`, and the folder that they count from. */
interface Rules {
  readonly folder: string;
  readonly matcher: Ignore;
}

/** The `.gitignore` files that apply in a folder, nearest first. */
export type IgnoreRules = readonly Rules[];

/** What git ignores at a folder before its own `.gitignore`: the files above it, up to the repository's root. */
export async function rulesAbove(folder: string, repository: string | null): Promise<IgnoreRules> {
  if (repository === null || !isInside(repository, folder)) return [];
  const above = [...upwards(folder)].slice(1).filter((candidate) => isInside(repository, candidate));
  const exclude = await rulesOf(repository, join(repository, '.git', 'info', 'exclude'));
  const files = await Promise.all(above.map((candidate) => rulesOf(candidate, join(candidate, '.gitignore'))));
  const rules = [...files.flat(), ...exclude];
  // A named folder is read although it is ignored: then the rules that ignore it say nothing about what it holds.
  return isIgnored(rules, folder, true) ? [] : rules;
}

/** The same, with the folder's own `.gitignore` before them. */
export async function rulesIn(folder: string, above: IgnoreRules): Promise<IgnoreRules> {
  return [...(await rulesOf(folder, join(folder, '.gitignore'))), ...above];
}

async function rulesOf(folder: string, file: string): Promise<Rules[]> {
  const text = await readFile(file, 'utf8').catch(() => null);
  return text === null ? [] : [{ folder, matcher: ignore({ allowRelativePaths: true }).add(text) }];
}

/** The nearest file that says anything about a path decides. */
export function isIgnored(rules: IgnoreRules, path: string, isFolder: boolean): boolean {
  for (const { folder, matcher } of rules) {
    const from = slashed(relative(folder, path));
    const { ignored, unignored } = matcher.test(isFolder ? `${from}/` : from);
    if (ignored || unignored) return ignored;
  }
  return false;
}

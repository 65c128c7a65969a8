import type { Dirent } from 'node:fs';
import { open, readdir, stat } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { assemblyIn } from './cdk-assembly.js';
import { type IgnoreRules, isIgnored, rulesIn } from './ignore-rules.js';
import { beginning, charactersOf, isPlanName, LARGEST_TEMPLATE, mayBeLarge } from './open-input.js';

/** What a search of a folder comes upon, in the order of names. */
export type Found =
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'assembly'; readonly path: string }
  | { readonly kind: 'terraform-source'; readonly path: string }
  | { readonly kind: 'unreadable'; readonly path: string; readonly error: unknown };

const NEVER = new Set(['node_modules', '.git']);
const EXTENSIONS = new Set(['.json', '.yaml', '.yml', '.template']);

/** As AWS Config delivers snapshots. */
const SNAPSHOT = /\.json\.gz$/i;

/**
 * Everything in a folder that may be an input. Symbolic links are not followed: what they point to inside of the
 * folder is found under its own name, and what is outside of it was not named.
 *
 * @param above the rules of `.gitignore` files above the folder
 */
export async function* walk(folder: string, above: IgnoreRules): AsyncGenerator<Found> {
  const entries = await readdir(folder, { withFileTypes: true }).catch((error: unknown) => error);
  if (!Array.isArray(entries)) {
    yield { kind: 'unreadable', path: folder, error: entries };
    return;
  }
  const rules = await rulesIn(folder, above);
  for (const entry of sorted(entries)) {
    const path = join(folder, entry.name);
    if (entry.isDirectory() && !NEVER.has(entry.name)) yield* walkFolder(path, rules);
    else if (entry.isFile()) yield* found(path, rules);
  }
}

/** By name, in an order that no locale changes. */
const sorted = (entries: readonly Dirent[]): Dirent[] =>
  entries.toSorted((one, other) => (one.name < other.name ? -1 : 1));

/** An assembly is read even where git ignores it, as it usually does; in any other ignored folder nothing is. */
async function* walkFolder(path: string, rules: IgnoreRules): AsyncGenerator<Found> {
  if (await assemblyIn(path)) yield { kind: 'assembly', path };
  else if (!isIgnored(rules, path, true)) yield* walk(path, rules);
}

async function* found(path: string, rules: IgnoreRules): AsyncGenerator<Found> {
  const extension = extname(path).toLowerCase();
  if (isPlanName(path)) yield { kind: 'file', path };
  else if (isIgnored(rules, path, false)) return;
  else if (extension === '.tf' || path.endsWith('.tofu')) yield { kind: 'terraform-source', path };
  else if ((EXTENSIONS.has(extension) || SNAPSHOT.test(path)) && (await mayBeInput(path))) yield { kind: 'file', path };
}

const INPUT_START = /AWSTemplateFormatVersion|"?Resources"?\s*:/;

/** A large file that nobody named, and that does not begin like an input, is some other data. */
async function mayBeInput(path: string): Promise<boolean> {
  const size = await stat(path).then(
    (about) => about.size,
    () => 0,
  );
  if (size <= LARGEST_TEMPLATE) return true;
  const handle = await open(path, 'r').catch(() => null);
  if (!handle) return true;
  try {
    const start = await beginning(handle, 65536);
    return mayBeLarge(start) || INPUT_START.test(charactersOf(start));
  } finally {
    await handle.close();
  }
}

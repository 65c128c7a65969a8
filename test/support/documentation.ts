import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { inRepository } from './repository.js';

/**
 * A fenced block of a page. The words behind its language say what a test does with it:
 *
 * - `run`: a shell runs each of its lines in the page's folder; `exit=N` is their expected exit status (0)
 * - `run e2e`: the same, where native tools are installed
 * - `file=PATH`: it is written to this file of the page's folder
 * - `output`: lines that the command before it prints, in this order; `…` stands for others
 */
export interface Block {
  readonly line: number;
  readonly text: string;
  readonly words: readonly string[];
}

const FENCED = /^```\w+ ([^\n]+)\n([\s\S]*?)^```$/gm;

/** The blocks of a page that a test does something with. */
export function blocksOf(page: string): Block[] {
  const text = readFileSync(inRepository(page), 'utf8');
  return [...text.matchAll(FENCED)].map((match) => ({
    line: text.slice(0, match.index).split('\n').length,
    text: lasting(match[2] ?? ''),
    words: (match[1] ?? '').split(' '),
  }));
}

/** A day of the documentation passes one day; its examples are run as if it were far away. Versions of policies are no days. */
const lasting = (text: string): string =>
  text.replaceAll(/\b(?!2012-10-17|2008-10-17)20[0-9]{2}-[0-9]{2}-[0-9]{2}\b/g, '2099-12-31');

export const argumentOf = (block: Block, word: string): string | undefined =>
  block.words.find((one) => one.startsWith(`${word}=`))?.slice(word.length + 1);

/** A folder in which the package is installed, with a copy of the examples and of what is emitted. Remove it after use. */
export function workspace(): string {
  const folder = mkdtempSync(join(tmpdir(), 'ringfence-docs-'));
  mkdirSync(join(folder, 'node_modules/.bin'), { recursive: true });
  symlinkSync(inRepository(''), join(folder, 'node_modules/ringfence'));
  symlinkSync(inRepository('build/src/cli/main.cjs'), join(folder, 'node_modules/.bin/ringfence'));
  for (const part of ['examples', 'policies', 'scp'])
    cpSync(inRepository(part), join(folder, part), { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{"private": true, "type": "module"}\n');
  return folder;
}

/** What a block's commands came to. */
export interface Outcome {
  /** Each had the expected exit status. */
  readonly met: boolean;
  readonly printed: string;
}

/**
 * Runs the lines of a block one after the other, and stops at the first whose exit status is not the expected one.
 * Setting up is done already, and `npx` starts what is installed, as in a folder with a package.
 *
 * @param tools folders of further commands
 */
export function runBlock(block: Block, folder: string, tools: readonly string[] = []): Outcome {
  const expected = Number(argumentOf(block, 'exit') ?? 0);
  const path = [
    join(folder, 'node_modules/.bin'),
    ...tools,
    inRepository('node_modules/.bin'),
    process.env['PATH'],
  ].join(delimiter);
  const env = { ...process.env, PATH: path, NO_COLOR: '1' };
  let printed = '';
  for (const line of block.text.trim().split('\n')) {
    const command = line.replace('npm ci && ', '').replaceAll('npx ', '');
    const { status, stdout } = spawnSync('bash', ['-c', `set -o pipefail; exec 2>&1\n${command}`], {
      cwd: folder,
      encoding: 'utf8',
      env,
      maxBuffer: 1 << 28,
    });
    printed += lasting(stdout);
    if (status !== expected) return { met: false, printed: `$ ${line}\nexit status ${status}\n${printed}` };
  }
  return { met: true, printed };
}

export function writeBlock(block: Block, path: string, folder: string): void {
  const file = join(folder, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, block.text);
}

/** The first line of an `output` block that was not printed where it should be; null where all were. */
export function missingLine(block: Block, printed: string): string | null {
  const lines = printed.split('\n').map((line) => line.trimEnd());
  let at = 0;
  let skipping = true;
  for (const wanted of block.text.split('\n').map((line) => line.trimEnd())) {
    if (wanted.trim() === '…') {
      skipping = true;
      continue;
    }
    if (wanted === '') continue;
    while (lines[at] === '') at++;
    const found = skipping ? lines.indexOf(wanted, at) : lines[at] === wanted ? at : -1;
    if (found < 0) return wanted;
    at = found + 1;
    skipping = false;
  }
  return null;
}

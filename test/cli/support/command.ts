import { type SpawnSyncReturns, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { run as runCommand } from '../../../src/cli/run.js';
import type { Terminal } from '../../../src/cli/terminal.js';
import { inRepository } from '../../support/repository.js';

/** A folder of its own, with these files in it. */
export function folderWith(files: Readonly<Record<string, string>>): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'ringfence-')));
  folders.push(folder);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

const folders: string[] = [];
after(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** What a command line came to. */
export interface Ran {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export const mainFile = inRepository('build/src/cli/main.cjs');

/** Runs `ringfence` in a folder, as a user does: the built command, in a process of its own. */
export function ringfence(cwd: string, words: readonly string[], input = ''): Ran {
  const ran: SpawnSyncReturns<string> = spawnSync(process.execPath, [mainFile, ...words], {
    cwd,
    input,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  return { status: ran.status, stdout: ran.stdout, stderr: ran.stderr };
}

/**
 * The same in this process: faster, and enough where how a process ends is not what is tested.
 * A command that works on more than its `Terminal` would differ, so the tests of `check` use both.
 */
export async function run(cwd: string, words: readonly string[], input = ''): Promise<Ran> {
  const written = { stdout: '', stderr: '' };
  const terminal: Terminal = {
    cwd,
    environment: {},
    input: (async function* () {
      yield input;
    })(),
    print: (text) => {
      written.stdout += text;
    },
    tell: (text) => {
      written.stderr += text;
    },
    printsToTerminal: false,
    tellsTerminal: false,
  };
  const status = await runCommand(words, terminal);
  return { status, ...written };
}

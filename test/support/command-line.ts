import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { inRepository } from './repository.js';

export interface Ended {
  readonly status: number | null;
  readonly out: string;
  readonly err: string;
}

/** The command in a folder, as a process of its own that this one goes on beside: a server in it can answer. */
export function commandLineIn(folder: string) {
  const ringfence = (...args: string[]): Promise<Ended> =>
    new Promise((resolve) => {
      const main = inRepository('build/src/cli/main.cjs');
      const child = spawn(process.execPath, [main, ...args], { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });
      let [out, err] = ['', ''];
      child.stdout.on('data', (text) => {
        out += text;
      });
      child.stderr.on('data', (text) => {
        err += text;
      });
      child.once('close', (status) => resolve({ status, out, err }));
    });
  /** What it prints, where it has to end with status 0. */
  async function done(...args: string[]): Promise<string> {
    const { status, out, err } = await ringfence(...args);
    assert.equal(status, 0, `${args.join(' ')}\n${out}\n${err}`);
    return out;
  }
  return { ringfence, done };
}

import fs from 'node:fs';
import os from 'node:os';
import tty from 'node:tty';
import { systemReason } from '../node/paths.js';
import { Mistake } from './mistake.js';

/** Standard output or standard error. */
export interface Output {
  /** @throws Mistake where standard output cannot be written */
  readonly write: (text: string) => void;
  readonly isTerminal: boolean;
}

/**
 * Writes to a descriptor of this process. A reader that has gone (`ringfence check … | head`) is no error.
 *
 * Files and pipes are written without Node's streams, whose modules alone take 2 to 4 ms to load.
 */
export function output(descriptor: 1 | 2): Output {
  const isTerminal = mayBeTerminal(descriptor) && tty.isatty(descriptor);
  let stream = isTerminal || process.platform === 'win32' ? streamOf(descriptor) : null;
  const write = (text: string): void => {
    const bytes = Buffer.from(text);
    const left = stream ? bytes : bytes.subarray(writtenNow(descriptor, bytes));
    if (left.length === 0) return;
    stream ??= streamOf(descriptor);
    stream.write(left);
  };
  return { isTerminal, write };
}

/** To ask whether it is one loads the streams. */
function mayBeTerminal(descriptor: number): boolean {
  if (process.platform === 'win32') return true;
  const about = fs.fstatSync(descriptor);
  return about.isCharacterDevice() && about.rdev !== fs.statSync(os.devNull).rdev;
}

function streamOf(descriptor: 1 | 2): NodeJS.WriteStream {
  const stream = descriptor === 1 ? process.stdout : process.stderr;
  return stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
}

/**
 * Bytes that have been written: all, unless who made the pipe has it refuse what it has no room for (`EAGAIN`), which a
 * stream waits for.
 */
function writtenNow(descriptor: 1 | 2, bytes: Uint8Array): number {
  let written = 0;
  try {
    while (written < bytes.length) written += fs.writeSync(descriptor, bytes, written);
    return written;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : '';
    if (code === 'EAGAIN') return written;
    // There is nobody to tell that nobody hears.
    if (code === 'EPIPE' || descriptor === 2) return bytes.length;
    throw new Mistake(`standard output cannot be written: ${systemReason(error)}`);
  }
}

import { output } from './output.js';

/** The world around a command: what it reads from and writes to. */
export interface Terminal {
  readonly cwd: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly input: AsyncIterable<Uint8Array | string>;
  /** Results go here. */
  readonly print: (text: string) => void;
  /** Progress, notices and mistakes go here. */
  readonly tell: (text: string) => void;
  readonly printsToTerminal: boolean;
  readonly tellsTerminal: boolean;
}

/** This process. */
export function processTerminal(): Terminal {
  const [printed, told] = [output(1), output(2)];
  return {
    cwd: process.cwd(),
    environment: process.env,
    // Opened where `-` is read, and not before: that takes 2 ms.
    input: { [Symbol.asyncIterator]: () => process.stdin[Symbol.asyncIterator]() },
    print: printed.write,
    tell: told.write,
    printsToTerminal: printed.isTerminal,
    tellsTerminal: told.isTerminal,
  };
}

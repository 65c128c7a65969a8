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

/** This process. A reader that has gone (`ringfence check … | head`) is no error. */
export function processTerminal(): Terminal {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error;
    });
  }
  return {
    cwd: process.cwd(),
    environment: process.env,
    // Opened where `-` is read, and not before: that takes 2 ms.
    input: { [Symbol.asyncIterator]: () => process.stdin[Symbol.asyncIterator]() },
    print: (text) => void process.stdout.write(text),
    tell: (text) => void process.stderr.write(text),
    printsToTerminal: process.stdout.isTTY === true,
    tellsTerminal: process.stderr.isTTY === true,
  };
}

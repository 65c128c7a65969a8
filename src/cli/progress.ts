import type { Terminal } from './terminal.js';

/** Fewer inputs are done before anybody reads the line. */
const MANY = 25;

/** A line on standard error that counts, on a terminal and for many inputs; else nothing. */
export function progress(
  { tellsTerminal, tell }: Terminal,
  total: number,
): {
  readonly step: (done: number) => void;
  readonly end: () => void;
} {
  if (!tellsTerminal || total < MANY) return { step: () => {}, end: () => {} };
  return {
    step: (done) => tell(`\r${done} of ${total} inputs`),
    end: () => tell('\r\u001b[K'),
  };
}

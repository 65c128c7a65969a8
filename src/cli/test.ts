import type { Command } from 'commander';
import type { Context, ExitStatus } from './context.js';
import { Mistake } from './mistake.js';

/** `ringfence test [PATH…]` */
export function define(command: Command, act: (run: (context: Context) => Promise<ExitStatus>) => void): void {
  command
    .argument('[path...]', 'test files, or folders of them (default: ringfence-tests/)')
    .action((paths: string[]) =>
      act(async (_context) => {
        throw new Mistake(`tests of ${paths.join(', ') || 'ringfence-tests/'} cannot be run yet`);
      }),
    );
}

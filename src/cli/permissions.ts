import { Argument, type Command } from 'commander';
import { permissionPolicy } from '../aws/permissions.js';
import { safeJson } from '../reports/safe-text.js';
import type { Context, ExitStatus } from './context.js';

/** `ringfence permissions` */
export function define(command: Command, act: (run: (context: Context) => Promise<ExitStatus>) => void): void {
  command
    .addArgument(
      new Argument('[for]', 'what the policy is for').choices(['plan', 'apply', 'snapshot']).default('apply'),
    )
    .action((purpose: 'plan' | 'apply' | 'snapshot') =>
      act(async ({ terminal }) => {
        // A plan and a snapshot read the same.
        terminal.print(`${safeJson(permissionPolicy(purpose === 'apply' ? 'apply' : 'read'))}\n`);
        return 0;
      }),
    );
}

import { Argument, type Command } from 'commander';
import { permissionPolicy } from '../aws/permissions.js';
import { configAccess } from '../node/config-access.js';
import { safeJson } from '../reports/safe-text.js';
import { configured } from './configured.js';
import type { Context, ExitStatus } from './context.js';

/** `ringfence permissions` */
export function define(command: Command, act: (run: (context: Context) => Promise<ExitStatus>) => void): void {
  command
    .addArgument(
      new Argument('[for]', 'what the policy is for').choices(['plan', 'apply', 'snapshot']).default('apply'),
    )
    .action((purpose: 'plan' | 'apply' | 'snapshot') =>
      act(async (context) => {
        const { configuration } = await configured(context);
        // A plan and a snapshot read the same.
        const policy = permissionPolicy(purpose === 'apply' ? 'apply' : 'read', configAccess(configuration));
        context.terminal.print(`${safeJson(policy)}\n`);
        return 0;
      }),
    );
}

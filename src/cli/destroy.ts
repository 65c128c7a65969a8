import type { Command } from 'commander';
import { refuseUnfit, startRun } from '../node/runs.js';
import { planText } from '../reports/plan.js';
import { confirm } from './confirm.js';
import type { Context, ExitStatus } from './context.js';
import { addDeploymentOptions, type DeploymentFlags, deployment, NOTHING, reported } from './deployment.js';
import { addRunOptions, type RunFlags, shown } from './run-changes.js';

/** `ringfence destroy` */
export function define(command: Command, act: (run: (context: Context) => Promise<ExitStatus>) => void): void {
  addRunOptions(addDeploymentOptions(command))
    .addHelpText('after', EXAMPLES)
    .action((flags: DeploymentFlags & RunFlags) => act((context) => destroy(flags, context)));
}

const EXAMPLES = `
Examples:
  ringfence destroy         show what would go: everything that ringfence owns, nothing else; then ask
  ringfence destroy --yes   without asking`;

async function destroy(flags: DeploymentFlags & RunFlags, context: Context): Promise<ExitStatus> {
  const made = await deployment(flags, context, NOTHING);
  context.terminal.print(planText(reported(made), { colour: false, listed: context.common.verbose ?? false }));
  refuseUnfit(made, null);
  if (made.plan.changes.length === 0) return 0;
  await confirm(`Remove all of this for ${made.plan.affected.length} accounts?`, flags.yes ?? false, context);
  const target = { ...made, organization: made.reading.organization };
  const { changes, checksum } = made.plan;
  return shown(flags, context, (options) =>
    startRun(target, { changes, checksum, waves: [] }, context.terminal.cwd, options),
  );
}

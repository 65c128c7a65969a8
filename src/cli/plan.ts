import { resolve } from 'node:path';
import type { Command } from 'commander';
import { systemReason } from '../node/paths.js';
import { writeAtomically } from '../node/write-file.js';
import { planJson, planText } from '../reports/plan.js';
import type { Context, ExitStatus } from './context.js';
import { checkFormats, deliver } from './deliver.js';
import { addDeploymentOptions, type DeploymentFlags, deployment, reported } from './deployment.js';
import { Mistake } from './mistake.js';

interface PlanFlags extends DeploymentFlags {
  readonly out?: string;
  readonly detailedExitcode?: true;
}

/** `ringfence plan` */
export function define(command: Command, act: (run: (context: Context) => Promise<ExitStatus>) => void): void {
  addDeploymentOptions(command)
    .option('--out <file>', 'also write the plan as JSON, for `apply --plan`')
    .option('--detailed-exitcode', 'exit status 1 also where there are changes')
    .addHelpText('after', EXAMPLES)
    .action((flags: PlanFlags) => act((context) => plan(flags, context)));
}

const EXAMPLES = `
Examples:
  ringfence plan                                    what would change, in order, and for whom
  ringfence plan --organization organization.yaml   the same on a snapshot, offline
  ringfence plan --out plan.json                    to be reviewed, then applied with \`apply --plan plan.json\``;

async function plan(flags: PlanFlags, context: Context): Promise<ExitStatus> {
  checkFormats(context.common, ['text', 'json']);
  const made = reported(await deployment(flags, context));
  const listed = context.common.verbose ?? false;
  await deliver(context, { text: (colour) => planText(made, { colour, listed }), json: () => planJson(made) });
  if (flags.out !== undefined) {
    await writeAtomically(resolve(context.terminal.cwd, flags.out), planJson(made)).catch((error: unknown) => {
      throw new Mistake(`\`${flags.out}\` cannot be written: ${systemReason(error)}`);
    });
  }
  if (made.refusals.length > 0) return 1;
  return flags.detailedExitcode && made.changes.length > 0 ? 1 : 0;
}

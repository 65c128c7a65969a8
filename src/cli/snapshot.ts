import { resolve } from 'node:path';
import type { Command } from 'commander';
import { systemReason } from '../node/paths.js';
import { writeAtomically } from '../node/write-file.js';
import { printOrganization } from '../organization/file/print.js';
import type { Context, ExitStatus } from './context.js';
import { runTarget } from './deployment.js';
import { Mistake } from './mistake.js';

interface SnapshotFlags {
  readonly organization?: string;
  readonly out: string;
}

/** `ringfence snapshot` */
export function define(command: Command, act: (run: (context: Context) => Promise<ExitStatus>) => void): void {
  command
    .option('--organization <where>', 'aws, or an organization file (default: organization.source)')
    .option('--out <file>', 'where the organization is written to', 'organization.yaml')
    .addHelpText('after', EXAMPLES)
    .action((flags: SnapshotFlags) => act((context) => snapshot(flags, context)));
}

const EXAMPLES = `
Examples:
  ringfence snapshot --organization aws             write organization.yaml
  ringfence plan --organization organization.yaml   plan on it, offline`;

async function snapshot(flags: SnapshotFlags, context: Context): Promise<ExitStatus> {
  const { organization, apiCalls } = await runTarget(flags, context);
  const text = printOrganization(organization, flags.out);
  await writeAtomically(resolve(context.terminal.cwd, flags.out), text).catch((error: unknown) => {
    throw new Mistake(`\`${flags.out}\` cannot be written: ${systemReason(error)}`);
  });
  context.terminal.print(`${flags.out}: ${organization.policies.size} policies, ${apiCalls} calls\n`);
  return 0;
}

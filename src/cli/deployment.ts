import type { Command } from 'commander';
import {
  DEFAULT_ACCOUNTS,
  type Deployment,
  type DesiredState,
  desiredState,
  type OpenOrganization,
  openOrganization,
  planned,
  readingOf,
} from '../node/deployment.js';
import type { RunTarget } from '../node/runs.js';
import { NO_PACKS } from '../organization/planned/planned-packs.js';
import type { OrganizationSource } from '../organization/port.js';
import type { ReportedPlan } from '../reports/plan.js';
import { safeText } from '../reports/safe-text.js';
import { configured } from './configured.js';
import type { Context } from './context.js';
import { Mistake } from './mistake.js';

/** What every command that deploys takes. */
export interface DeploymentFlags {
  readonly organization?: string;
  readonly allowAccounts: string;
}

export function addDeploymentOptions(command: Command): Command {
  return command
    .option('--organization <where>', 'aws, or an organization file (default: organization.source)')
    .option(
      '--allow-accounts <number>',
      'how many accounts may come under policies for the first time',
      String(DEFAULT_ACCOUNTS),
    );
}

/** The organization, open. Says first where it is and who asks. */
async function opened(
  { organization }: { readonly organization?: string },
  context: Context,
): Promise<OpenOrganization> {
  const open = await openOrganization(context.terminal.cwd, organization, await configured(context));
  tellAbout(open.about, context);
  return open;
}

/** Where the organization is and who asks, unless `--quiet`. */
export function tellAbout(about: OrganizationSource, { common, terminal }: Context): void {
  if (!common.quiet) terminal.tell(`${aboutText(about)}\n`);
}

function aboutText({ id, source, caller, endpoint }: OrganizationSource): string {
  const parts = [
    `organization ${id} from ${source}`,
    ...(caller ? [`as ${caller}`] : []),
    ...(endpoint ? [`at ${endpoint}, which is not AWS's own`] : []),
  ];
  return safeText(parts.join(' '), 2000);
}

/** The organization, open and read, to be changed. */
export async function runTarget(
  flags: { readonly organization?: string },
  context: Context,
): Promise<RunTarget & { readonly apiCalls: number }> {
  const open = await opened(flags, context);
  return { ...open, ...(await readingOf(open)) };
}

/** The state that the configuration leads to. */
export const desired = async (flags: { readonly organization?: string }, context: Context): Promise<DesiredState> =>
  desiredState(await opened(flags, context));

/** What `destroy` plans instead of what the configuration leads to. */
export const NOTHING = { state: { documents: [], governing: [], problems: [] }, packs: NO_PACKS };

/** @param instead what is planned instead of the state that the configuration leads to */
export async function deployment(
  flags: DeploymentFlags,
  context: Context,
  instead: Partial<Pick<DesiredState, 'state' | 'packs'>> = {},
): Promise<Deployment> {
  const allowAccounts = Number(flags.allowAccounts);
  if (!Number.isSafeInteger(allowAccounts) || allowAccounts < 0) {
    throw new Mistake(`\`--allow-accounts ${flags.allowAccounts}\` is no number of accounts`);
  }
  return planned({ ...(await desired(flags, context)), ...instead }, allowAccounts);
}

export const reported = ({ plan, about, reading }: Deployment): ReportedPlan => ({
  version: 1,
  ...plan,
  apiCalls: reading.apiCalls,
  organization: about,
});

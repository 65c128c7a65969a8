import { dirname, join } from 'node:path';
import type { Command } from 'commander';
import { iamCatalogue } from '../node/catalogue.js';
import type { Loaded } from '../node/configuration.js';
import { policyFiles } from '../node/organization.js';
import { openOrganizationFile } from '../node/organization-file.js';
import { packageVersion } from '../node/package-root.js';
import { systemClock } from '../node/system-clock.js';
import { type DeploymentPlan, planDeployment } from '../organization/plan/deployment.js';
import { packTemplates } from '../organization/planned/pack-templates.js';
import { NO_PACKS, type PlannedPacks, plannedPacks } from '../organization/planned/planned-packs.js';
import { type PlannedState, plannedState } from '../organization/planned/planned-state.js';
import { configuredQuotas } from '../organization/planned/settings.js';
import type { OrganizationPort, OrganizationSource, Reading } from '../organization/port.js';
import type { Answer } from '../organization/port-error.js';
import { organizationPolicies } from '../organization-policies/index.js';
import type { ReportedPlan } from '../reports/plan.js';
import { safeText } from '../reports/safe-text.js';
import { configAccess } from './config-access.js';
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
    .option('--allow-accounts <number>', 'how many accounts may come under policies for the first time', '50');
}

/** An organization that is open, and what is planned for it. */
export interface Deployment {
  readonly port: OrganizationPort;
  readonly about: OrganizationSource;
  readonly reading: Reading;
  readonly loaded: Loaded;
  readonly state: PlannedState;
  readonly packs: PlannedPacks;
  readonly plan: DeploymentPlan;
}

/** An organization that is open, and the state that the configuration leads to. */
export async function desiredState(flags: { readonly organization?: string }, context: Context) {
  const loaded = await configured(context);
  const { port, about, reading } = await opened(flags, context, loaded);
  const { configuration } = loaded;
  const files = await policyFiles(configuration);
  const controls = organizationPolicies;
  const state = plannedState({ organization: reading.organization, configuration, controls, files });
  const packs = plannedPacks({
    organization: reading.organization,
    configuration,
    controls: loaded.controls,
    templates: packTemplates,
  });
  return { loaded, port, about, reading, state, packs };
}

/** What `destroy` plans instead of what the configuration leads to. */
export const NOTHING = { state: { documents: [], governing: [], problems: [] }, packs: NO_PACKS };

/** @param instead what is planned instead of the state that the configuration leads to */
export async function deployment(
  flags: DeploymentFlags,
  context: Context,
  instead: Partial<Pick<Deployment, 'state' | 'packs'>> = {},
): Promise<Deployment> {
  const allowAccounts = Number(flags.allowAccounts);
  if (!Number.isSafeInteger(allowAccounts) || allowAccounts < 0) {
    throw new Mistake(`\`--allow-accounts ${flags.allowAccounts}\` is no number of accounts`);
  }
  const { loaded, port, about, reading, ...desired } = await desiredState(flags, context);
  const { configuration } = loaded;
  const { state, packs } = { ...desired, ...instead };
  const catalogue = await iamCatalogue();
  const version = await packageVersion();
  const plan = planDeployment({ about, reading, configuration, state, packs, catalogue, version, allowAccounts });
  return { port, about, reading, loaded, state, packs, plan };
}

/** The organization, read. Says first where it is and who asks. */
export async function opened(flags: { readonly organization?: string }, context: Context, loaded: Loaded) {
  const port = await openPort(flags.organization, context, loaded);
  const about = answered(await port.about());
  tellAbout(about, context);
  return { port, about, reading: answered(await port.read()) };
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

async function openPort(
  named: string | undefined,
  { terminal }: Context,
  { configuration }: Loaded,
): Promise<OrganizationPort> {
  const { source, assumeRole } = configuration.organization;
  const where = named ?? source;
  if (where === undefined) {
    throw new Mistake(
      'where is the organization? Say --organization aws or --organization FILE, or set `organization.source` in ringfence.yaml',
    );
  }
  if (where === 'aws') {
    const { openAwsOrganization } = await import('../aws/adapter.js');
    return openAwsOrganization(assumeRole ?? null, configAccess(configuration), systemClock);
  }
  // A file of the configuration counts from the configuration.
  const file = named === undefined && configuration.file !== null ? join(dirname(configuration.file), where) : where;
  return openOrganizationFile(terminal.cwd, file, configuredQuotas(configuration));
}

/** The value of an answer. @throws Mistake with what went wrong, and the permission that is missing */
export function answered<Value>(answer: Answer<Value>): Value {
  if (!answer.error) return answer.value;
  const { kind, message } = answer.error;
  const hint = kind === 'denied' ? '\n`ringfence permissions` prints the smallest policy that has it' : '';
  throw new Mistake(`${message}${hint}`);
}

export const reported = ({ plan, about, reading }: Deployment): ReportedPlan => ({
  version: 1,
  ...plan,
  apiCalls: reading.apiCalls,
  organization: about,
});

import { dirname, join } from 'node:path';
import { controls as shipped } from '../controls/index.js';
import { type DeploymentPlan, planDeployment } from '../organization/plan/deployment.js';
import type { PlanResult } from '../organization/plan/schema.js';
import { packTemplates } from '../organization/planned/pack-templates.js';
import { type PlannedPacks, plannedPacks } from '../organization/planned/planned-packs.js';
import { type PlannedState, plannedState } from '../organization/planned/planned-state.js';
import { configuredQuotas } from '../organization/planned/settings.js';
import type { OrganizationPort, OrganizationSource, Reading } from '../organization/port.js';
import type { Answer } from '../organization/port-error.js';
import { organizationPolicies } from '../organization-policies/index.js';
import { iamCatalogue } from './catalogue.js';
import { configAccess } from './config-access.js';
import { loadConfiguration } from './configuration.js';
import type { Loaded } from './loaded.js';
import { OptionsError, unusable } from './options-error.js';
import { policyFiles } from './organization.js';
import { openOrganizationFile } from './organization-file.js';
import { packageVersion } from './package-root.js';
import { systemClock } from './system-clock.js';

/** What is deployed to where: the options of `plan` and `apply` that the command and the library share. */
export interface PlanOptions {
  /** What relative paths count from, and where `ringfence.yaml` is searched upwards; the working directory. */
  readonly cwd?: string;
  /** The configuration's file, instead of the one that is found. */
  readonly config?: string;
  /** `aws`, or an organization file; without it `organization.source` of the configuration says where it is. */
  readonly organization?: string;
  /** How many accounts may come under policies for the first time; 50. */
  readonly allowAccounts?: number;
}

/** An organization that is open; nothing of it is read yet. */
export interface OpenOrganization {
  readonly port: OrganizationPort;
  readonly about: OrganizationSource;
  readonly loaded: Loaded;
}

/** An organization, and the state that the configuration leads to. */
export interface DesiredState extends OpenOrganization {
  readonly reading: Reading;
  readonly state: PlannedState;
  readonly packs: PlannedPacks;
}

/** What is planned for an organization. */
export interface Deployment extends DesiredState {
  readonly plan: DeploymentPlan;
}

export const DEFAULT_ACCOUNTS = 50;

/** The plan, as `plan` of the library gives it. @throws OptionsError */
export async function plannedChanges(options: PlanOptions): Promise<PlanResult> {
  const { plan, about, reading } = await deployment(options);
  return {
    version: 1,
    checksum: plan.checksum,
    changes: plan.changes,
    refusals: plan.refusals,
    notes: plan.notes,
    apiCalls: reading.apiCalls,
    organization: about,
    affected: plan.affected,
  };
}

/** @throws OptionsError */
export async function deployment({ cwd = process.cwd(), config, organization, allowAccounts }: PlanOptions) {
  const loaded = await loadConfiguration(cwd, config, shipped);
  if (loaded.problems) throw new OptionsError(loaded.problems);
  const open = await openOrganization(cwd, organization, loaded.value);
  return planned(await desiredState(open), allowAccounts ?? DEFAULT_ACCOUNTS);
}

/** @param named where the organization is; undefined: where the configuration says. @throws OptionsError */
export async function openOrganization(
  cwd: string,
  named: string | undefined,
  loaded: Loaded,
): Promise<OpenOrganization> {
  const port = await openPort(cwd, named, loaded);
  return { port, about: answered(await port.about()), loaded };
}

async function openPort(cwd: string, named: string | undefined, { configuration }: Loaded): Promise<OrganizationPort> {
  const { source, assumeRole } = configuration.organization;
  const where = named ?? source;
  if (where === undefined) {
    throw unusable(
      'where is the organization? Say --organization aws or --organization FILE, or set `organization.source` in ringfence.yaml',
    );
  }
  if (where === 'aws') {
    const { openAwsOrganization } = await import('../aws/adapter.js');
    return openAwsOrganization(assumeRole ?? null, configAccess(configuration), systemClock);
  }
  // A file of the configuration counts from the configuration.
  const file = named === undefined && configuration.file !== null ? join(dirname(configuration.file), where) : where;
  return openOrganizationFile(cwd, file, configuredQuotas(configuration));
}

/** @throws OptionsError */
export const readingOf = async ({ port }: OpenOrganization): Promise<Reading> => answered(await port.read());

/** @throws OptionsError */
export async function desiredState(open: OpenOrganization): Promise<DesiredState> {
  const reading = await readingOf(open);
  const { configuration, controls: judged } = open.loaded;
  const { organization } = reading;
  const files = await policyFiles(configuration);
  const controls = organizationPolicies;
  const state = plannedState({ organization, configuration, controls, files });
  const packs = plannedPacks({ organization, configuration, controls: judged, templates: packTemplates });
  return { ...open, reading, state, packs };
}

export async function planned(desired: DesiredState, allowAccounts: number): Promise<Deployment> {
  const { configuration } = desired.loaded;
  const catalogue = await iamCatalogue();
  const version = await packageVersion();
  return { ...desired, plan: planDeployment({ ...desired, configuration, catalogue, version, allowAccounts }) };
}

/** The value of an answer. @throws OptionsError with what went wrong, and the permission that is missing */
export function answered<Value>(answer: Answer<Value>): Value {
  if (!answer.error) return answer.value;
  const { kind, message } = answer.error;
  const hint = kind === 'denied' ? '\n`ringfence permissions` prints the smallest policy that has it' : '';
  throw unusable(`${message}${hint}`);
}

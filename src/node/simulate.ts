import { controls as shipped } from '../controls/index.js';
import type { RequestCase, SimulateResult } from '../simulate/schema.js';
import { Simulator } from '../simulate/simulate.js';
import { iamCatalogue } from './catalogue.js';
import { loadConfiguration } from './configuration.js';
import { type JudgedOrganization, JudgedOrganizations } from './judged-organizations.js';
import type { Loaded } from './loaded.js';
import { OptionsError } from './options-error.js';

/** Whose policies are asked. */
export interface JudgedOptions {
  /** What relative paths count from, and where `ringfence.yaml` is searched upwards; the working directory. */
  readonly cwd?: string;
  /** The configuration's file, instead of the one that is found. */
  readonly config?: string;
  /** An organization file; without one the tree is that of the configuration's targets. AWS is never called. */
  readonly organization?: string;
  /** `planned` (the default), `current`, or a folder of documents in the place of generated ones. */
  readonly policies?: string;
}

export interface SimulateOptions extends JudgedOptions {
  readonly requests: readonly RequestCase[];
}

/** The configuration and the organizations of a run. @throws OptionsError */
export async function judgedOrganizations({ cwd = process.cwd(), config }: JudgedOptions): Promise<{
  readonly loaded: Loaded;
  readonly organizations: JudgedOrganizations;
}> {
  const loaded = await loadConfiguration(cwd, config, shipped);
  if (loaded.problems) throw new OptionsError(loaded.problems);
  return { loaded: loaded.value, organizations: new JudgedOrganizations(cwd, loaded.value) };
}

/** Decides requests. @throws OptionsError where the configuration, the organization or a request cannot be used */
export async function simulateRequests(options: SimulateOptions): Promise<SimulateResult> {
  const { organizations } = await judgedOrganizations(options);
  const judged = await organizations.judged(options.organization ?? null, options.policies ?? 'planned');
  if (judged.problems) throw new OptionsError(judged.problems);
  return decided(judged.value, options.requests);
}

/** @throws OptionsError where a policy cannot be read, or a request names nobody of the organization */
export async function decided(
  { organization, documents }: JudgedOrganization,
  requests: readonly RequestCase[],
): Promise<SimulateResult> {
  const simulator = new Simulator(organization, documents, await iamCatalogue());
  const unread = simulator.unread.map(({ name, message }) => `policy \`${name}\` of the organization: ${message}`);
  refuse(unread);
  const decisions = requests.map((request) => simulator.decide(request));
  refuse(
    decisions.flatMap((decision, index) =>
      typeof decision === 'string' ? [`request ${index + 1}${nameOf(requests[index])}: ${decision}`] : [],
    ),
  );
  return { version: 1, results: decisions.flatMap((decision) => (typeof decision === 'string' ? [] : [decision])) };
}

const nameOf = (request: RequestCase | undefined): string => (request?.name === undefined ? '' : ` (${request.name})`);

function refuse(messages: readonly string[]): void {
  if (messages.length === 0) return;
  throw new OptionsError(messages.map((message) => ({ file: 'requests', line: null, column: null, message })));
}

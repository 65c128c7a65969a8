import { controlProperties } from '../prove/controls-properties.js';
import type { Proof, ProveResult, WrittenProperty } from '../prove/schema.js';
import { RESIDUE } from '../scp/prove/escape.js';
import type { JudgedOrganizations } from './judged-organizations.js';
import type { Loaded } from './loaded.js';
import { OptionsError } from './options-error.js';
import { OrganizationTests } from './organization-tests.js';
import { type JudgedOptions, judgedOrganizations } from './simulate.js';

export interface ProveOptions extends JudgedOptions {
  /** Besides what the controls in use promise. */
  readonly properties?: readonly WrittenProperty[];
}

/** Proves properties over all requests. @throws OptionsError where something cannot be used */
export async function proveProperties(options: ProveOptions): Promise<ProveResult> {
  const { loaded, organizations } = await judgedOrganizations(options);
  const cwd = options.cwd ?? process.cwd();
  return proved(
    { cwd, loaded, organizations, file: options.organization ?? null, policies: options.policies ?? 'planned' },
    options.properties ?? [],
  );
}

/** What is judged. */
export interface Judged {
  readonly cwd: string;
  readonly loaded: Loaded;
  readonly organizations: JudgedOrganizations;
  readonly file: string | null;
  readonly policies: string;
}

/** What every control in use promises, then the properties that are given. */
export async function proved(judged: Judged, properties: readonly WrittenProperty[]): Promise<ProveResult> {
  const tests = new OrganizationTests(judged.cwd, judged.loaded);
  const results = await ofControls(judged, tests);
  for (const property of properties) results.push(usable(await tests.prove(property, judged.file, judged.policies)));
  return {
    version: 1,
    results,
    residue: [...RESIDUE],
    leftOut: ['the management account', ...tests.exemptions.map((pattern) => `principals that match ${pattern}`)],
  };
}

async function ofControls({ organizations, file, policies }: Judged, tests: OrganizationTests): Promise<Proof[]> {
  const state = await organizations.state(file);
  if (state.problems) throw new OptionsError(state.problems);
  const judged = await organizations.judged(file, policies);
  if (judged.problems) throw new OptionsError(judged.problems);
  const prover = await tests.prover();
  const asked = controlProperties(state.value.state.governing, judged.value.organization);
  return asked.map((one) => usable(prover.prove(one)));
}

function usable(proof: Proof | string): Proof {
  if (typeof proof !== 'string') return proof;
  throw new OptionsError([{ file: 'properties', line: null, column: null, message: proof }]);
}

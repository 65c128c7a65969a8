import type { ConfigurationProblem, Outcome } from '../configuration/problem.js';
import { plannedOrganization } from '../organization/planned/planned-organization.js';
import type { PlannedDocument } from '../organization/planned/planned-state.js';
import type { Organization } from '../organization/tree.js';
import type { Loaded } from './loaded.js';
import { type OrganizationState, organizationState } from './organization.js';
import { replacedDocuments } from './replaced-documents.js';

/** An organization whose policies are judged, and the documents that say which control a statement is of. */
export interface JudgedOrganization {
  readonly organization: Organization;
  readonly documents: readonly PlannedDocument[];
}

/** The organizations that a run judges: each is read once. */
export class JudgedOrganizations {
  readonly #cwd: string;
  readonly #loaded: Loaded;
  readonly #states = new Map<string | null, Promise<Outcome<OrganizationState>>>();
  readonly #judged = new Map<string, Promise<Outcome<JudgedOrganization>>>();

  constructor(cwd: string, loaded: Loaded) {
    this.#cwd = cwd;
    this.#loaded = loaded;
  }

  /** @param file an organization file; null for the tree of the configuration's targets */
  state(file: string | null): Promise<Outcome<OrganizationState>> {
    const known = this.#states.get(file) ?? organizationState(this.#cwd, file, this.#loaded.configuration);
    this.#states.set(file, known);
    return known;
  }

  /** @param policies `planned`, `current`, or a folder of documents in the place of generated ones */
  judged(file: string | null, policies: string): Promise<Outcome<JudgedOrganization>> {
    const key = JSON.stringify([file, policies]);
    const known = this.#judged.get(key) ?? this.#judge(file, policies);
    this.#judged.set(key, known);
    return known;
  }

  async #judge(file: string | null, policies: string): Promise<Outcome<JudgedOrganization>> {
    const outcome = await this.state(file);
    if (outcome.problems) return outcome;
    const { current, planned, state } = outcome.value;
    if (policies === 'current') return { value: { organization: current, documents: state.documents } };
    if (policies === 'planned') return { value: { organization: planned, documents: state.documents } };
    const replaced = await replacedDocuments(this.#cwd, policies, state.documents);
    if (replaced.problems) return replaced;
    return { value: { organization: plannedOrganization(current, replaced.value), documents: replaced.value } };
  }
}

/** Problems as one text, each with its place. */
export const problemsText = (problems: readonly ConfigurationProblem[]): string =>
  problems.map(({ file, line, message }) => `${line === null ? file : `${file}:${line}`}: ${message}`).join('\n');

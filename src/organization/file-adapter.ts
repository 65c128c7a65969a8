import type { ValidateFunction } from 'ajv';
import type { PolicyTypeName } from '../configuration/policy-type.js';
import type { ConfigurationProblem } from '../configuration/problem.js';
import type { Call, Tags } from './call.js';
import type { AccountFailure, ConformancePack } from './conformance-pack.js';
import { printOrganization } from './file/print.js';
import { readOrganization } from './file/read.js';
import type { OrganizationFile } from './file/written.js';
import { answerCall } from './model/answer-call.js';
import { findTarget } from './model/state.js';
import type { OrganizationPort, OrganizationSource, Reading } from './port.js';
import type { Answer, PortError } from './port-error.js';
import type { Quotas } from './quotas.js';
import type { Organization, OrganizationPolicy } from './tree.js';

/** The text of an organization file. */
export interface OrganizationText {
  /** @throws the system's error */
  read(): Promise<string>;
  /** At once or not at all. @throws the system's error */
  write(text: string): Promise<void>;
}

export interface FileAdapterOptions {
  /** The file as messages name it; one that ends in `.json` is written as JSON. */
  readonly file: string;
  readonly text: OrganizationText;
  /** Of `schemas/organization.json`. */
  readonly validate: ValidateFunction<OrganizationFile>;
  readonly quotas: Quotas;
}

/**
 * An organization in a file, which answers as AWS Organizations and AWS Config do: quotas, name clashes, the last service control
 * policy, managed policies, errors by their AWS names. Every change is written before it is answered. The file is read
 * anew for every request, so that a change by somebody else is seen; it is parsed only where its text differs.
 */
export class FileOrganization implements OrganizationPort {
  readonly #options: FileAdapterOptions;
  #parsed: { readonly text: string; readonly organization: Organization } | null = null;

  constructor(options: FileAdapterOptions) {
    this.#options = options;
  }

  about(): Promise<Answer<OrganizationSource>> {
    const { file } = this.#options;
    return this.#ask('DescribeOrganization', ({ id }) => ({ id, source: file, caller: null, endpoint: null }));
  }

  read(): Promise<Answer<Reading>> {
    return this.#ask('ListRoots', (organization) => ({ organization, apiCalls: 0 }));
  }

  policy(id: string): Promise<Answer<OrganizationPolicy | null>> {
    return this.#ask('DescribePolicy', ({ policies }) => policies.get(id) ?? null);
  }

  policyNamed(type: PolicyTypeName, name: string): Promise<Answer<OrganizationPolicy | null>> {
    return this.#ask(
      'ListPolicies',
      ({ policies }) => [...policies.values()].find((one) => one.type === type && one.name === name) ?? null,
    );
  }

  async attachedTo(target: string, type: PolicyTypeName): Promise<Answer<readonly string[]>> {
    const operation = 'ListPoliciesForTarget';
    const found = await this.#ask(operation, ({ root, policies }) =>
      findTarget(root, target)?.policies.filter((id) => policies.get(id)?.type === type),
    );
    if (found.error) return found;
    if (found.value) return { value: found.value };
    const message = `there is no \`${target}\` in the organization`;
    return { error: { kind: 'not-found', name: 'TargetNotFoundException', reason: null, operation, message } };
  }

  policyTypes(): Promise<Answer<Organization['policyTypes']>> {
    return this.#ask('ListRoots', ({ policyTypes }) => policyTypes);
  }

  trustedServices(): Promise<Answer<readonly string[]>> {
    return this.#ask('ListAWSServiceAccessForOrganization', ({ trustedServices = [] }) => trustedServices);
  }

  conformancePack(region: string, name: string): Promise<Answer<ConformancePack | null>> {
    return this.#ask(
      'DescribeOrganizationConformancePacks',
      ({ configuration }) =>
        configuration.conformancePacks.find((pack) => pack.region === region && pack.name === name) ?? null,
    );
  }

  /** A file says of a pack as a whole why it failed, and of no account. */
  conformancePackFailures(): Promise<Answer<readonly AccountFailure[]>> {
    return this.#ask('GetOrganizationConformancePackDetailedStatus', () => []);
  }

  tagsOf(resource: string): Promise<Answer<Tags>> {
    return this.#ask(
      'ListTagsForResource',
      ({ policies, root }) => (policies.get(resource) ?? findTarget(root, resource))?.tags ?? {},
    );
  }

  async change(call: Call): Promise<Answer<string | null>> {
    const { quotas, file, text } = this.#options;
    const current = await this.#organization(call.operation);
    if (current.error) return current;
    const outcome = answerCall(current.value, call, quotas);
    if (outcome.error) return outcome;
    const written = printOrganization(outcome.value.organization, file);
    try {
      await text.write(written);
    } catch (error) {
      return unusable(call.operation, `\`${file}\` cannot be written: ${reasonOf(error)}`);
    }
    this.#parsed = { text: written, organization: outcome.value.organization };
    return { value: outcome.value.value };
  }

  async #ask<Value>(operation: string, look: (organization: Organization) => Value): Promise<Answer<Value>> {
    const current = await this.#organization(operation);
    return current.error ? current : { value: look(current.value) };
  }

  async #organization(operation: string): Promise<Answer<Organization>> {
    const { file, text: source, validate } = this.#options;
    let text: string;
    try {
      text = await source.read();
    } catch (error) {
      return unusable(operation, `\`${file}\` cannot be read: ${reasonOf(error)}`);
    }
    if (this.#parsed?.text === text) return { value: this.#parsed.organization };
    const outcome = readOrganization(file, text, validate);
    if (outcome.problems) return unusable(operation, outcome.problems.map(problemText).join('\n'));
    this.#parsed = { text, organization: outcome.value };
    return { value: outcome.value };
  }
}

function unusable(operation: string, message: string): { readonly error: PortError } {
  return { error: { kind: 'invalid', name: 'OrganizationFile', reason: null, operation, message } };
}

const problemText = ({ file, line, column, message }: ConfigurationProblem): string =>
  `${[file, line, column].filter((part) => part !== null).join(':')}: ${message}`;

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

import type { OrganizationsClient } from '@aws-sdk/client-organizations';
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import type { Call, Tags } from '../organization/call.js';
import type { PolicyTypeName } from '../organization/policy-type.js';
import type { Clock, OrganizationPort, OrganizationSource, Reading } from '../organization/port.js';
import type { Answer } from '../organization/port-error.js';
import type { Organization, OrganizationPolicy } from '../organization/tree.js';
import { Caller } from './caller.js';
import { type AwsClients, awsClients } from './clients.js';
import { answerOf, CallFailure, portError } from './errors.js';
import { field, text } from './guards.js';
import { makeCall } from './make-call.js';
import { PolicyReader, rootOf, tagsOf } from './policies.js';
import { describedOrganization, readOrganization, trustedServices } from './read-organization.js';

/**
 * The organization that the caller's credentials belong to: its management account, or a delegated administrator's.
 * This module loads the AWS SDK: import it only where the organization is in AWS.
 *
 * @param assumeRole the ARN of a role to work as; null for the caller's own permissions
 */
export async function openAwsOrganization(assumeRole: string | null, clock: Clock): Promise<OrganizationPort> {
  return new AwsOrganization(await awsClients(assumeRole), clock);
}

/** AWS Organizations as the port that plans and applies use. */
export class AwsOrganization implements OrganizationPort {
  readonly #clients: AwsClients;
  readonly #client: OrganizationsClient;
  readonly #caller: Caller;
  readonly #policies: PolicyReader;
  readonly #clock: Clock;

  constructor(clients: AwsClients, clock: Clock) {
    this.#clients = clients;
    this.#client = clients.organizations;
    this.#clock = clock;
    this.#caller = new Caller(clock);
    this.#policies = new PolicyReader(this.#client, this.#caller);
  }

  about(): Promise<Answer<OrganizationSource>> {
    return answerOf(async () => {
      const caller = await this.#identity();
      const { id } = await describedOrganization(this.#client, this.#caller);
      const endpoint = [...this.#clients.foreignEndpoints].toSorted().join(' ');
      return { id, source: 'aws', caller, endpoint: endpoint === '' ? null : endpoint };
    });
  }

  read(): Promise<Answer<Reading>> {
    return answerOf(async () => {
      const before = this.#caller.requests;
      const organization = await readOrganization(this.#client, this.#caller, this.#policies);
      return { organization, apiCalls: this.#caller.requests - before };
    });
  }

  policy(id: string): Promise<Answer<OrganizationPolicy | null>> {
    return answerOf(() => this.#policies.policy(id));
  }

  policyNamed(type: PolicyTypeName, name: string): Promise<Answer<OrganizationPolicy | null>> {
    return answerOf(() => this.#policies.named(type, name));
  }

  attachedTo(target: string, type: PolicyTypeName): Promise<Answer<readonly string[]>> {
    return answerOf(() => this.#policies.attachedTo(target, type));
  }

  policyTypes(): Promise<Answer<Organization['policyTypes']>> {
    return answerOf(async () => (await rootOf(this.#client, this.#caller)).policyTypes);
  }

  trustedServices(): Promise<Answer<readonly string[]>> {
    return answerOf(() => trustedServices(this.#client, this.#caller));
  }

  tagsOf(resource: string): Promise<Answer<Tags>> {
    return answerOf(() => tagsOf(this.#client, this.#caller, resource));
  }

  change(call: Call): Promise<Answer<string | null>> {
    return answerOf(() => makeCall(call, { client: this.#client, caller: this.#caller, clock: this.#clock }));
  }

  async #identity(): Promise<string | null> {
    try {
      return text(field(await this.#clients.sts.send(new GetCallerIdentityCommand({})), 'Arn')) ?? null;
    } catch (thrown) {
      throw thrown instanceof CallFailure ? thrown : new CallFailure(portError('sts:GetCallerIdentity', thrown));
    }
  }
}

import type { OrganizationsClient } from '@aws-sdk/client-organizations';
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import type { PolicyTypeName } from '../configuration/policy-type.js';
import type { Call, Tags } from '../organization/call.js';
import type { RuleCompliance } from '../organization/compliance.js';
import type { AccountFailure, ConformancePack } from '../organization/conformance-pack.js';
import type { Clock, OrganizationPort, OrganizationSource, Reading } from '../organization/port.js';
import type { Answer } from '../organization/port-error.js';
import type { Organization, OrganizationPolicy, Unit } from '../organization/tree.js';
import { Caller } from './caller.js';
import { type AwsClients, awsClients } from './clients.js';
import type { ConfigAccess } from './config-access.js';
import type { ConfigService } from './config-service.js';
import { answerOf, CallFailure, portError } from './errors.js';
import { field, text } from './guards.js';
import { makeCall } from './make-call.js';
import { isPackCall } from './pack-call.js';
import { PolicyReader, rootOf, tagsOf } from './policies.js';
import { describedOrganization, readOrganization, readTree, trustedServices } from './read-organization.js';

/**
 * The organization that the caller's credentials belong to: its management account, or a delegated administrator's.
 * This module loads the AWS SDK: import it only where the organization is in AWS.
 *
 * @param assumeRole the ARN of a role to work as; null for the caller's own permissions
 * @param access what is configured of AWS Config; null where nothing is: then nobody asks it
 */
export async function openAwsOrganization(
  assumeRole: string | null,
  access: ConfigAccess | null,
  clock: Clock,
): Promise<AwsOrganization> {
  const clients = await awsClients(assumeRole);
  if (access === null) return new AwsOrganization(clients, null, clock);
  // The clients of AWS Config are loaded here, and nowhere else.
  const [{ configClients }, { ConfigService }] = await Promise.all([
    import('./config-clients.js'),
    import('./config-service.js'),
  ]);
  const config = new ConfigService(configClients(assumeRole, access.delegatedAdministrator, clients), access, clock);
  return new AwsOrganization(clients, config, clock);
}

/** What accounts there are, and what their rules come to. */
export interface ComplianceReading {
  readonly root: Unit;
  readonly rules: readonly RuleCompliance[] | null;
  readonly apiCalls: number;
}

/** AWS Organizations, and AWS Config where that is configured, as the port that plans and applies use. */
export class AwsOrganization implements OrganizationPort {
  readonly #clients: AwsClients;
  readonly #client: OrganizationsClient;
  readonly #caller: Caller;
  readonly #policies: PolicyReader;
  readonly #config: ConfigService | null;
  readonly #clock: Clock;

  constructor(clients: AwsClients, config: ConfigService | null, clock: Clock) {
    this.#clients = clients;
    this.#client = clients.organizations;
    this.#config = config;
    this.#clock = clock;
    this.#caller = new Caller(clock, 'organizations');
    this.#policies = new PolicyReader(this.#client, this.#caller);
  }

  about(): Promise<Answer<OrganizationSource>> {
    return answerOf(async () => {
      const caller = await this.#identity();
      const { id } = await describedOrganization(this.#client, this.#caller);
      await this.#config?.noteEndpoints();
      const endpoint = [...this.#clients.foreignEndpoints].toSorted().join(' ');
      return { id, source: 'aws', caller, endpoint: endpoint === '' ? null : endpoint };
    });
  }

  read(): Promise<Answer<Reading>> {
    return answerOf(async () => {
      const before = this.#requests();
      const organization = await readOrganization(this.#client, this.#caller, this.#policies);
      const configuration = (await this.#config?.read()) ?? organization.configuration;
      return { organization: { ...organization, configuration }, apiCalls: this.#requests() - before };
    });
  }

  /**
   * Units and accounts without policies, and what every rule of AWS Config comes to in every account. The rules are null
   * where no aggregator is configured.
   */
  compliance(): Promise<Answer<ComplianceReading>> {
    return answerOf(async () => {
      const before = this.#requests();
      const root = await readTree(this.#client, this.#caller);
      const rules = (await this.#config?.compliance()) ?? null;
      return { root, rules, apiCalls: this.#requests() - before };
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

  conformancePack(region: string, name: string): Promise<Answer<ConformancePack | null>> {
    return answerOf(() => this.#configured().pack(region, name));
  }

  conformancePackFailures(region: string, name: string): Promise<Answer<readonly AccountFailure[]>> {
    return answerOf(() => this.#configured().packFailures(region, name));
  }

  tagsOf(resource: string): Promise<Answer<Tags>> {
    return answerOf(() => tagsOf(this.#client, this.#caller, resource));
  }

  change(call: Call): Promise<Answer<string | null>> {
    return answerOf(async () => {
      if (!isPackCall(call)) return makeCall(call, { client: this.#client, caller: this.#caller, clock: this.#clock });
      await this.#configured().change(call);
      return null;
    });
  }

  /** Requests so far, repeated ones included. */
  #requests(): number {
    return this.#caller.requests + (this.#config?.requests ?? 0);
  }

  /** @throws CallFailure as of a run that deployed packs, and is gone on with after its configuration is gone */
  #configured(): ConfigService {
    if (this.#config) return this.#config;
    throw new CallFailure({
      kind: 'not-possible',
      name: 'NotConfigured',
      reason: null,
      operation: 'DescribeOrganizationConformancePacks',
      message: 'AWS Config is not configured: set `organization.config.regions` in ringfence.yaml',
    });
  }

  async #identity(): Promise<string | null> {
    try {
      return text(field(await this.#clients.sts.send(new GetCallerIdentityCommand({})), 'Arn')) ?? null;
    } catch (thrown) {
      throw thrown instanceof CallFailure ? thrown : new CallFailure(portError('sts:GetCallerIdentity', thrown));
    }
  }
}

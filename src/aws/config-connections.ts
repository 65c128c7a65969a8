import type { ConfigServiceClient } from '@aws-sdk/client-config-service';
import type { S3Client } from '@aws-sdk/client-s3';
import type { Clock } from '../organization/port.js';
import { Caller } from './caller.js';
import type { ConfigAccess } from './config-access.js';
import type { ConfigClients } from './config-clients.js';
import { CallFailure } from './errors.js';

/** AWS Config in one region, at the rates of that region. */
export interface ConfigConnection {
  readonly region: string;
  readonly client: ConfigServiceClient;
  readonly caller: Caller;
}

/** Connections of one account to AWS Config in every region that is asked for, and to the bucket. */
export class ConfigConnections {
  readonly #clients: ConfigClients;
  readonly #clock: Clock;
  readonly #access: ConfigAccess;
  readonly #regions = new Map<string, ConfigConnection>();
  readonly #buckets: Caller;
  #account: Promise<void> | null = null;

  constructor(clients: ConfigClients, access: ConfigAccess, clock: Clock) {
    this.#clients = clients;
    this.#clock = clock;
    this.#access = access;
    this.#buckets = new Caller(clock, 's3');
  }

  /** Requests so far, repeated ones included. */
  get requests(): number {
    return [...this.#regions.values()].reduce((sum, { caller }) => sum + caller.requests, this.#buckets.requests);
  }

  /** @throws CallFailure where the caller works in another account than the packs are deployed from */
  async in(region: string): Promise<ConfigConnection> {
    this.#account ??= this.#checkAccount();
    await this.#account;
    const known = this.#regions.get(region);
    if (known) return known;
    const made = { region, client: this.#clients.config(region), caller: new Caller(this.#clock, 'config') };
    this.#regions.set(region, made);
    return made;
  }

  /** @param region where a bucket is looked for first */
  async bucket(region: string): Promise<{ readonly client: S3Client; readonly caller: Caller }> {
    return { client: await this.#clients.s3(region), caller: this.#buckets };
  }

  /** Notes where requests will go. @throws CallFailure */
  async noteEndpoints(): Promise<void> {
    const [region] = this.#access.regions;
    if (region !== undefined) await this.#clients.noteEndpoints(region, this.#access.deliveryBucket);
  }

  /** An account sees the packs alone that it has deployed. Source: DescribeOrganizationConformancePacks. */
  async #checkAccount(): Promise<void> {
    const { delegatedAdministrator: wanted } = this.#access;
    if (wanted === null) return;
    const account = await this.#clients.account();
    if (account === wanted) return;
    throw new CallFailure({
      kind: 'not-possible',
      name: 'WrongAccount',
      reason: null,
      operation: 'GetCallerIdentity',
      message: `\`organization.config.delegatedAdministrator\` is ${wanted}, and the caller is of ${account}: use credentials of ${wanted}, or set \`organization.assumeRole\`, and let a role of the same name in ${wanted} be assumed too`,
    });
  }
}

import type { RuleCompliance } from '../organization/compliance.js';
import type { AccountFailure, ConformancePack } from '../organization/conformance-pack.js';
import type { Clock } from '../organization/port.js';
import type { OrganizationConfiguration } from '../organization/tree.js';
import { type AggregatorConnection, readCompliance, readRecordings } from './aggregator.js';
import { changePack } from './change-conformance-pack.js';
import type { ConfigAccess } from './config-access.js';
import type { ConfigClients } from './config-clients.js';
import { ConfigConnections } from './config-connections.js';
import { readPack, readPackFailures, readPacks, readRules } from './conformance-packs.js';
import type { PackCall } from './pack-call.js';

/** AWS Config across the organization, as far as the port needs it. Every method @throws CallFailure. */
export class ConfigService {
  readonly #access: ConfigAccess;
  readonly #connections: ConfigConnections;

  constructor(clients: ConfigClients, access: ConfigAccess, clock: Clock) {
    this.#access = access;
    this.#connections = new ConfigConnections(clients, access, clock);
  }

  /** Requests so far, repeated ones included. */
  get requests(): number {
    return this.#connections.requests;
  }

  /** Notes endpoints that are not AWS's own before there is a request. */
  noteEndpoints(): Promise<void> {
    return this.#connections.noteEndpoints();
  }

  /** A few requests for each region, and a page for every thousand rules that accounts have. */
  async read(): Promise<OrganizationConfiguration> {
    const { regions } = this.#access;
    const conformancePacks: ConformancePack[] = [];
    const rules: unknown[] = [];
    for (const region of regions) {
      const connection = await this.#connections.in(region);
      conformancePacks.push(...(await readPacks(connection)));
      rules.push(...(await readRules(connection)));
    }
    const aggregator = await this.#aggregator();
    const recordings = aggregator === null ? null : await readRecordings(aggregator, regions);
    return { conformancePacks, rules, recordings };
  }

  /** Null where there is none. */
  async pack(region: string, name: string): Promise<ConformancePack | null> {
    return readPack(await this.#connections.in(region), name);
  }

  async packFailures(region: string, name: string): Promise<readonly AccountFailure[]> {
    return readPackFailures(await this.#connections.in(region), name);
  }

  /** Of every rule in every account, in each region; null where there is no aggregator to ask. */
  async compliance(): Promise<readonly RuleCompliance[] | null> {
    const aggregator = await this.#aggregator();
    if (aggregator === null) return null;
    const rules: RuleCompliance[] = [];
    for (const region of this.#access.regions) rules.push(...(await readCompliance(aggregator, region)));
    return rules;
  }

  change(call: PackCall): Promise<void> {
    return changePack(call, this.#connections);
  }

  async #aggregator(): Promise<AggregatorConnection | null> {
    const { aggregator } = this.#access;
    if (aggregator === null) return null;
    return { name: aggregator.name, connection: await this.#connections.in(aggregator.region) };
  }
}

import {
  DescribeOrganizationConfigRulesCommand,
  DescribeOrganizationConformancePackStatusesCommand,
  DescribeOrganizationConformancePacksCommand,
  GetOrganizationConformancePackDetailedStatusCommand,
} from '@aws-sdk/client-config-service';
import type { AccountFailure, ConformancePack } from '../organization/conformance-pack.js';
import { type DescribedPack, organizationRulesOf, packFailuresOf, packStatusesOf, packsOf } from './config-answers.js';
import type { ConfigConnection } from './config-connections.js';
import { CallFailure } from './errors.js';

/**
 * The organization conformance packs of a region that the account has deployed: two requests for every hundred.
 *
 * @throws CallFailure
 */
export async function readPacks(connection: ConfigConnection): Promise<readonly ConformancePack[]> {
  return joined(connection, undefined);
}

/** Null where there is none. @throws CallFailure */
export async function readPack(connection: ConfigConnection, name: string): Promise<ConformancePack | null> {
  try {
    const [pack] = await joined(connection, [name]);
    return pack ?? null;
  } catch (thrown) {
    if (isNoSuchPack(thrown)) return null;
    throw thrown;
  }
}

const isNoSuchPack = (thrown: unknown): boolean =>
  thrown instanceof CallFailure && thrown.error.name === 'NoSuchOrganizationConformancePackException';

/**
 * Packs with their statuses: AWS tells them by two operations.
 *
 * @param names undefined for every pack
 */
async function joined(connection: ConfigConnection, names: string[] | undefined): Promise<readonly ConformancePack[]> {
  const { client, caller, region } = connection;
  const statusPages = await caller.pages('DescribeOrganizationConformancePackStatuses', (NextToken) =>
    client.send(
      new DescribeOrganizationConformancePackStatusesCommand({ OrganizationConformancePackNames: names, NextToken }),
    ),
  );
  const packPages = await caller.pages('DescribeOrganizationConformancePacks', (NextToken) =>
    client.send(
      new DescribeOrganizationConformancePacksCommand({ OrganizationConformancePackNames: names, NextToken }),
    ),
  );
  const statuses = new Map(statusPages.flatMap(packStatusesOf).map((status) => [status.name, status]));
  return packPages.flatMap(packsOf).map((pack) => ({
    ...pack,
    ...(statuses.get(pack.name) ?? cameMeanwhile(pack, region)),
    region,
    template: null,
  }));
}

function cameMeanwhile({ name }: DescribedPack, region: string): never {
  throw new CallFailure({
    kind: 'retryable',
    name: 'ConcurrentModificationException',
    reason: null,
    operation: 'DescribeOrganizationConformancePackStatuses',
    message: `conformance pack \`${name}\` in ${region} came while packs were read: run the command again`,
  });
}

/** @throws CallFailure */
export async function readPackFailures(
  { client, caller }: ConfigConnection,
  name: string,
): Promise<readonly AccountFailure[]> {
  const pages = await caller.pages('GetOrganizationConformancePackDetailedStatus', (NextToken) =>
    client.send(
      new GetOrganizationConformancePackDetailedStatusCommand({ OrganizationConformancePackName: name, NextToken }),
    ),
  );
  return pages.flatMap(packFailuresOf);
}

/** An organization rule outside of packs. */
export interface OrganizationRule {
  readonly region: string;
  readonly name: string;
}

/** @throws CallFailure */
export async function readRules({ client, caller, region }: ConfigConnection): Promise<readonly OrganizationRule[]> {
  const pages = await caller.pages('DescribeOrganizationConfigRules', (NextToken) =>
    client.send(new DescribeOrganizationConfigRulesCommand({ NextToken })),
  );
  return pages.flatMap(organizationRulesOf).map((name) => ({ region, name }));
}

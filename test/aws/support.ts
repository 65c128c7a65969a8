import assert from 'node:assert/strict';
import { ConfigServiceClient } from '@aws-sdk/client-config-service';
import { OrganizationsClient } from '@aws-sdk/client-organizations';
import { S3Client } from '@aws-sdk/client-s3';
import { STSClient } from '@aws-sdk/client-sts';
import { mockClient } from 'aws-sdk-client-mock';
import { AwsOrganization } from '../../src/aws/adapter.js';
import type { ConfigAccess } from '../../src/aws/config-access.js';
import type { ConfigClients } from '../../src/aws/config-clients.js';
import { ConfigService } from '../../src/aws/config-service.js';
import type { Clock } from '../../src/organization/port.js';
import { standingClock } from '../support/organizations.js';

process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] = 'true';

const REGIONS = ['eu-west-1', 'us-east-1'] as const;

/** Two regions, packs from the caller's account, templates inline, no aggregator. */
export const ACCESS: ConfigAccess = {
  regions: REGIONS,
  deliveryBucket: null,
  delegatedAdministrator: null,
  aggregator: null,
};

/** The adapter over clients that record what they are sent, and answer what a test tells them; AWS Config is not configured. */
export function recordedOrganization() {
  return recorded(() => null);
}

/** The same with AWS Config. */
export function recordedConfig(access: Partial<ConfigAccess> = {}) {
  const s3Client = new S3Client({ region: 'eu-west-1' });
  const clients = new Map(REGIONS.map((region) => [String(region), new ConfigServiceClient({ region })]));
  const configClients: ConfigClients = {
    config: (region) => clients.get(region) ?? assert.fail(region),
    s3: async () => s3Client,
    account: async () => '111111111111',
    noteEndpoints: async () => {},
  };
  const [first, second] = [...clients.values()].map((client) => mockClient(client));
  assert.ok(first && second);
  const made = recorded((clock) => new ConfigService(configClients, { ...ACCESS, ...access }, clock));
  return { ...made, config: first, other: second, s3: mockClient(s3Client) };
}

function recorded(configured: (clock: Clock) => ConfigService | null) {
  const organizationsClient = new OrganizationsClient({ region: 'us-east-1' });
  const stsClient = new STSClient({ region: 'us-east-1' });
  const clock = standingClock();
  const foreignEndpoints = new Set<string>();
  const clients = { organizations: organizationsClient, sts: stsClient, own: stsClient, foreignEndpoints };
  const port = new AwsOrganization(clients, configured(clock), clock);
  return { port, clock, foreignEndpoints, organizations: mockClient(organizationsClient), sts: mockClient(stsClient) };
}

/** As the SDK throws an exception of a service. */
export const exception = (name: string, members: Readonly<Record<string, string>> = {}): Error =>
  Object.assign(new Error(name), { name, $metadata: { httpStatusCode: 400 }, ...members });

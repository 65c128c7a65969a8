import { OrganizationsClient } from '@aws-sdk/client-organizations';
import { STSClient } from '@aws-sdk/client-sts';
import { mockClient } from 'aws-sdk-client-mock';
import { AwsOrganization } from '../../src/aws/adapter.js';
import { standingClock } from '../support/organizations.js';

process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] = 'true';

/** The adapter over clients that record what they are sent, and answer what a test tells them. */
export function recordedOrganization() {
  const organizationsClient = new OrganizationsClient({ region: 'us-east-1' });
  const stsClient = new STSClient({ region: 'us-east-1' });
  const clock = standingClock();
  const foreignEndpoints = new Set<string>();
  const port = new AwsOrganization({ organizations: organizationsClient, sts: stsClient, foreignEndpoints }, clock);
  return { port, clock, foreignEndpoints, organizations: mockClient(organizationsClient), sts: mockClient(stsClient) };
}

/** As the SDK throws an exception of AWS Organizations. */
export const exception = (name: string, members: Readonly<Record<string, string>> = {}): Error =>
  Object.assign(new Error(name), { name, $metadata: { httpStatusCode: 400 }, ...members });

import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { AwsOrganization } from '../../src/aws/adapter.js';
import { awsClients } from '../../src/aws/clients.js';
import { answeringServer, withEnvironment } from '../support/aws-endpoint.js';
import { standingClock } from '../support/organizations.js';

const role = (partition: string): string => `arn:${partition}:iam::111111111111:role/ringfence-deploy`;

/** Region of the environment, role, the region that is signed for, and the host that the SDK leads it to. */
const PLACES: readonly (readonly [string | null, string | null, string, string])[] = [
  [null, null, 'us-east-1', 'organizations.us-east-1.amazonaws.com'],
  ['eu-west-1', null, 'eu-west-1', 'organizations.us-east-1.amazonaws.com'],
  ['eu-west-1', role('aws'), 'eu-west-1', 'organizations.us-east-1.amazonaws.com'],
  ['cn-north-1', null, 'cn-north-1', 'organizations.cn-northwest-1.amazonaws.com.cn'],
  [null, role('aws-cn'), 'cn-northwest-1', 'organizations.cn-northwest-1.amazonaws.com.cn'],
  ['us-gov-east-1', null, 'us-gov-east-1', 'organizations.us-gov-west-1.amazonaws.com'],
  ['eu-west-1', role('aws-us-gov'), 'us-gov-west-1', 'organizations.us-gov-west-1.amazonaws.com'],
];

describe('clients of AWS', () => {
  for (const [configured, assumed, region, host] of PLACES) {
    it(`go to ${host} from ${configured ?? 'no region'} ${assumed === null ? '' : `as ${assumed}`}`, () =>
      withEnvironment(configured === null ? {} : { AWS_REGION: configured }, async () => {
        const { organizations } = await awsClients(assumed);
        assert.equal(await organizations.config.region(), region);
        assert.equal(organizations.config.endpointProvider({ Region: region }).url.hostname, host);
      }));
  }

  it('take the region of a profile', () =>
    withEnvironment({ AWS_PROFILE: 'deploy' }, async (folder) => {
      writeFileSync(join(folder, 'config'), '[profile deploy]\nregion = cn-north-1\n');
      assert.equal(await (await awsClients(null)).organizations.config.region(), 'cn-north-1');
    }));

  for (const variable of ['AWS_ENDPOINT_URL', 'AWS_ENDPOINT_URL_ORGANIZATIONS'])
    it(`go where ${variable} says, and tell so`, async () => {
      const { endpoint, stop } = await answeringServer(() => ({ Roots: [{ Id: 'r-exam', Name: 'Root' }] }));
      await withEnvironment({ [variable]: endpoint }, async () => {
        const clients = await awsClients(null);
        const { value, error } = await new AwsOrganization(clients, null, standingClock()).policyTypes();
        assert.deepEqual(value, {}, error?.message);
        assert.deepEqual([...clients.foreignEndpoints], [endpoint]);
      });
      stop();
    });
});

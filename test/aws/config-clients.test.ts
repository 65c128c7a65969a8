import assert from 'node:assert/strict';
import { DescribeOrganizationConfigRulesCommand } from '@aws-sdk/client-config-service';
import { awsClients } from '../../src/aws/clients.js';
import { configClients } from '../../src/aws/config-clients.js';
import { answeringServer, withEnvironment } from '../support/aws-endpoint.js';

const ASSUMED = `<AssumeRoleResponse><AssumeRoleResult><Credentials><AccessKeyId>a</AccessKeyId>
<SecretAccessKey>b</SecretAccessKey><SessionToken>c</SessionToken><Expiration>2099-01-01T00:00:00Z</Expiration>
</Credentials></AssumeRoleResult></AssumeRoleResponse>`;
const IDENTITY = `<GetCallerIdentityResponse><GetCallerIdentityResult><Arn>arn:aws:iam::222222222222:user/x</Arn>
<Account>222222222222</Account></GetCallerIdentityResult></GetCallerIdentityResponse>`;

/** The role that is configured, the delegated administrator, and the role that AWS Config is asked as. */
const ROLES: readonly (readonly [string | null, string | null, string | null])[] = [
  [null, null, null],
  [null, '222222222222', null],
  ['arn:aws:iam::111111111111:role/ops/deploy', null, 'arn:aws:iam::111111111111:role/ops/deploy'],
  ['arn:aws:iam::111111111111:role/ops/deploy', '222222222222', 'arn:aws:iam::222222222222:role/ops/deploy'],
  ['arn:aws-cn:iam::111111111111:role/deploy', '222222222222', 'arn:aws-cn:iam::222222222222:role/deploy'],
];

describe('clients of AWS Config', () => {
  for (const [role, administrator, assumed] of ROLES) {
    it(`work as ${assumed ?? 'the caller'} where the role is ${role}, the administrator ${administrator}`, async () => {
      const server = await answeringServer((operation) => (operation === 'AssumeRole' ? ASSUMED : {}));
      await withEnvironment({ AWS_ENDPOINT_URL: server.endpoint }, async () => {
        const clients = configClients(role, administrator, await awsClients(role));
        await clients.config('eu-west-1').send(new DescribeOrganizationConfigRulesCommand({}));
        const roles = server.bodies.flatMap((body) => new URLSearchParams(body).get('RoleArn') ?? []);
        assert.deepEqual(roles, assumed === null ? [] : [assumed]);
      });
      server.stop();
    });
  }

  it('know their account', async () => {
    const server = await answeringServer(() => IDENTITY);
    await withEnvironment({ AWS_ENDPOINT_URL: server.endpoint }, async () => {
      assert.equal(await configClients(null, null, await awsClients(null)).account(), '222222222222');
    });
    server.stop();
  });

  for (const [variable, bucket, tells] of [
    ['AWS_ENDPOINT_URL_CONFIG_SERVICE', null, 'http://127.0.0.1:9'],
    ['AWS_ENDPOINT_URL_S3', 'awsconfigconforms-x', 'http://127.0.0.1:9'],
    ['AWS_ENDPOINT_URL_S3', null, undefined],
  ] as const) {
    it(`tell before the first request where ${variable} leads, with the bucket ${bucket}`, () =>
      withEnvironment({ [variable]: 'http://127.0.0.1:9' }, async () => {
        const clients = await awsClients(null);
        await configClients(null, null, clients).noteEndpoints('eu-west-1', bucket);
        assert.deepEqual([...clients.foreignEndpoints], tells === undefined ? [] : [tells]);
      }));
  }

  it('say that a role cannot be assumed', async () => {
    const server = await answeringServer(() => '<Nothing/>');
    await withEnvironment({ AWS_ENDPOINT_URL: server.endpoint }, async () => {
      const role = 'arn:aws:iam::111111111111:role/deploy';
      const clients = configClients(role, '222222222222', await awsClients(null));
      await assert.rejects(clients.noteEndpoints('eu-west-1', null), /no credentials for `arn:aws:iam::222222222222:/);
    });
    server.stop();
  });
});

import { ConfigServiceClient, DescribeOrganizationConformancePacksCommand } from '@aws-sdk/client-config-service';
import type { S3Client } from '@aws-sdk/client-s3';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { type AwsClients, credentialsOf, LAST, noting, notingOnly, requestHandler } from './clients.js';
import { CallFailure, portError } from './errors.js';
import { field, text } from './guards.js';

/** Clients of one account: AWS Config in a region, and the bucket that templates lie in. */
export interface ConfigClients {
  config(region: string): ConfigServiceClient;
  /** @param region where a bucket is looked for first; the client follows to where it is */
  s3(region: string): Promise<S3Client>;
  /** The account that requests are made in. */
  account(): Promise<string>;
  /** Notes where requests will go, before there is one. @param bucket null where there is none */
  noteEndpoints(region: string, bucket: string | null): Promise<void>;
}

/**
 * Clients of the account that deploys the packs: the caller's or, where another one is the delegated administrator, that
 * of the role with the same name there.
 *
 * @param assumeRole the ARN of the role that works on AWS Organizations; null for the caller's own permissions
 */
export function configClients(
  assumeRole: string | null,
  delegatedAdministrator: string | null,
  { own, foreignEndpoints }: AwsClients,
): ConfigClients {
  const role = delegatedAdministrator === null ? assumeRole : roleIn(assumeRole, delegatedAdministrator);
  const settings = { requestHandler, maxAttempts: 1, ...credentialsOf(own, role) };
  const config = (region: string): ConfigServiceClient => {
    const client = new ConfigServiceClient({ region, ...settings });
    client.middlewareStack.add(noting(foreignEndpoints), LAST);
    return client;
  };
  const s3 = async (region: string): Promise<S3Client> => {
    const { S3Client: Client } = await import('@aws-sdk/client-s3');
    const client = new Client({ region, followRegionRedirects: true, ...settings });
    client.middlewareStack.add(noting(foreignEndpoints), LAST);
    return client;
  };
  return {
    config,
    s3,
    account: () => accountOf(role === null ? own : new STSClient({ region: own.config.region, ...settings })),
    noteEndpoints: (region, bucket) =>
      noteEndpoints({ config, s3, foreignEndpoints }, region, bucket).catch((thrown: unknown) => {
        const operation = 'config:DescribeOrganizationConformancePacks';
        throw thrown instanceof CallFailure ? thrown : new CallFailure(portError(operation, thrown));
      }),
  };
}

async function noteEndpoints(
  { config, s3, foreignEndpoints }: Pick<ConfigClients, 'config' | 's3'> & Pick<AwsClients, 'foreignEndpoints'>,
  region: string,
  bucket: string | null,
): Promise<void> {
  const describe = new DescribeOrganizationConformancePacksCommand({});
  describe.middlewareStack.add(notingOnly(foreignEndpoints, UNSENT), BUILT);
  await config(region).send(describe);
  if (bucket === null) return;
  const { PutObjectCommand } = await import('@aws-sdk/client-s3');
  const put = new PutObjectCommand({ Bucket: bucket, Key: 'ringfence' });
  put.middlewareStack.add(notingOnly(foreignEndpoints, UNSENT), BUILT);
  await (await s3(region)).send(put);
}

/** Where a request has its address, and is not signed yet. */
const BUILT = { step: 'build', priority: 'high' } as const;
const UNSENT = { output: { $metadata: {} }, response: undefined };

/** The same name, in another account of the same partition. */
const roleIn = (role: string | null, account: string): string | null =>
  role?.replace(/^(arn:[^:]+:iam::)\d{12}:/, `$1${account}:`) ?? null;

async function accountOf(sts: STSClient): Promise<string> {
  const answer = await sts.send(new GetCallerIdentityCommand({})).catch((thrown: unknown) => {
    throw thrown instanceof CallFailure ? thrown : new CallFailure(portError('sts:GetCallerIdentity', thrown));
  });
  return text(field(answer, 'Account')) ?? '';
}

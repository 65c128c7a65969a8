import { OrganizationsClient } from '@aws-sdk/client-organizations';
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import { CallFailure, portError } from './errors.js';
import { field, text } from './guards.js';
import { partitionOf } from './partition.js';

export interface AwsClients {
  readonly organizations: OrganizationsClient;
  readonly sts: STSClient;
  /** With the caller's own permissions: what assumes roles. */
  readonly own: STSClient;
  /** Endpoints that requests went to and that are not AWS's own; clients add theirs. */
  readonly foreignEndpoints: Set<string>;
}

/** Where a partition's signing region is not configured. The SDK's endpoint rules lead from any region to its endpoint. */
const REGIONS: Readonly<Record<string, string>> = {
  aws: 'us-east-1',
  'aws-cn': 'cn-northwest-1',
  'aws-us-gov': 'us-gov-west-1',
};

/** Milliseconds after which there is no answer. The SDK's own default is to wait for ever. */
export const requestHandler = { connectionTimeout: 10_000, requestTimeout: 60_000, throwOnRequestTimeout: true };

/** The role's session, as CloudTrail shows it. */
const SESSION = 'ringfence';

/**
 * Clients with the SDK's usual chain of credentials, profiles, SSO, region and AWS_ENDPOINT_URL.
 *
 * @param assumeRole the ARN of a role to work as; null for the caller's own permissions
 */
export async function awsClients(assumeRole: string | null): Promise<AwsClients> {
  // The SDK would tell users on Node 20 about its later versions; which version is installed is package.json's business.
  process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] ??= 'true';
  const foreignEndpoints = new Set<string>();
  const region = await regionOf(assumeRole);
  const own = new STSClient({ region, requestHandler });
  const credentials = credentialsOf(own, assumeRole);
  // Retries are ours: which exceptions, and at which rate.
  const organizations = new OrganizationsClient({ region, requestHandler, maxAttempts: 1, ...credentials });
  const sts = assumeRole === null ? own : new STSClient({ region, requestHandler, ...credentials });
  for (const client of new Set([own, sts])) client.middlewareStack.add(noting(foreignEndpoints), LAST);
  organizations.middlewareStack.add(noting(foreignEndpoints), LAST);
  return { organizations, sts, own, foreignEndpoints };
}

/** What makes a client work as a role; nothing for the caller's own permissions. */
export const credentialsOf = (sts: STSClient, role: string | null) =>
  role === null ? {} : { credentials: () => assumed(sts, role) };

async function regionOf(assumeRole: string | null): Promise<string> {
  const configured = await new STSClient({}).config.region().catch(() => undefined);
  const ofRole = REGIONS[assumeRole?.split(':')[1] ?? ''];
  if (configured === undefined) return ofRole ?? 'us-east-1';
  const samePartition = ofRole === undefined || partitionOf(configured) === partitionOf(ofRole);
  return samePartition ? configured : ofRole;
}

async function assumed(sts: STSClient, role: string) {
  const answer = await sts
    .send(new AssumeRoleCommand({ RoleArn: role, RoleSessionName: SESSION }))
    .catch((thrown: unknown) => {
      throw new CallFailure(portError('sts:AssumeRole', thrown));
    });
  const { AccessKeyId, SecretAccessKey, SessionToken, Expiration } = answer.Credentials ?? {};
  if (!AccessKeyId || !SecretAccessKey || !SessionToken || !Expiration)
    throw new CallFailure(portError('sts:AssumeRole', new Error(`no credentials for \`${role}\``)));
  return {
    accessKeyId: AccessKeyId,
    secretAccessKey: SecretAccessKey,
    sessionToken: SessionToken,
    expiration: Expiration,
  };
}

/** AWS's own: the suffixes of its partitions. Source: the SDK's partitions. */
const AWS_HOSTS = /\.(amazonaws\.com|amazonaws\.com\.cn|api\.aws|api\.amazonwebservices\.com\.cn)$/;

export const LAST = { step: 'finalizeRequest', name: 'ringfenceEndpoints' } as const;

/** Notes where each request goes, whichever setting named the endpoint. */
export function noting(foreign: Set<string>) {
  return <Args extends object, Output>(next: (args: Args) => Promise<Output>) =>
    (args: Args): Promise<Output> => {
      note(args, foreign);
      return next(args);
    };
}

/** Notes where a request would go, and does not send it. */
export function notingOnly<Output>(foreign: Set<string>, instead: Output) {
  return <Args extends object>() =>
    async (args: Args): Promise<Output> => {
      note(args, foreign);
      return instead;
    };
}

function note(args: object, foreign: Set<string>): void {
  const request = field(args, 'request');
  const host = text(field(request, 'hostname')) ?? '';
  const port = field(request, 'port');
  const protocol = text(field(request, 'protocol')) ?? 'https:';
  if (!AWS_HOSTS.test(host)) foreign.add(`${protocol}//${host}${typeof port === 'number' ? `:${port}` : ''}`);
}

import { accountOf } from './evaluate/outside.js';

/** What is known of a request before its own context is looked at. */
export interface Caller {
  /** An ARN, or a service principal. */
  readonly principal: string;
  readonly action: string;
  /** Null where the request names none: then only global services have one. */
  readonly region: string | null;
  /** Null where the principal is in no organization that is known. */
  readonly organization: { readonly id: string /** `o-…/r-…/ou-…/` */; readonly path: string } | null;
}

/**
 * The region of requests to services with one endpoint, in the partition aws.
 * Source: AWS IAM user guide, aws:RequestedRegion (IAM, CloudFront, Organizations, Route 53, Support: us-east-1); AWS
 * Chatbot and Device Farm have theirs in us-west-2.
 */
const GLOBAL_REGIONS: Readonly<Record<string, string>> = {
  iam: 'us-east-1',
  cloudfront: 'us-east-1',
  organizations: 'us-east-1',
  route53: 'us-east-1',
  support: 'us-east-1',
  chatbot: 'us-west-2',
  devicefarm: 'us-west-2',
};

/**
 * The context keys that follow from who asks for what and where. The request's own context goes before them.
 * @returns keys in small letters
 */
export function derivedContext(caller: Caller): Map<string, readonly string[]> {
  const { principal, organization } = caller;
  const context = new Map<string, readonly string[]>();
  const region = caller.region ?? globalRegion(caller);
  if (region !== null) context.set('aws:requestedregion', [region]);
  context.set('aws:principalisawsservice', [principal.startsWith('arn:') ? 'false' : 'true']);
  if (!principal.startsWith('arn:')) return context;
  context.set('aws:principalarn', [roleOfSession(principal) ?? principal]);
  context.set('aws:principalaccount', [accountOf(principal)]);
  if (organization) {
    context.set('aws:principalorgid', [organization.id]);
    context.set('aws:principalorgpaths', [organization.path]);
  }
  for (const [key, value] of identity(principal)) context.set(key, [value]);
  return context;
}

function globalRegion({ principal, action }: Caller): string | null {
  const service = action.slice(0, action.indexOf(':')).toLowerCase();
  if (!principal.startsWith('arn:aws:') || !Object.hasOwn(GLOBAL_REGIONS, service)) return null;
  return GLOBAL_REGIONS[service] ?? null;
}

/**
 * The ARN of the role of a session, which aws:PrincipalArn has: "for IAM roles, the request context returns the ARN of
 * the role". The ARN of a session does not tell the role's path: this one has none. Null for other principals.
 * Source: IAM user guide, aws:PrincipalArn.
 */
export function roleOfSession(principal: string): string | null {
  const [prefix, partition, , , account, resource = ''] = principal.split(':');
  const [kind, role = ''] = resource.split('/');
  return kind === 'assumed-role' ? [prefix, partition, 'iam', '', account, `role/${role}`].join(':') : null;
}

const TYPES: Readonly<Record<string, string>> = {
  root: 'Account',
  user: 'User',
  'federated-user': 'FederatedUser',
  role: 'AssumedRole',
  'assumed-role': 'AssumedRole',
};

/**
 * What aws:PrincipalType is for the ARN of a principal; null where it is none of these.
 * Source: IAM user guide, policy variables, table "Principal key values".
 */
export function principalType(arn: string): string | null {
  const [kind = ''] = resourceOf(arn);
  return Object.hasOwn(TYPES, kind) ? (TYPES[kind] ?? null) : null;
}

/** Only users have a name in aws:username. Source: the same table. */
function identity(principal: string): [key: string, value: string][] {
  const [kind, ...names] = resourceOf(principal);
  const type = principalType(principal);
  return [
    ...(type === null ? [] : [['aws:principaltype', type] satisfies [string, string]]),
    ...(kind === 'user' ? [['aws:username', names.at(-1) ?? ''] satisfies [string, string]] : []),
  ];
}

const resourceOf = (arn: string): string[] => arn.split(':').slice(5).join(':').split('/');

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
  // The key holds the role's ARN with its path, which the ARN of a session does not tell.
  if (!isSession(principal)) context.set('aws:principalarn', [principal]);
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

const isSession = (principal: string): boolean => principal.split(':', 6)[5]?.startsWith('assumed-role/') ?? false;

/**
 * Source: IAM user guide, aws:PrincipalType and aws:username. What the type of root and federated users is, no page that
 * is at hand says (docs/scp-semantics.md): a root user is known by aws:PrincipalArn.
 */
function identity(principal: string): [key: string, value: string][] {
  const resource = principal.split(':').slice(5).join(':');
  const [kind, ...names] = resource.split('/');
  if (kind === 'role' || kind === 'assumed-role') return [['aws:principaltype', 'AssumedRole']];
  if (kind !== 'user') return [];
  return [
    ['aws:principaltype', 'User'],
    ['aws:username', names.at(-1) ?? ''],
  ];
}

import type { PolicyType } from '../policy.js';
import { RCP_SERVICES } from '../rcp-services.js';
import type { Request } from '../request.js';
import { serviceOf } from './action-test.js';

/** What decides who is outside the reach of organization policies. */
export interface Reach {
  readonly type: PolicyType;
  readonly managementAccount: string;
  /** `o-…`: principals whose aws:PrincipalOrgID is another are not reached by its SCPs. Absent: all are its own. */
  readonly organizationId?: string;
  /** The account of the resource, for resource control policies; absent: that of its ARN, else the principal's. */
  readonly resourceAccount?: string;
}

/** The account of an ARN; empty where it has none. Every decision asks for it: nothing is split. */
export function accountOf(arn: string): string {
  let start = 0;
  for (let colons = 0; colons < 4; colons++) {
    start = arn.indexOf(':', start) + 1;
    if (start === 0) return '';
  }
  const end = arn.indexOf(':', start);
  return arn.slice(start, end < 0 ? arn.length : end);
}

const SERVICE_LINKED = ':role/aws-service-role/';

/**
 * Services whose tasks no SCP restricts: of those that AWS names, the one that has actions in the IAM catalogue. What
 * AWS names besides are tasks of root users without an action of IAM's (docs/scp-semantics.md, S12).
 */
const SCP_EXEMPT_SERVICES: ReadonlySet<string> = new Set(['mechanicalturk']);

/**
 * Actions that need no permission, and that a deny does not stop either.
 * Source: AWS STS API reference, GetCallerIdentity; IAM user guide, permissions for GetSessionToken.
 */
const UNCONTROLLED_ACTIONS: ReadonlySet<string> = new Set(['sts:getcalleridentity', 'sts:getsessiontoken']);

/**
 * Why organization policies of a type do not reach a request; null where they do.
 * Source: AWS Organizations user guide, "Tasks and entities not restricted by SCPs", and the same of RCPs.
 */
export function outside(request: Request, reach: Reach): string | null {
  if (request.principal.includes(SERVICE_LINKED))
    return 'service-linked roles are outside the reach of organization policies';
  if (UNCONTROLLED_ACTIONS.has(request.action.toLowerCase())) return `no policy controls \`${request.action}\``;
  return reach.type === 'SERVICE_CONTROL_POLICY' ? outsideScp(request, reach) : outsideRcp(request, reach);
}

function outsideScp({ principal, action, context }: Request, reach: Reach): string | null {
  if (!principal.startsWith('arn:')) return 'service principals are outside the reach of service control policies';
  if (accountOf(principal) === reach.managementAccount)
    return 'the management account is outside the reach of service control policies';
  if (isOfAnotherOrganization(context, reach))
    return 'principals of other organizations are outside the reach of service control policies';
  const service = serviceOf(action).toLowerCase();
  return SCP_EXEMPT_SERVICES.has(service)
    ? `service control policies do not restrict the service \`${service}\``
    : null;
}

function isOfAnotherOrganization(context: Request['context'], { organizationId }: Reach): boolean {
  if (organizationId === undefined) return false;
  const [own] = context.get('aws:principalorgid') ?? [];
  return own !== undefined && own !== organizationId;
}

function outsideRcp({ principal, action, resource }: Request, reach: Reach): string | null {
  const name = action.toLowerCase();
  if (name === 'kms:retiregrant') return '`kms:RetireGrant` is outside the reach of resource control policies';
  const service = serviceOf(name);
  if (!RCP_SERVICES.has(service)) return `resource control policies do not reach the service \`${service}\``;
  const owner = reach.resourceAccount ?? (accountOf(resource) || accountOf(principal));
  return owner === reach.managementAccount
    ? 'resources of the management account are outside the reach of resource control policies'
    : null;
}

import { derivedContext, roleOfSession } from '../scp/derived-context.js';
import type { Request } from '../scp/request.js';
import type { WrittenRequest } from './schema.js';

/** A request with what follows from it, and what was assumed that it does not tell. */
export interface CompletedRequest {
  readonly request: Request;
  readonly assumed: readonly string[];
}

const PRINCIPAL = 'aws:principalarn';

/**
 * Adds the keys that follow from who asks for what and where; the request's own context goes before them.
 * @param organization its id, and the path of the place whose policies decide
 */
export function completedRequest(
  written: WrittenRequest,
  organization: { readonly id: string; readonly path: string },
): CompletedRequest {
  const { action, resource = '*', region = null, principal } = written;
  const given = new Map(
    Object.entries(written.context ?? {}).map(([key, value]) => [key.toLowerCase(), [value].flat().map(String)]),
  );
  const context = new Map([...derivedContext({ principal, action, region, organization }), ...given]);
  const role = roleOfSession(principal);
  return {
    // Of a session, policies see the role.
    request: { action, resource, principal: (role && context.get(PRINCIPAL)?.[0]) ?? principal, context },
    assumed: role === null || given.has(PRINCIPAL) ? [] : [pathAssumption(role)],
  };
}

const pathAssumption = (role: string): string =>
  `\`aws:PrincipalArn\` is \`${role}\`: the ARN of a session does not tell its role's path; for a role with one, give the role's ARN as the principal, or \`--context aws:PrincipalArn=…\``;

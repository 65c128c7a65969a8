import type { Catalogue } from '../scp/catalogue/catalogue.js';
import { nearestAction } from '../scp/catalogue/nearest.js';
import { derivedContext, roleOfSession } from '../scp/derived-context.js';
import type { Request } from '../scp/request.js';
import { didYouMean } from '../text/nearest.js';
import type { WrittenRequest } from './schema.js';

/** A request with what follows from it, and what was assumed that it does not tell. */
export interface CompletedRequest {
  readonly request: Request;
  readonly assumed: readonly string[];
}

const PRINCIPAL = 'aws:principalarn';

/** What is wrong with a request, in words; null where it can be decided. */
export function wrongRequest({ principal, resource = '*' }: WrittenRequest): string | null {
  if (!principal.startsWith('arn:') && !/^[a-z0-9-]+(\.[a-z0-9-]+)+$/.test(principal))
    return `\`${principal}\` is no principal: write the ARN of a role, a session, a user or a root user (\`arn:aws:iam::222222222222:role/web\`), or a service (\`cloudtrail.amazonaws.com\`)`;
  if (resource !== '*' && !resource.startsWith('arn:'))
    return `\`${resource}\` is no resource: write its ARN, or \`*\` for an action that has none`;
  return null;
}

/**
 * Adds the keys that follow from who asks for what and where; the request's own context goes before them.
 * @param organization its id, and the path of the place whose policies decide
 */
export function completedRequest(
  written: WrittenRequest,
  organization: { readonly id: string; readonly path: string },
  catalogue: Catalogue,
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
    assumed: [
      ...(catalogue.action(action) ? [] : [actionAssumption(action, catalogue)]),
      ...(role === null || given.has(PRINCIPAL) ? [] : [pathAssumption(role)]),
    ],
  };
}

const pathAssumption = (role: string): string =>
  `\`aws:PrincipalArn\` is \`${role}\`: the ARN of a session does not tell its role's path; for a role with one, give the role's ARN as the principal, or \`--context aws:PrincipalArn=…\``;

const actionAssumption = (action: string, catalogue: Catalogue): string =>
  `\`${action}\` is an action, though the IAM catalogue of ${catalogue.date} has none of this name${didYouMean(nearestAction(catalogue, action))}`;

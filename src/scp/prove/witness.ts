import type { Request } from '../request.js';
import { RESOURCE, type Values } from './probe.js';
import type { Scope } from './scope.js';

const PRINCIPAL = 'aws:principalarn';
const REGION = 'aws:requestedregion';

/** Who asks where nothing depends on it. */
const SOMEBODY = 'arn:aws:iam::222222222222:role/example';

/**
 * The values of a search as a request, in the most ordinary form that still shows the same.
 * @param shows whether a request refutes the property
 */
export function requestOf(
  values: ReadonlyMap<string, Values>,
  action: string,
  { probes }: Scope,
  shows: (request: Request) => boolean,
): Request | null {
  const inScope = (request: Request): boolean =>
    probes.every(
      ({ dimension, truth }) =>
        truth(dimension === RESOURCE ? [request.resource] : request.context.get(dimension)) === true,
    );
  const fits = (request: Request): boolean => inScope(request) && shows(request);
  const raw = requestFrom(values, action);
  if (!fits(raw)) return null;
  return improvements(raw).reduce((best, improve) => {
    const better = improve(best);
    return fits(better) ? better : best;
  }, raw);
}

function requestFrom(values: ReadonlyMap<string, Values>, action: string): Request {
  const context = new Map<string, readonly string[]>();
  for (const [dimension, value] of values) {
    if (dimension !== RESOURCE && value !== undefined) context.set(dimension, value);
  }
  const principal = context.get(PRINCIPAL)?.[0] ?? SOMEBODY;
  context.set(PRINCIPAL, [principal]);
  return { action, resource: values.get(RESOURCE)?.[0] ?? '*', principal, context };
}

/** Steps to a request as one meets it; each is kept only if the request still shows the same. */
function improvements({ context }: Request): ((request: Request) => Request)[] {
  const regions = context.has(REGION) ? ['us-east-1', 'eu-west-1', 'ap-southeast-2'] : [];
  return [
    (request) => ({ ...request, resource: ordinary(request.resource) }),
    (request) => withPrincipal(request, ordinary(request.principal)),
    (request) => withPrincipal(request, request.principal.replace(/\d{12}/, '222222222222')),
    (request) => withPrincipal(request, SOMEBODY),
    ...regions.map((region) => (request: Request): Request => {
      const current = request.context.get(REGION)?.[0] ?? '';
      return /^[a-z]{2}(-[a-z]+)+-\d$/.test(current)
        ? request
        : { ...request, context: new Map(request.context).set(REGION, [region]) };
    }),
  ];
}

/** `arn:::…` in the partition aws. */
const ordinary = (arn: string): string => arn.replace(/^arn:[^:]*:/, 'arn:aws:');

const withPrincipal = (request: Request, principal: string): Request => ({
  ...request,
  principal,
  context: new Map(request.context).set(PRINCIPAL, [principal]),
});

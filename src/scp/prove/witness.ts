import { derivedContext } from '../derived-context.js';
import type { PolicyType } from '../policy.js';
import type { Request } from '../request.js';
import { RESOURCE, type Values } from './probe.js';
import { SOMEBODY } from './reached.js';
import { PRINCIPAL, type World } from './world.js';

const REGION = 'aws:requestedregion';
const ACCOUNT = '222222222222';

/** A request by what is not derived from anything else. */
interface Parts {
  readonly action: string;
  readonly resource: string;
  readonly principal: string;
  /** Null where nothing asks for it. */
  readonly region: string | null;
  readonly own: ReadonlyMap<string, readonly string[]>;
}

interface Surroundings {
  readonly world: World;
  readonly type: PolicyType;
}

/**
 * The values of a search as a request, in the most ordinary form and with the fewest keys that still show the same.
 * @param shows whether a request refutes the property
 */
export function requestOf(
  values: ReadonlyMap<string, Values>,
  action: string,
  surroundings: Surroundings,
  shows: (request: Request) => boolean,
): Request | null {
  const fits = (parts: Parts): boolean => isOfItself(parts) && shows(completed(parts, surroundings));
  const raw = partsOf(values, action);
  const ways = improvements(raw, surroundings.world);
  const first = [raw, ...ways.map((improve) => improve(raw))].find(fits);
  if (!first) return null;
  const best = ways.reduce((current, improve) => {
    const better = improve(current);
    return fits(better) ? better : current;
  }, first);
  return completed(best, surroundings);
}

/** The keys that a request with these values has, with those that follow from who asks. */
export const contextOf = (
  values: ReadonlyMap<string, Values>,
  action: string,
  surroundings: Surroundings,
): ReadonlyMap<string, readonly string[]> => completed(partsOf(values, action), surroundings).context;

function partsOf(values: ReadonlyMap<string, Values>, action: string): Parts {
  const own = new Map<string, readonly string[]>();
  for (const [dimension, value] of values) {
    if (![RESOURCE, PRINCIPAL, REGION].includes(dimension) && value !== undefined) own.set(dimension, value);
  }
  return {
    action,
    resource: values.get(RESOURCE)?.[0] ?? '*',
    principal: values.get(PRINCIPAL)?.[0] ?? SOMEBODY,
    region: values.get(REGION)?.[0] ?? null,
    own,
  };
}

/** With the keys that follow from principal, action and region. */
function completed({ action, resource, principal, region, own }: Parts, { world, type }: Surroundings): Request {
  const known = type === 'SERVICE_CONTROL_POLICY' && world.organizationId !== null;
  const organization = known ? { id: world.organizationId, path: world.organizationPath ?? '' } : null;
  const derived = derivedContext({ principal, action, region, organization });
  if (world.organizationPath === undefined) derived.delete('aws:principalorgpaths');
  return { action, resource, principal, context: new Map([...own, ...derived]) };
}

/** The context of a request without the keys that follow from who asks for what and where: what has to be said of it. */
export function notDerived(request: Request, { organizationId }: World): Map<string, readonly string[]> {
  const { principal, action, context } = request;
  const organization = organizationId === null ? null : { id: organizationId, path: '' };
  const derived = derivedContext({ principal, action, region: context.get(REGION)?.[0] ?? null, organization });
  return new Map([...context].filter(([key, values]) => derived.get(key)?.join() !== values.join()));
}

/** Whether AWS makes such requests: a service with one region is asked there, and only root users are assumed as such. */
function isOfItself({ action, principal, region, own }: Parts): boolean {
  const only = derivedContext({ principal, action, region: null, organization: null }).get(REGION)?.[0];
  if (only !== undefined && region !== null && region !== only) return false;
  return own.get('aws:assumedroot')?.[0]?.toLowerCase() !== 'true' || principal.endsWith(':root');
}

type Improvement = (parts: Parts) => Parts;

/** Steps to a request as one meets it; each is kept only if the request still shows the same. */
function improvements({ own, action }: Parts, world: World): Improvement[] {
  const formats = world.catalogue.action(action)?.resourceTypes.flatMap(({ arns }) => arns) ?? [];
  return [
    ...['us-east-1', 'us-west-2', 'eu-west-1', 'ap-southeast-2'].map(
      (region): Improvement =>
        (parts) =>
          parts.region === null || isRegion(parts.region) ? parts : { ...parts, region },
    ),
    (parts) => ({ ...parts, principal: inPartition(parts.principal) }),
    (parts) => ({ ...parts, principal: parts.principal.replace(/\d{12}/, ACCOUNT) }),
    (parts) => ({ ...parts, principal: SOMEBODY }),
    (parts) => ({ ...parts, resource: inPartition(parts.resource) }),
    ...formats.map(
      (format): Improvement =>
        (parts) => ({ ...parts, resource: filled(parts.resource, format) }),
    ),
    ...formats.map(
      (format): Improvement =>
        (parts) => ({ ...parts, resource: exampleOf(format) }),
    ),
    ...[...own.keys()].map(
      (key): Improvement =>
        (parts) => {
          const fewer = new Map(parts.own);
          fewer.delete(key);
          return { ...parts, own: fewer };
        },
    ),
  ];
}

const isRegion = (text: string): boolean => /^[a-z]{2}(-[a-z]+)+-\d$/.test(text);

/** An ARN of no partition, or of one that there is not, in the partition aws. */
const inPartition = (arn: string): string => arn.replace(/^arn:(?!aws)[^:]*:/, 'arn:aws:');

/** An ARN with a region and account, where its format has such. */
function filled(arn: string, format: string): string {
  const [parts, placeholders] = [arn.split(':'), format.split(':')];
  if (parts.length < 6 || parts[2] !== placeholders[2]) return arn;
  return parts
    .map((part, index) => {
      if (index === 3 && placeholders[3] === '${Region}' && !isRegion(part)) return 'us-east-1';
      return index === 4 && placeholders[4] === '${Account}' ? ACCOUNT : part;
    })
    .join(':');
}

const EXAMPLES: Readonly<Record<string, string>> = { Partition: 'aws', Region: 'us-east-1', Account: ACCOUNT };

const exampleOf = (format: string): string =>
  format.replace(/\$\{([^{}]*)\}/g, (_, name: string) => EXAMPLES[name] ?? 'example');

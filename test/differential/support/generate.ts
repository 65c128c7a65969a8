// biome-ignore-all lint/suspicious/noTemplateCurlyInString: policy variables.
import { below, pick, type Random } from '../../../scripts/fuzz/random.js';
import type { Catalogue, CatalogueAction } from '../../../src/scp/catalogue/catalogue.js';
import type { Request } from '../../../src/scp/request.js';
import { conditionKeys, policyValues, randomCondition, requestValues } from './generate-conditions.js';
import { randomResource, resourcePatterns } from './generate-resources.js';

/** A statement as JSON has it: without the types that keep a generator from writing what AWS takes and nobody means. */
export type RandomStatement = Record<string, unknown>;

export interface RandomPolicy {
  readonly name: string;
  readonly document: { readonly Version: string; readonly Statement: readonly RandomStatement[] };
}

/** Policies of one to three levels, and requests that come near them. */
export interface RandomSet {
  readonly levels: readonly (readonly RandomPolicy[])[];
  readonly requests: readonly Request[];
}

export const MANAGEMENT_ACCOUNT = '111111111111';
const PRINCIPALS = [
  ...new Array<string>(12).fill('arn:aws:iam::222222222222:role/app'),
  'arn:aws:iam::222222222222:role/team/web',
  'arn:aws:iam::333333333333:user/web',
  'arn:aws:iam::222222222222:root',
  `arn:aws:iam::${MANAGEMENT_ACCOUNT}:role/app`,
  'arn:aws:iam::222222222222:role/aws-service-role/ecs.amazonaws.com/AWSServiceRoleForECS',
];

/** No policy controls these: iam-simulate does not look at any. */
const UNCONTROLLED = ['sts:GetCallerIdentity', 'sts:GetSessionToken'];

/** Actions whose requests name one resource, or none: which of several a request is about is no question of ours. */
export const usableActions = (catalogue: Catalogue): CatalogueAction[] =>
  catalogue.actions.flatMap((name) => {
    const action = catalogue.action(name);
    const arns = action?.resourceTypes.flatMap((type) => type.arns) ?? [];
    const usable =
      action?.addedFrom === null &&
      !UNCONTROLLED.includes(name) &&
      arns.length < 2 &&
      arns.every((arn) => /^arn:[^*]*:[^*]*$/.test(arn));
    return usable ? [action] : [];
  });

export function randomSet(
  random: Random,
  catalogue: Catalogue,
  actions: readonly CatalogueAction[],
  requests: number,
): RandomSet {
  const first = pick(random, actions);
  const service = first.name.slice(0, first.name.indexOf(':') + 1);
  const sameService = actions.filter(({ name }) => name.startsWith(service));
  const focus = [first, pick(random, sameService), pick(random, sameService), pick(random, actions)];
  const made = Array.from({ length: requests }, () => randomRequest(random, catalogue, focus));
  const levels = Array.from({ length: 1 + below(random, 3) }, (_, level) =>
    Array.from({ length: 1 + below(random, 2) }, (__, policy) => ({
      name: `policy ${level}.${policy}`,
      document: {
        Version: below(random, 30) === 0 ? '2008-10-17' : '2012-10-17',
        Statement: randomStatements(random, catalogue, made),
      },
    })),
  );
  return { levels, requests: made };
}

function randomRequest(random: Random, catalogue: Catalogue, focus: readonly CatalogueAction[]): Request {
  const action = pick(random, focus);
  const context = new Map<string, readonly string[]>();
  for (const name of conditionKeys(random, action)) {
    const values = requestValues(random, catalogue, name);
    if (values !== undefined) context.set(name.toLowerCase(), values);
  }
  return {
    action: below(random, 10) === 0 ? action.name.toUpperCase() : action.name,
    resource: randomResource(random, action),
    principal: pick(random, PRINCIPALS),
    context,
  };
}

function randomStatements(random: Random, catalogue: Catalogue, requests: readonly Request[]): RandomStatement[] {
  const everything = { Effect: 'Allow', Action: '*', Resource: '*' };
  const others = Array.from({ length: 1 + below(random, 4) }, () => randomStatement(random, catalogue, requests));
  return below(random, 8) === 0 ? others : [everything, ...others];
}

function randomStatement(random: Random, catalogue: Catalogue, requests: readonly Request[]): RandomStatement {
  const near = pick(random, requests);
  const conditions = Array.from({ length: below(random, 4) }, () => randomCondition(random, catalogue, near));
  const block: Record<string, Record<string, unknown>> = {};
  for (const { operator, key, base } of conditions) {
    const values = policyValues(random, base, near.context.get(key.toLowerCase()));
    block[operator] = {
      ...block[operator],
      [key]: values.length === 1 && below(random, 2) === 0 ? values[0] : values,
    };
  }
  return {
    Effect: below(random, 5) === 0 ? 'Allow' : 'Deny',
    [below(random, 5) === 0 ? 'NotAction' : 'Action']: actionPatterns(random, requests),
    [below(random, 5) === 0 ? 'NotResource' : 'Resource']: resourcePatterns(random, near),
    ...(conditions.length === 0 ? {} : { Condition: block }),
  };
}

/** Mostly wide enough to cover one of the requests' actions. */
function actionPatterns(random: Random, requests: readonly Request[]): string[] {
  return Array.from({ length: 1 + below(random, 3) }, () => {
    const [service = '', name = ''] = pick(random, requests).action.split(':');
    const at = below(random, name.length);
    return pick(random, [
      '*',
      `${service}:*`,
      `${service}:${name}`,
      `${service.toUpperCase()}:${name.toLowerCase()}`,
      `${service}:${name.slice(0, at)}*`,
      `${service}:*${name.slice(at)}`,
      `${service}:${name.slice(0, at)}?${name.slice(at + 1)}`,
      `${service}:${name.slice(0, at)}*${name.slice(at + 2)}`,
      'ec2:*',
      ...(below(random, 60) === 0 ? [`*:${name}`, `${service.slice(0, -1)}?:${name}`] : []),
    ]);
  });
}

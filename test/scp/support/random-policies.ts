import fc from 'fast-check';
import type { StatementDocument } from '../../../src/scp/policy.js';
import type { Request } from '../../../src/scp/request.js';

/** Policies and requests over a universe so small that they meet: a few actions, resources, keys and values. */
const ACTIONS = ['ecs:*', 'ecs:Run*', 'ecs:RunTask', 'ECS:runtask', 'ecs:StopTask', '*', 's3:GetObject', 'ecs:*Task'];
const RESOURCES = ['*', 'arn:aws:ecs:*:*:task/*', 'arn:aws:ecs:eu:1:task/a', 'arn:aws:s3:::b/*', 'arn:aws:*'];
const REGIONS = ['eu', 'us', 'e*'];
const ROLES = ['arn:aws:iam::1:role/a', 'arn:*:iam::*:role/*', 'arn:aws:iam::*:root', '*'];

const list = (values: readonly string[]) =>
  fc.uniqueArray(fc.constantFrom(...values), { minLength: 1, maxLength: Math.min(3, values.length) });

const condition = fc.oneof(
  block(
    ['StringEquals', 'StringNotLike', 'StringLikeIfExists', 'StringNotEqualsIfExists'],
    ['aws:RequestedRegion', 'AWS:requestedregion'],
    REGIONS,
  ),
  block(['ArnLike', 'ArnNotEquals', 'ArnNotLikeIfExists'], ['aws:PrincipalArn'], ROLES),
  block(['ForAnyValue:StringLike', 'ForAllValues:StringNotEquals'], ['aws:TagKeys'], REGIONS),
  block(['Null', 'Bool'], ['aws:MultiFactorAuthPresent'], ['true', 'false']),
);

function block(operators: readonly string[], keys: readonly string[], values: readonly string[]) {
  return fc
    .tuple(fc.constantFrom(...operators), fc.constantFrom(...keys), list(values))
    .map(([operator, key, chosen]) => ({ [operator]: { [key]: chosen } }));
}

export const randomStatement: fc.Arbitrary<StatementDocument> = fc
  .record({
    effect: fc.constantFrom('Deny' as const, 'Deny' as const, 'Allow' as const),
    notAction: fc.boolean(),
    actions: list(ACTIONS),
    notResource: fc.boolean(),
    resources: list(RESOURCES),
    conditions: fc.array(condition, { maxLength: 2 }),
  })
  .map(({ effect, notAction, actions, notResource, resources, conditions }) => ({
    Effect: effect,
    [notAction ? 'NotAction' : 'Action']: actions,
    [notResource ? 'NotResource' : 'Resource']: resources,
    ...(conditions.length > 0 ? { Condition: Object.assign({}, ...conditions) } : {}),
  }));

export const randomRequest: fc.Arbitrary<Request> = fc
  .record({
    action: fc.constantFrom('ecs:RunTask', 'ecs:StopTask', 'ecs:Poll', 's3:GetObject', 's3:PutObject'),
    resource: fc.constantFrom('*', 'arn:aws:ecs:eu:1:task/a', 'arn:aws:ecs:eu:1:task/a:b', 'arn:aws:s3:::b/c'),
    principal: fc.constantFrom('arn:aws:iam::1:role/a', 'arn:aws:iam::1:role/b', 'arn:aws:iam::1:root'),
    region: fc.option(fc.constantFrom('eu', 'us', 'e')),
    tags: fc.option(fc.subarray(['eu', 'us', 'x'])),
    mfa: fc.option(fc.constantFrom('true', 'false', 'TRUE')),
  })
  .map(({ action, resource, principal, region, tags, mfa }) => {
    const context = new Map<string, readonly string[]>([['aws:principalarn', [principal]]]);
    if (region !== null) context.set('aws:requestedregion', [region]);
    if (tags !== null) context.set('aws:tagkeys', tags);
    if (mfa !== null) context.set('aws:multifactorauthpresent', [mfa]);
    return { action, resource, principal, context };
  });

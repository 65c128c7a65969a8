// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the variables are those of IAM.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { compile } from '../../src/scp/evaluate/decider.js';
import type { StatementDocument } from '../../src/scp/policy.js';
import { policyOf } from './support/policy-of.js';

interface Asked {
  readonly action?: string;
  readonly resource?: string;
  readonly principal?: string;
  readonly context?: Readonly<Record<string, string | readonly string[]>>;
  readonly version?: '2008-10-17';
}

type Row = [what: string, deny: Partial<StatementDocument>, asked: Asked, expected: 'deny' | 'allow' | 'assumed deny'];

const ROLE = 'arn:aws:iam::222222222222:role/team/app';
const CLUSTER = 'arn:aws:ecs:eu-west-1:222222222222:cluster/web';
const FULL: StatementDocument = { Effect: 'Allow', Action: '*', Resource: '*' };

/** What becomes of a request where all is allowed but what one statement denies; `assumed` where AWS leaves it open. */
function decision(deny: Partial<StatementDocument>, asked: Asked): string {
  const { action = 'ecs:DeleteCluster', resource = CLUSTER, principal = ROLE, context = {}, version } = asked;
  const actions = deny.NotAction ? {} : { Action: '*' };
  const resources = deny.NotResource ? {} : { Resource: '*' };
  const statement: StatementDocument = { Effect: 'Deny', ...actions, ...resources, ...deny };
  const policies = [policyOf([FULL]), policyOf([statement], version ? { version } : {})];
  const attached = policies.map((policy, index) => ({ id: `p-${index}`, name: `${index}`, policy }));
  const decider = compile([{ target: 'r-exam', name: '/', policies: attached }], {
    type: 'SERVICE_CONTROL_POLICY',
    managementAccount: '111111111111',
  });
  const entries = Object.entries(context).map(([key, value]) => [key, [value].flat()] as const);
  const request = { action, resource, principal, context: new Map<string, readonly string[]>(entries) };
  const explained = decider.explain(request);
  assert.equal(decider.decide(request), explained.decision, 'decide and explain differ');
  return explained.assumed.length > 0 ? `assumed ${explained.decision}` : explained.decision;
}

const when = (operator: string, key: string, ...values: string[]): Partial<StatementDocument> => ({
  Condition: { [operator]: { [key]: values } },
});
const region = (value: string): Asked => ({ context: { 'aws:requestedregion': value } });
const tags = (...values: string[]): Asked => ({ context: { 'aws:tagkeys': values } });

/** By the numbers of docs/scp-semantics.md; expectations are those of its text. */
const rows: Readonly<Record<string, readonly Row[]>> = {
  S1: [
    ['RunTask is not denied where PassRole is', { Action: 'iam:PassRole' }, { action: 'ecs:RunTask' }, 'allow'],
    ['the check of PassRole is denied by itself', { Action: 'iam:PassRole' }, { action: 'iam:PassRole' }, 'deny'],
  ],
  S2: [
    ['keys have no case', when('StringEquals', 'AWS:requestedREGION', 'eu-west-1'), region('eu-west-1'), 'deny'],
    [
      'nor have tag keys',
      when('StringEquals', 'aws:PrincipalTag/Team', 'a'),
      { context: { 'aws:principaltag/team': 'a' } },
      'deny',
    ],
    ['actions have no case', { Action: 'ECS:deletecluster' }, {}, 'deny'],
    ['values have', when('StringEquals', 'aws:RequestedRegion', 'EU-WEST-1'), region('eu-west-1'), 'allow'],
    ['resources have, in all parts', { Resource: CLUSTER.replace('aws:', 'AWS:') }, {}, 'allow'],
    [
      'IgnoreCase folds',
      when('StringEqualsIgnoreCase', 'aws:RequestedRegion', 'EU-WEST-1'),
      region('eu-west-1'),
      'deny',
    ],
    [
      'operators are taken in any case',
      when('stringequals', 'aws:RequestedRegion', 'eu-west-1'),
      region('eu-west-1'),
      'deny',
    ],
  ],
  S3: [
    ['positive', when('StringEquals', 'aws:RequestedRegion', 'a'), {}, 'allow'],
    ['negated', when('StringNotEquals', 'aws:RequestedRegion', 'a'), {}, 'deny'],
    ['IfExists', when('StringEqualsIfExists', 'aws:RequestedRegion', 'a'), {}, 'deny'],
    ['ForAllValues', when('ForAllValues:StringEquals', 'aws:TagKeys', 'a'), {}, 'deny'],
    ['ForAnyValue, negated', when('ForAnyValue:StringNotEquals', 'aws:TagKeys', 'a'), {}, 'allow'],
    ['Null', when('Null', 'aws:TagKeys', 'true'), {}, 'deny'],
    ['ForAnyValue with IfExists', when('ForAnyValue:StringEqualsIfExists', 'aws:TagKeys', 'a'), {}, 'assumed deny'],
  ],
  S4: [
    ['ForAnyValue, one of two', when('ForAnyValue:StringEquals', 'aws:TagKeys', 'a'), tags('b', 'a'), 'deny'],
    ['ForAllValues, one of two', when('ForAllValues:StringEquals', 'aws:TagKeys', 'a'), tags('b', 'a'), 'allow'],
    ['of a key with one value', when('ForAnyValue:StringEquals', 'aws:RequestedRegion', 'a'), region('a'), 'deny'],
    ['an empty list and ForAllValues', when('ForAllValues:StringEquals', 'aws:TagKeys', 'a'), tags(), 'deny'],
    ['an empty list and ForAnyValue', when('ForAnyValue:StringNotEquals', 'aws:TagKeys', 'a'), tags(), 'allow'],
    ['an empty list is null', when('Null', 'aws:TagKeys', 'true'), tags(), 'deny'],
  ],
  S5: [
    ['one of several values', when('StringEquals', 'aws:RequestedRegion', 'a', 'b'), region('b'), 'deny'],
    ['none of several values', when('StringNotEquals', 'aws:RequestedRegion', 'a', 'b'), region('b'), 'allow'],
    [
      'one of two conditions',
      { Condition: { StringEquals: { 'aws:RequestedRegion': 'a' }, Bool: { 'aws:SecureTransport': 'false' } } },
      region('a'),
      'allow',
    ],
  ],
  S6: [
    ['`*` outside Like', when('StringEquals', 'aws:RequestedRegion', 'eu-*'), region('eu-west-1'), 'allow'],
    ['`*` in Like', when('StringLike', 'aws:RequestedRegion', 'eu-*'), region('eu-west-1'), 'deny'],
    ['`?` is one character', when('StringLike', 'aws:RequestedRegion', 'eu-west-1?'), region('eu-west-1'), 'allow'],
    ['`${*}` is a character', when('StringLike', 'aws:RequestedRegion', 'eu${*}'), region('eu-west-1'), 'allow'],
    ['also outside Like', when('StringEquals', 'aws:RequestedRegion', 'eu${*}'), region('eu*'), 'deny'],
    [
      'line breaks are characters',
      when('StringLike', 'aws:UserAgent', 'a*b'),
      { context: { 'aws:useragent': 'a\nb' } },
      'deny',
    ],
    [
      'wildcards in a value are characters',
      when('StringLike', 'aws:RequestedRegion', '${aws:PrincipalTag/team}'),
      { context: { 'aws:requestedregion': 'abc', 'aws:principaltag/team': 'a*' } },
      'allow',
    ],
    ['anywhere in an action', { Action: 'ecs:*Cluster' }, {}, 'deny'],
  ],
  S7: [
    [
      'ArnEquals is ArnLike',
      when('ArnEquals', 'aws:PrincipalArn', 'arn:*:iam::*:role/team/*'),
      { context: { 'aws:principalarn': ROLE } },
      'deny',
    ],
    [
      'no wildcard crosses a colon',
      when('ArnLike', 'aws:PrincipalArn', 'arn:*:role/team/app'),
      { context: { 'aws:principalarn': ROLE } },
      'allow',
    ],
    [
      'fewer than six parts',
      when('ArnNotLike', 'aws:PrincipalArn', '*'),
      { context: { 'aws:principalarn': ROLE } },
      'deny',
    ],
    ['a Resource part by part', { Resource: 'arn:aws:ecs:*:*:cluster/*' }, {}, 'deny'],
    ['a Resource that ends early', { Resource: 'arn:aws:ecs:*' }, {}, 'deny'],
    ['a Resource across colons', { Resource: 'arn:aws:ecs:*:cluster/web' }, {}, 'assumed deny'],
  ],
  S8: [
    [
      'a variable',
      when('StringEquals', 'aws:RequestedRegion', '${aws:PrincipalTag/r}'),
      { context: { 'aws:requestedregion': 'a', 'aws:principaltag/r': 'a' } },
      'deny',
    ],
    ['a default', when('StringEquals', 'aws:RequestedRegion', "${aws:PrincipalTag/r, 'a'}"), region('a'), 'deny'],
    ['without a value', when('StringEquals', 'aws:RequestedRegion', '${aws:PrincipalTag/r}'), region('a'), 'allow'],
    [
      'without a value, negated',
      when('StringNotEquals', 'aws:RequestedRegion', '${aws:PrincipalTag/r}'),
      region('a'),
      'assumed deny',
    ],
    [
      'with several values',
      when('StringEquals', 'aws:RequestedRegion', '${aws:TagKeys}'),
      { context: { 'aws:requestedregion': 'a', 'aws:tagkeys': ['a', 'b'] } },
      'allow',
    ],
    [
      'in a resource',
      { Resource: 'arn:aws:ecs:*:*:cluster/${aws:PrincipalTag/r}' },
      { context: { 'aws:principaltag/r': 'web' } },
      'deny',
    ],
    [
      'in a policy of 2008',
      when('StringEquals', 'aws:RequestedRegion', '${aws:PrincipalTag/r}'),
      { ...region('${aws:PrincipalTag/r}'), version: '2008-10-17' },
      'deny',
    ],
    [
      'in a number',
      when('NumericEquals', 'aws:MultiFactorAuthAge', '${aws:PrincipalTag/r}'),
      { context: { 'aws:multifactorauthage': '5', 'aws:principaltag/r': '5' } },
      'allow',
    ],
    ['a placeholder', when('StringEquals', 'aws:RequestedRegion', '${Region}'), region('a'), 'allow'],
  ],
  S9: [
    [
      'numbers are exact',
      when('NumericEquals', 'aws:MultiFactorAuthAge', '0.1'),
      { context: { 'aws:multifactorauthage': '0.10' } },
      'deny',
    ],
    [
      'no number, negated',
      when('NumericNotEquals', 'aws:MultiFactorAuthAge', '5'),
      { context: { 'aws:multifactorauthage': '5abc' } },
      'assumed deny',
    ],
    [
      'seconds since 1970',
      when('DateLessThan', 'aws:CurrentTime', '2026-01-01T00:00:00Z'),
      { context: { 'aws:currenttime': '1767225599' } },
      'deny',
    ],
    [
      'all IPv4 addresses',
      when('IpAddress', 'aws:SourceIp', '0.0.0.0/0'),
      { context: { 'aws:sourceip': '203.0.113.9' } },
      'deny',
    ],
    [
      'no IPv4 address is in an IPv6 range',
      when('IpAddress', 'aws:SourceIp', '::/0'),
      { context: { 'aws:sourceip': '203.0.113.9' } },
      'allow',
    ],
    [
      'another spelling of an address',
      when('IpAddress', 'aws:SourceIp', '2001:DB8::1'),
      { context: { 'aws:sourceip': '2001:db8:0:0:0:0:0:1' } },
      'deny',
    ],
  ],
  S11: [
    [
      'regions that do not exist yet',
      when('StringNotEquals', 'aws:RequestedRegion', 'eu-west-1'),
      region('eu-north-9'),
      'deny',
    ],
    ['actions that do not exist yet', { Action: 'ecs:*' }, { action: 'ecs:CreateMoon' }, 'deny'],
  ],
  S12: [
    ['the management account', {}, { principal: 'arn:aws:iam::111111111111:root' }, 'allow'],
    [
      'a service-linked role',
      {},
      { principal: 'arn:aws:iam::222222222222:role/aws-service-role/ecs.amazonaws.com/X' },
      'allow',
    ],
    ['a service principal', {}, { principal: 'ecs.amazonaws.com' }, 'allow'],
    ['a root user of a member account', {}, { principal: 'arn:aws:iam::222222222222:root' }, 'deny'],
    ['an action that no policy controls', {}, { action: 'sts:GetCallerIdentity' }, 'allow'],
  ],
};

describe('docs/scp-semantics.md, point by point', () => {
  for (const [point, cases] of Object.entries(rows)) {
    describe(point, () => {
      for (const [what, deny, asked, expected] of cases)
        it(`${what}: ${expected}`, () => assert.equal(decision(deny, asked), expected));
    });
  }

  it('S4: a key with several values and no set operator is not certain, whatever it has', () => {
    assert.equal(decision(when('StringEquals', 'aws:TagKeys', 'a'), tags('a')), 'assumed allow');
    assert.equal(decision(when('StringNotEquals', 'aws:TagKeys', 'a'), tags('b', 'c')), 'assumed allow');
  });

  it('S10: an allow is needed at every level, and a deny anywhere wins', () => {
    const level = (target: string, ...statements: StatementDocument[]) => ({
      target,
      name: '',
      policies: [{ id: target, name: target, policy: policyOf(statements) }],
    });
    const request = { action: 'ecs:RunTask', resource: '*', principal: ROLE, context: new Map() };
    const reach = { type: 'SERVICE_CONTROL_POLICY', managementAccount: '111111111111' } as const;
    const only = { ...FULL, Action: 's3:*' };
    const cases = [
      [[FULL], [FULL], 'allow'],
      [[FULL], [only], 'deny'],
      [[only], [FULL], 'deny'],
      [[FULL], [FULL, { ...FULL, Effect: 'Deny' }], 'deny'],
      [[FULL, { ...FULL, Effect: 'Deny' }], [FULL], 'deny'],
    ] as const;
    for (const [root, account, expected] of cases) {
      const decider = compile([level('r-exam', ...root), level('222222222222', ...account)], reach);
      assert.equal(decider.decide(request), expected);
    }
  });

  it('every point of the page is here', () => {
    const page = readFileSync('docs/scp-semantics.md', 'utf8');
    const points = [...page.matchAll(/^\*\*(S\d+)\./gm)].map(([, point]) => point);
    assert.deepEqual(
      points,
      Array.from({ length: 12 }, (_, index) => `S${index + 1}`),
    );
    assert.deepEqual(
      points.filter((point) => point !== 'S10' && !Object.hasOwn(rows, point ?? '')),
      [],
    );
  });
});

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { deniesAll, replacesAll } from '../../../src/organization/planned/overrides.js';
import { compile } from '../../../src/scp/evaluate/decider.js';
import { parsePolicyDocument } from '../../../src/scp/parse/parse.js';
import type { Policy, Statement, StatementDocument } from '../../../src/scp/policy.js';

type Part = Partial<StatementDocument>;

function statements(...parts: readonly Part[]): readonly Statement[] {
  if (parts.length === 0) return [];
  const documents = parts.map(
    (part): StatementDocument => ({
      Effect: 'Deny',
      ...('NotAction' in part ? {} : { Action: 'ecs:*' }),
      ...('NotResource' in part ? {} : { Resource: '*' }),
      ...part,
    }),
  );
  const { policy, problems } = parsePolicyDocument(
    { Version: '2012-10-17', Statement: documents },
    'SERVICE_CONTROL_POLICY',
  );
  assert.ok(policy, problems?.map(({ message }) => message).join('\n'));
  return policy.statements;
}

const regions = (...values: readonly string[]): Part => ({
  Condition: { StringNotEquals: { 'aws:RequestedRegion': values } },
});
const exempt = (...values: readonly string[]): Part => ({
  Condition: { ArnNotLike: { 'aws:PrincipalArn': values } },
});
const above = (maximum: string, operator = 'NumericGreaterThan'): Part => ({
  Condition: { [operator]: { 'ecs:task-cpu': maximum } },
});
const when = (operator: string, key: string, ...values: readonly string[]): Part => ({
  Condition: { [operator]: { [key]: values } },
});

/** What is inherited, what is below, and whether the one below certainly denies all that the inherited one does. */
const CASES: readonly (readonly [name: string, inherited: readonly Part[], own: readonly Part[], expected: boolean])[] =
  [
    ['nothing is inherited', [], [{}], true],
    ['nothing is left', [{}], [], false],
    ['the same', [regions('a', 'b')], [regions('a', 'b')], true],
    ['in another order', [regions('a', 'b')], [regions('b', 'a')], true],
    ['a region less', [regions('a', 'b')], [regions('a')], true],
    ['a region more', [regions('a')], [regions('a', 'b')], false],
    ['another region', [regions('a')], [regions('b')], false],
    ['without the condition', [regions('a')], [{}], true],
    ['with a condition more', [{}], [regions('a')], false],
    [
      'an exempt role less',
      [exempt('arn:*:iam::*:role/a', 'arn:*:iam::*:role/b')],
      [exempt('arn:*:iam::*:role/a')],
      true,
    ],
    [
      'an exempt role more',
      [exempt('arn:*:iam::*:role/a')],
      [exempt('arn:*:iam::*:role/a', 'arn:*:iam::*:role/b')],
      false,
    ],
    ['an exemption that is narrower', [exempt('arn:*:iam::*:role/a*')], [exempt('arn:*:iam::*:role/ab')], true],
    ['an exemption that is wider', [exempt('arn:*:iam::*:role/ab')], [exempt('arn:*:iam::*:role/a*')], false],
    ['more actions', [{ Action: 'ecs:RunTask' }], [{ Action: ['ecs:RunTask', 'ecs:StartTask'] }], true],
    ['fewer actions', [{ Action: ['ecs:RunTask', 'ecs:StartTask'] }], [{ Action: 'ecs:RunTask' }], false],
    ['actions by a pattern, in another case', [{ Action: 'ECS:runtask' }], [{ Action: 'ecs:Run*' }], true],
    ['all but fewer', [{ NotAction: ['iam:*', 'sts:*'] }], [{ NotAction: ['iam:*'] }], true],
    ['all but more', [{ NotAction: ['iam:*'] }], [{ NotAction: ['iam:*', 'sts:*'] }], false],
    ['some for all but others', [{ NotAction: ['iam:*'] }], [{ Action: 'ecs:*' }], false],
    ['everything for all but some', [{ NotAction: ['iam:*'] }], [{ Action: '*' }], true],
    ['more resources', [{ Resource: 'arn:aws:ecs:*:*:cluster/a' }], [{ Resource: 'arn:aws:ecs:*:*:cluster/*' }], true],
    ['fewer resources', [{ Resource: '*' }], [{ Resource: 'arn:aws:ecs:*:*:cluster/*' }], false],
    ['a smaller maximum', [above('4096')], [above('1024')], true],
    ['a greater maximum', [above('1024')], [above('4096')], false],
    ['a maximum compared as a number, not as text', [above('4096')], [above('512')], true],
    ['a greater minimum', [above('1024', 'NumericLessThan')], [above('2048', 'NumericLessThan')], true],
    ['a smaller minimum', [above('2048', 'NumericLessThan')], [above('1024', 'NumericLessThan')], false],
    ['another operator', [above('4096')], [above('1024', 'NumericGreaterThanEquals')], false],
    ['another key', [when('StringEquals', 'ecs:cluster', 'a')], [when('StringEquals', 'ecs:service', 'a')], false],
    [
      'a key in another case',
      [when('StringEquals', 'ECS:Cluster', 'a')],
      [when('StringEquals', 'ecs:cluster', 'a')],
      true,
    ],
    [
      'more values that are denied',
      [when('StringLike', 'ecs:cluster', 'a')],
      [when('StringLike', 'ecs:cluster', 'a', 'b')],
      true,
    ],
    [
      'fewer values that are denied',
      [when('StringLike', 'ecs:cluster', 'a', 'b')],
      [when('StringLike', 'ecs:cluster', 'a')],
      false,
    ],
    [
      'an absent key denied, too',
      [when('StringEquals', 'ecs:cluster', 'a')],
      [when('StringEqualsIfExists', 'ecs:cluster', 'a')],
      false,
    ],
    [
      'one of several values',
      [when('ForAnyValue:StringEquals', 'aws:TagKeys', 'a')],
      [when('ForAnyValue:StringEquals', 'aws:TagKeys', 'a', 'b')],
      true,
    ],
    [
      'any for all values',
      [when('ForAllValues:StringEquals', 'aws:TagKeys', 'a')],
      [when('ForAnyValue:StringEquals', 'aws:TagKeys', 'a')],
      false,
    ],
    [
      'a variable for a pattern',
      [when('StringLike', 'ecs:cluster', '${aws:PrincipalTag/team}')],
      [when('StringLike', 'ecs:cluster', '*')],
      false,
    ],
    [
      'a tag more that is required',
      [when('Null', 'aws:RequestTag/a', 'true')],
      [when('Null', 'aws:RequestTag/a', 'true'), when('Null', 'aws:RequestTag/b', 'true')],
      true,
    ],
    [
      'a tag less that is required',
      [when('Null', 'aws:RequestTag/a', 'true'), when('Null', 'aws:RequestTag/b', 'true')],
      [when('Null', 'aws:RequestTag/a', 'true')],
      false,
    ],
    // True, and beyond this rule: two statements together cover one.
    [
      'one statement by two together',
      [{ Action: ['ecs:a', 'ecs:b'] }],
      [{ Action: 'ecs:a' }, { Action: 'ecs:b' }],
      false,
    ],
    ['an allow for a deny', [{ Effect: 'Deny' }], [{ Effect: 'Allow' }], false],
  ];

describe('whether statements below deny all that is denied above', () => {
  for (const [name, inherited, own, expected] of CASES) {
    it(`${name}: ${expected ? 'yes' : 'no'}`, () => {
      assert.equal(deniesAll(statements(...inherited), statements(...own)), expected);
    });
  }
});

describe('a yes', () => {
  const operators = ['StringEquals', 'StringNotEquals', 'StringLike', 'StringNotLike', 'StringEqualsIfExists'];
  const sets = ['', 'ForAnyValue:', 'ForAllValues:'];
  const values = ['a', 'b', 'a*', '*', '?'];
  const some = <Value>(...all: readonly Value[]) => fc.subarray([...all], { minLength: 1 });
  const condition = fc
    .tuple(
      fc.constantFrom(...sets.flatMap((set) => operators.map((operator) => set + operator))),
      fc.constantFrom('x:one', 'x:two'),
      some(...values),
    )
    .map(([operator, key, list]): Part => when(operator, key, ...list));
  const limit = fc
    .tuple(fc.constantFrom('NumericLessThan', 'NumericGreaterThanEquals'), some('1', '2', '10'))
    .map(([operator, list]): Part => when(operator, 'x:one', ...list));
  const actions = some('ecs:RunTask', 'ecs:Run*', 'ecs:*', 'ecs:StopTask');
  const statement = fc
    .tuple(fc.boolean(), actions, fc.oneof(condition, limit, fc.constant<Part>({})))
    .map(([negated, list, rest]): Part => ({ ...rest, [negated ? 'NotAction' : 'Action']: list }));
  const request = fc.record({
    action: fc.constantFrom('ecs:RunTask', 'ecs:StopTask', 'ecs:RunMore', 'iam:PassRole'),
    one: fc.option(some('a', 'b', 'ab', '1', '2', '10')),
    two: fc.option(some('a', 'b', 'ab')),
  });

  it('is true of every request', () => {
    let told = 0;
    const property = fc.property(
      fc.array(statement, { minLength: 1, maxLength: 2 }),
      fc.array(statement, { minLength: 1, maxLength: 3 }),
      fc.array(request, { minLength: 30, maxLength: 30 }),
      (inherited, own, requests) => {
        const [above, below] = [statements(...inherited), statements(...own)];
        if (!deniesAll(above, below)) return true;
        told += 1;
        const [first, second] = [above, below].map(deciding);
        return requests.every((asked) => first?.(asked) === 'allow' || second?.(asked) === 'deny');
      },
    );
    fc.assert(property, { numRuns: 3000, seed: 6 });
    assert.ok(told > 100, `${told} of 3,000 were told`);
  });

  type Asked = { action: string; one: string[] | null; two: string[] | null };

  function deciding(denies: readonly Statement[]): (asked: Asked) => 'allow' | 'deny' {
    const policy: Policy = {
      type: 'SERVICE_CONTROL_POLICY',
      version: '2012-10-17',
      statements: [...statements({ Effect: 'Allow', Action: '*' }), ...denies],
    };
    const levels = [{ target: 'r-exam', name: '/', policies: [{ id: 'p', name: 'p', policy }] }];
    const decider = compile(levels, { type: 'SERVICE_CONTROL_POLICY', managementAccount: '111111111111' });
    return ({ action, one, two }) =>
      decider.decide({
        action,
        resource: '*',
        principal: 'arn:aws:iam::222222222222:role/x',
        context: new Map([...(one ? [['x:one', one] as const] : []), ...(two ? [['x:two', two] as const] : [])]),
      });
  }
});

describe('whether a document below replaces all of an inherited one', () => {
  const cases: readonly (readonly [name: string, inherited: object, own: object | undefined, expected: boolean])[] = [
    ['the same', { a: { '@@assign': [1] } }, { a: { '@@assign': [1] } }, true],
    ['another value', { a: { '@@assign': [1, 2] } }, { a: { '@@assign': [1] } }, true],
    ['a key more', { a: { '@@assign': 1 } }, { a: { '@@assign': 1 }, b: { '@@assign': 2 } }, true],
    ['a key less', { a: { '@@assign': 1 }, b: { '@@assign': 2 } }, { a: { '@@assign': 1 } }, false],
    ['another operator', { a: { '@@assign': [1] } }, { a: { '@@append': [2] } }, false],
    ['none', { a: {} }, undefined, false],
  ];
  for (const [name, inherited, own, expected] of cases) {
    it(`${name}: ${expected ? 'yes' : 'no'}`, () => assert.equal(replacesAll(inherited, own), expected));
  }
});

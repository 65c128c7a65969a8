import assert from 'node:assert/strict';
import { conditionTest, type Truth } from '../../../src/scp/conditions/condition-test.js';
import { parseOperator } from '../../../src/scp/parse/operators.js';

type Context = Record<string, readonly string[]>;

/** What a condition on `aws:x` is, by its operator, the policy's values and those of the request. */
function truth(
  operator: string,
  values: readonly string[],
  given: readonly string[] | undefined,
  context: Context = {},
): Truth {
  const parsed = parseOperator(operator);
  assert.ok(parsed, operator);
  const test = conditionTest({ operator: parsed, key: 'aws:x', values, place: null }, false);
  const request = { action: 'a:B', resource: '*', principal: 'p', context: new Map(Object.entries(context)) };
  return test.verdict(given, request);
}

type Case = [operator: string, policy: readonly string[], request: readonly string[] | undefined, expected: Truth];

/** One value given, unless a list or `undefined` (absent) stands there. */
const tables: Record<string, Case[]> = {
  'S2: values have case, but for IgnoreCase and Bool, which fold A to Z alone': [
    ['StringEquals', ['a'], ['A'], false],
    ['StringEqualsIgnoreCase', ['äB'], ['äb'], true],
    ['StringEqualsIgnoreCase', ['ä'], ['Ä'], false],
    ['StringNotEqualsIgnoreCase', ['a'], ['A'], false],
    ['Bool', ['TRUE'], ['true'], true],
    ['ArnLike', ['arn:aws:iam::1:role/a'], ['arn:aws:iam::1:role/A'], false],
    ['ArnLike', ['arn:AWS:iam::1:role/a'], ['arn:aws:iam::1:role/a'], false],
  ],
  'S3: a key that is absent': [
    ['StringEquals', ['a'], undefined, false],
    ['StringNotEquals', ['a'], undefined, true],
    ['StringEqualsIfExists', ['a'], undefined, true],
    ['StringNotEqualsIfExists', ['a'], undefined, true],
    ['NumericLessThan', ['1'], undefined, false],
    ['NotIpAddress', ['10.0.0.0/8'], undefined, true],
    ['ForAllValues:StringEquals', ['a'], undefined, true],
    ['ForAllValues:StringNotEquals', ['a'], undefined, true],
    ['ForAnyValue:StringEquals', ['a'], undefined, false],
    ['ForAnyValue:StringNotEquals', ['a'], undefined, false],
    ['ForAnyValue:StringEqualsIfExists', ['a'], undefined, 'assumed true'],
    ['Null', ['true'], undefined, true],
    ['Null', ['false'], undefined, false],
  ],
  'S4: several values, one or none': [
    ['ForAllValues:StringEquals', ['a', 'b'], ['a', 'b'], true],
    ['ForAllValues:StringEquals', ['a'], ['a', 'b'], false],
    ['ForAllValues:StringEquals', ['a'], [], true],
    ['ForAnyValue:StringEquals', ['a'], ['b', 'a'], true],
    ['ForAnyValue:StringEquals', ['a'], [], false],
    ['ForAnyValue:StringNotEquals', ['a'], ['a', 'b'], true],
    ['ForAllValues:StringNotEquals', ['a'], ['a', 'b'], false],
    ['StringEquals', ['a'], ['a', 'b'], 'assumed false'],
    ['StringNotEquals', ['c'], ['a', 'b'], 'assumed false'],
    ['Null', ['true'], [], true],
    ['Null', ['false'], ['a'], true],
  ],
  'S5: several values of the policy are alternatives, and all of them excluded by a negated operator': [
    ['StringEquals', ['a', 'b'], ['b'], true],
    ['StringNotEquals', ['a', 'b'], ['b'], false],
    ['StringNotEquals', ['a', 'b'], ['c'], true],
  ],
  'S6: wildcards are special in Like alone': [
    ['StringEquals', ['a*'], ['ab'], false],
    ['StringEquals', ['a*'], ['a*'], true],
    ['StringLike', ['a*'], ['a'], true],
    ['StringLike', ['a?c'], ['abc'], true],
    ['StringLike', ['a?c'], ['ac'], false],
    ['StringLike', ['a${*}'], ['ab'], false],
    ['StringLike', ['a${*}'], ['a*'], true],
    ['StringLike', ['${$}{x}'], ['${x}'], true],
    ['StringLike', ['*'], ['two\nlines'], true],
    ['StringLike', ['*b*c'], ['abbc'], true],
    ['StringNotLike', ['a*'], ['b'], true],
  ],
  'S7: ARNs by their six parts': [
    ['ArnLike', ['arn:aws:iam::*:role/a*'], ['arn:aws:iam::1:role/abc'], true],
    ['ArnEquals', ['arn:aws:iam::*:role/a*'], ['arn:aws:iam::1:role/abc'], true],
    ['ArnLike', ['arn:*:role/a'], ['arn:aws:iam::1:role/a'], false],
    ['ArnLike', ['arn:aws:logs:*:1:log-group:*'], ['arn:aws:logs:eu-west-1:1:log-group:a:*'], true],
    ['ArnLike', ['arn:aws:iam::*:root'], ['arn:aws:iam::1:2:root'], false],
    ['ArnLike', ['*'], ['arn:aws:iam::1:role/a'], false],
    ['ArnNotLike', ['*'], ['arn:aws:iam::1:role/a'], true],
    ['ArnNotLike', ['arn:aws:iam::1:role/a'], ['arn:aws:iam::1:role/a'], false],
  ],
  'S9: numbers, dates and addresses': [
    ['NumericEquals', ['1.0'], ['1'], true],
    ['NumericEquals', ['9007199254740993'], ['9007199254740992'], false],
    ['NumericLessThanEquals', ['0.3'], ['0.30000000000000001'], false],
    ['NumericEquals', ['5'], ['5abc'], false],
    ['NumericNotEquals', ['5'], ['5abc'], 'assumed true'],
    ['NumericNotEquals', ['5'], ['6'], true],
    ['NumericGreaterThan', ['-1'], ['0'], true],
    ['DateLessThan', ['2026-01-01T00:00:00Z'], ['2025-12-31T23:59:59Z'], true],
    ['DateEquals', ['2026-01-01T01:00:00+01:00'], ['2026-01-01T00:00:00Z'], true],
    ['DateEquals', ['1767225600'], ['2026-01-01T00:00:00Z'], true],
    ['DateGreaterThan', ['2026-01-01'], ['yesterday'], false],
    ['DateNotEquals', ['2026-01-01'], ['yesterday'], 'assumed true'],
    ['IpAddress', ['0.0.0.0/0'], ['203.0.113.9'], true],
    ['IpAddress', ['203.0.113.0/24'], ['203.0.114.0'], false],
    ['IpAddress', ['203.0.113.9'], ['203.0.113.9'], true],
    ['IpAddress', ['2001:db8::/32'], ['2001:0DB8:0:0:0:0:0:1'], true],
    ['IpAddress', ['::/0'], ['10.0.0.1'], false],
    ['IpAddress', ['::ffff:10.0.0.1'], ['0:0:0:0:0:ffff:a00:1'], true],
    ['NotIpAddress', ['10.0.0.0/8'], ['192.0.2.1'], true],
    ['NotIpAddress', ['10.0.0.0/8'], ['nowhere'], 'assumed true'],
    ['BinaryEquals', ['QUJD'], ['QUJD'], true],
  ],
};

describe('conditions', () => {
  for (const [title, cases] of Object.entries(tables)) {
    describe(title, () => {
      for (const [operator, policy, request, expected] of cases) {
        it(`${operator} ${JSON.stringify(policy)} of ${JSON.stringify(request) ?? 'absent'}: ${expected}`, () => {
          assert.equal(truth(operator, policy, request), expected);
        });
      }
    });
  }

  describe('S8: policy variables', () => {
    const name = { 'aws:username': ['ann'] };
    const cases: [string, readonly string[], readonly string[], Context, Truth][] = [
      ['StringEquals', ['home/${aws:username}'], ['home/ann'], name, true],
      ['StringEquals', ['home/${AWS:UserName}'], ['home/ann'], name, true],
      ['StringLike', ['${aws:username}*'], ['a*b'], { 'aws:username': ['a*'] }, true],
      ['StringLike', ['${aws:username}'], ['axb'], { 'aws:username': ['a*'] }, false],
      ['StringEquals', ["${aws:username, 'nobody'}"], ['nobody'], {}, true],
      ['StringLike', ["${aws:username, 'no*'}"], ['no*'], {}, true],
      ['StringLike', ["${aws:username, 'no*'}"], ['nobody'], {}, false],
      [
        'StringEquals',
        ["a ${aws:PrincipalTag/cost center, 'x'} b"],
        ['a y b'],
        { 'aws:principaltag/cost center': ['y'] },
        true,
      ],
      // Without the space it is no default, and the name is that of no key.
      ['StringEquals', ["${aws:username,'nobody'}"], ['nobody'], {}, false],
      ['StringEquals', ["${aws:username,'nobody'}"], ['ann'], name, false],
      ['StringEquals', ['${aws:username}'], ['ann'], {}, false],
      ['StringEquals', ['${aws:username}', 'ann'], ['ann'], {}, 'assumed true'],
      ['StringNotEquals', ['${aws:username}'], ['ann'], {}, 'assumed true'],
      ['StringNotEquals', ['${aws:username}', 'ann'], ['ann'], {}, false],
      ['ArnNotLike', ['arn:aws:iam::1:user/${aws:username}'], ['arn:aws:iam::1:user/ann'], {}, 'assumed true'],
      ['ForAnyValue:StringNotEquals', ['${aws:username}'], [], {}, false],
      ['StringEquals', ['${aws:username}'], ['ann'], { 'aws:username': ['ann', 'bob'] }, false],
      ['StringEquals', ['${Account}'], ['${Account}'], {}, true],
      // Only string and ARN operators take variables.
      ['Bool', ['${aws:SecureTransport}'], ['true'], { 'aws:securetransport': ['true'] }, false],
      ['NumericEquals', ['${aws:MultiFactorAuthAge}'], ['5'], { 'aws:multifactorauthage': ['5'] }, false],
    ];
    for (const [operator, policy, given, context, expected] of cases) {
      it(`${operator} ${JSON.stringify(policy)} of ${given} with ${JSON.stringify(context)}: ${expected}`, () => {
        assert.equal(truth(operator, policy, given, context), expected);
      });
    }
  });
});

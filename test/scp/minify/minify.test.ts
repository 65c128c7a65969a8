// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the variables are those of IAM.
import assert from 'node:assert/strict';
import { iamCatalogue } from '../../../src/node/catalogue.js';
import { sameStatements } from '../../../src/scp/minify/canonical.js';
import { type MinifyOptions, minify } from '../../../src/scp/minify/minify.js';
import { operatorText } from '../../../src/scp/minify/operator-text.js';
import { RESOURCES, valuesOf } from '../../../src/scp/minify/patterns.js';
import { printPolicy } from '../../../src/scp/minify/print.js';
import { parseOperator } from '../../../src/scp/parse/operators.js';
import type { StatementDocument } from '../../../src/scp/policy.js';
import { policyOf } from '../support/policy-of.js';

type Rest = Partial<StatementDocument>;
const deny = (rest: Rest): StatementDocument => ({
  Effect: 'Deny',
  ...(rest.NotAction === undefined ? { Action: 'ecs:RunTask' } : {}),
  ...(rest.NotResource === undefined ? { Resource: '*' } : {}),
  ...rest,
});
const head = '{"Version":"2012-10-17","Statement":[';

describe('minify', () => {
  const cases: [title: string, given: Rest[], text: string, options?: MinifyOptions][] = [
    [
      'no white space, single values',
      [{ Action: ['ecs:RunTask'], Resource: ['*'] }],
      '{"Effect":"Deny","Action":"ecs:RunTask","Resource":"*"}',
    ],
    [
      'sorted values, once',
      [{ Action: ['ecs:StopTask', 'ecs:RunTask', 'ecs:StopTask'] }],
      '{"Effect":"Deny","Action":["ecs:RunTask","ecs:StopTask"],"Resource":"*"}',
    ],
    [
      'actions in another case, once',
      [{ Action: ['ecs:RunTask', 'ecs:runtask'] }],
      '{"Effect":"Deny","Action":"ecs:RunTask","Resource":"*"}',
    ],
    [
      'covered patterns go',
      [{ Action: ['ecs:*', 'ecs:RunTask'], Resource: ['*', 'arn:aws:s3:::a'] }],
      '{"Effect":"Deny","Action":"ecs:*","Resource":"*"}',
    ],
    [
      'covered patterns of NotAction go',
      [{ NotAction: ['iam:*', 'iam:Get*', 'sts:*'] }],
      '{"Effect":"Deny","NotAction":["iam:*","sts:*"],"Resource":"*"}',
    ],
    [
      'statements that differ in actions become one',
      [{}, { Action: 'ecs:StopTask' }],
      '{"Effect":"Deny","Action":["ecs:RunTask","ecs:StopTask"],"Resource":"*"}',
    ],
    [
      'statements that differ in resources become one',
      [{ Resource: 'arn:aws:s3:::a' }, { Resource: 'arn:aws:s3:::b' }],
      '{"Effect":"Deny","Action":"ecs:RunTask","Resource":["arn:aws:s3:::a","arn:aws:s3:::b"]}',
    ],
    [
      'other Sids stay apart',
      [{ Sid: 'A' }, { Sid: 'B', Action: 'ecs:StopTask' }],
      '{"Sid":"A","Effect":"Deny","Action":"ecs:RunTask","Resource":"*"},{"Sid":"B","Effect":"Deny","Action":"ecs:StopTask","Resource":"*"}',
    ],
    [
      'other Sids merge where that is allowed',
      [{}, { Sid: 'B', Action: 'ecs:StopTask' }],
      '{"Sid":"B","Effect":"Deny","Action":["ecs:RunTask","ecs:StopTask"],"Resource":"*"}',
      { mergeAcrossSids: true },
    ],
    [
      'NotAction never merges',
      [{ NotAction: 'iam:*' }, { NotAction: 'sts:*' }],
      '{"Effect":"Deny","NotAction":"iam:*","Resource":"*"},{"Effect":"Deny","NotAction":"sts:*","Resource":"*"}',
    ],
    [
      'other effects never merge',
      [{}, { Effect: 'Allow', Action: 'ecs:StopTask' }],
      '{"Effect":"Deny","Action":"ecs:RunTask","Resource":"*"},{"Effect":"Allow","Action":"ecs:StopTask","Resource":"*"}',
    ],
    [
      'conditions that differ in the case of the key are the same',
      [
        { Condition: { StringEquals: { 'aws:RequestedRegion': ['b', 'a'] } } },
        { Action: 'ecs:StopTask', Condition: { StringEquals: { 'AWS:requestedregion': ['a', 'b'] } } },
      ],
      '{"Effect":"Deny","Action":["ecs:RunTask","ecs:StopTask"],"Resource":"*","Condition":{"StringEquals":{"aws:RequestedRegion":["a","b"]}}}',
    ],
    [
      'conditions in the order of operators and keys',
      [{ Condition: { StringLike: { 'aws:b': 'x', 'aws:a': 'x' }, ArnLike: { 'aws:c': 'arn:aws:iam::*:root' } } }],
      '{"Effect":"Deny","Action":"ecs:RunTask","Resource":"*","Condition":{"ArnLike":{"aws:c":"arn:aws:iam::*:root"},"StringLike":{"aws:a":"x","aws:b":"x"}}}',
    ],
    [
      'covered values of StringLike go, of StringEquals stay',
      [
        {
          Condition: {
            StringNotLike: { 'aws:a': ['eu-*', 'eu-west-1'] },
            StringEquals: { 'aws:a': ['eu-*', 'eu-west-1'] },
          },
        },
      ],
      '{"Effect":"Deny","Action":"ecs:RunTask","Resource":"*","Condition":{"StringEquals":{"aws:a":["eu-*","eu-west-1"]},"StringNotLike":{"aws:a":"eu-*"}}}',
    ],
    [
      // `*` is no ARN, so it matches nothing and covers nothing.
      'a malformed value of ArnLike covers nothing',
      [{ Condition: { ArnNotLike: { 'aws:PrincipalArn': ['*', 'arn:aws:iam::*:role/a'] } } }],
      '{"Effect":"Deny","Action":"ecs:RunTask","Resource":"*","Condition":{"ArnNotLike":{"aws:PrincipalArn":["*","arn:aws:iam::*:role/a"]}}}',
    ],
    [
      'variables are compared as text',
      [{ Resource: ['arn:aws:s3:::a*', 'arn:aws:s3:::a${aws:username}'] }],
      '{"Effect":"Deny","Action":"ecs:RunTask","Resource":["arn:aws:s3:::a${aws:username}","arn:aws:s3:::a*"]}',
    ],
  ];
  for (const [title, given, text, options] of cases) {
    it(title, () => {
      const policy = policyOf(given.map(deny));
      const small = minify(policy, options);
      assert.equal(printPolicy(small), `${head}${text}]}`);
      assert.ok(sameStatements([policy], [small]));
    });
  }

  it('writes the principal of an RCP, and the version as it was', () => {
    const rcp = policyOf([deny({ Action: 's3:*' })], { type: 'RESOURCE_CONTROL_POLICY', version: '2008-10-17' });
    assert.equal(
      printPolicy(minify(rcp)),
      '{"Version":"2008-10-17","Statement":[{"Effect":"Deny","Principal":"*","Action":"s3:*","Resource":"*"}]}',
    );
  });

  it('shortens actions to wildcards where it is told to', async () => {
    const wildcards = await iamCatalogue();
    const short = (actions: string[], rest: Rest = {}) =>
      minify(policyOf([deny({ Action: actions, ...rest })]), { wildcards }).statements[0]?.actions.patterns;
    const submits = ['ecs:SubmitAttachmentStateChanges', 'ecs:SubmitContainerStateChange', 'ecs:SubmitTaskStateChange'];
    assert.deepEqual(short(submits), ['ecs:Submit*']);
    assert.deepEqual(short(submits.slice(1)), submits.slice(1));
    // Every action of a service, by patterns and names.
    assert.deepEqual(short(['account:*']), ['account:*']);
    assert.deepEqual(short(wildcards.actionsOf('rbin').slice()), ['rbin:*']);
    assert.ok(!short(wildcards.actionsOf('rbin').slice(1))?.includes('rbin:*'));
    // A single action is no reason for a wildcard, and an Allow never becomes wider.
    assert.deepEqual(short(['ecs:Poll']), ['ecs:Poll']);
    assert.deepEqual(short(submits, { Effect: 'Allow' }), submits);
  });
});

describe('equal statements', () => {
  const same: [title: string, one: Rest[], other: Rest[], equal: boolean][] = [
    ['order, Sids and case', [{ Sid: 'A' }, { Action: 'ecs:StopTask' }], [{ Action: 'ECS:stoptask' }, {}], true],
    ['one statement or two', [{ Action: ['ecs:RunTask', 'ecs:StopTask'] }], [{}, { Action: 'ecs:StopTask' }], true],
    [
      'divided by action or by resource',
      [
        { Action: ['ecs:a', 'ecs:b'], Resource: 'arn:aws:s3:::x' },
        { Action: 'ecs:a', Resource: 'arn:aws:s3:::y' },
      ],
      [
        { Action: 'ecs:a', Resource: ['arn:aws:s3:::x', 'arn:aws:s3:::y'] },
        { Action: 'ecs:b', Resource: 'arn:aws:s3:::x' },
      ],
      true,
    ],
    [
      'a statement that another covers',
      [{ Action: 'ecs:*' }],
      [{ Action: 'ecs:*' }, { Resource: 'arn:aws:s3:::x' }],
      true,
    ],
    ['a statement too many', [{}], [{}, { Action: 'ecs:StopTask' }], false],
    ['another effect', [{}], [{ Effect: 'Allow' }], false],
    ['another condition', [{}], [{ Condition: { StringEquals: { 'aws:a': 'b' } } }], false],
    ['a resource in another case', [{ Resource: 'arn:aws:s3:::a' }], [{ Resource: 'arn:aws:s3:::A' }], false],
    ['NotAction is not Action', [{ Action: 'iam:*' }], [{ NotAction: 'iam:*' }], false],
    [
      'two NotActions are not one',
      [{ NotAction: 'iam:*' }, { NotAction: 'sts:*' }],
      [{ NotAction: ['iam:*', 'sts:*'] }],
      false,
    ],
    [
      'ArnEquals and ArnLike',
      [{ Condition: { ArnEquals: { 'aws:a': 'arn:*' } } }],
      [{ Condition: { ArnLike: { 'aws:a': 'arn:*' } } }],
      true,
    ],
    [
      'StringEquals and StringLike',
      [{ Condition: { StringEquals: { 'aws:a': 'b' } } }],
      [{ Condition: { StringLike: { 'aws:a': 'b' } } }],
      false,
    ],
    [
      'a repeated condition value',
      [{ Condition: { Bool: { 'aws:a': ['true', 'True'] } } }],
      [{ Condition: { Bool: { 'AWS:A': 'true' } } }],
      true,
    ],
    ['wildcards that mean the same', [{ Action: 'ecs:**Task' }], [{ Action: 'ecs:*Task' }], true],
  ];
  for (const [title, one, other, equal] of same) {
    it(title, () => {
      assert.equal(sameStatements([policyOf(one.map(deny))], [policyOf(other.map(deny))]), equal);
      assert.equal(sameStatements([policyOf(other.map(deny))], [policyOf(one.map(deny))]), equal);
    });
  }

  it('in any number of documents, of one type and version', () => {
    const one = policyOf([deny({})]);
    const other = policyOf([deny({ Action: 'ecs:StopTask' })]);
    const both = policyOf([deny({ Action: ['ecs:RunTask', 'ecs:StopTask'] })]);
    assert.ok(sameStatements([one, other], [both]));
    assert.ok(!sameStatements([one], [{ ...one, type: 'RESOURCE_CONTROL_POLICY' }]));
    assert.ok(sameStatements([one], [{ ...one, version: '2008-10-17' }]));
    const variable = policyOf([deny({ Resource: 'arn:aws:s3:::${aws:username}' })]);
    assert.ok(!sameStatements([variable], [{ ...variable, version: '2008-10-17' }]));
    assert.ok(sameStatements([], []));
  });
});

describe('patterns of ARNs', () => {
  it('cover others part by part', () => {
    const { covers } = valuesOf('ArnLike');
    const cases: [outer: string, inner: string, covered: boolean][] = [
      ['arn:*:iam::*:role/a*', 'arn:aws:iam::1:role/ab', true],
      ['arn:aws:iam::*:role/a*', 'arn:aws:iam::*:role/*', false],
      // In one of the two readings `*` does not cross a colon.
      ['arn:aws:s3*:x', 'arn:aws:s3:::x', false],
      ['arn:aws:s3:::*', 'arn:aws:s3:::a:b', true],
      ['arn:aws:iam::*:role/${aws:username}', 'arn:aws:iam::1:role/${aws:username}', false],
    ];
    for (const [outer, inner, covered] of cases) assert.equal(covers(outer, inner), covered, `${outer} ${inner}`);
    assert.ok(RESOURCES.covers('*', 'anything'));
    assert.ok(!covers('*', 'arn:aws:s3:::a'));
  });
});

it('operators are written as IAM documents them', () => {
  const textOf = (text: string) => {
    const operator = parseOperator(text);
    assert.ok(operator, text);
    return operatorText(operator);
  };
  for (const text of [
    'StringEquals',
    'StringNotEqualsIgnoreCase',
    'ForAnyValue:StringNotLikeIfExists',
    'NumericNotEquals',
    'DateNotEquals',
    'NotIpAddress',
    'ForAllValues:ArnNotLike',
    'BoolIfExists',
    'Null',
  ]) {
    assert.equal(textOf(text), text);
    assert.equal(textOf(text.toLowerCase()), text);
  }
});

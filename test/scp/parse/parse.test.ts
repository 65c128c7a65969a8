import assert from 'node:assert/strict';
import { parsePolicy } from '../../../src/scp/parse/parse.js';

const statement = (text: string): string => `{"Version":"2012-10-17","Statement":[\n${text}\n]}`;
const RULE = '"Effect":"Deny","Action":"ecs:DeleteCluster","Resource":"*"';

describe('parsePolicy', () => {
  it('reads statements, one or many, with their places', () => {
    const parsed = parsePolicy(
      statement(
        `{"Sid":"One",${RULE}},\n{"Effect":"Allow","NotAction":["iam:*"],"NotResource":"arn:aws:s3:::a/*","Condition":{"ForAnyValue:StringNotLikeIfExists":{"aws:TagKeys":["a","b"]}}}`,
      ),
      'SERVICE_CONTROL_POLICY',
    );
    assert.deepEqual(parsed.policy, {
      type: 'SERVICE_CONTROL_POLICY',
      version: '2012-10-17',
      statements: [
        {
          sid: 'One',
          effect: 'Deny',
          actions: { negated: false, patterns: ['ecs:DeleteCluster'] },
          resources: { negated: false, patterns: ['*'] },
          conditions: [],
          place: { line: 2, column: 1 },
        },
        {
          sid: null,
          effect: 'Allow',
          actions: { negated: true, patterns: ['iam:*'] },
          resources: { negated: true, patterns: ['arn:aws:s3:::a/*'] },
          conditions: [
            {
              operator: {
                base: 'StringLike',
                negated: true,
                set: 'ForAnyValue',
                ifExists: true,
                text: 'ForAnyValue:StringNotLikeIfExists',
              },
              key: 'aws:TagKeys',
              values: ['a', 'b'],
              place: { line: 3, column: 124 },
            },
          ],
          place: { line: 3, column: 1 },
        },
      ],
    });
    const single = parsePolicy(`{"Version":"2012-10-17","Statement":{${RULE}}}`, 'SERVICE_CONTROL_POLICY');
    assert.equal(single.policy?.statements.length, 1);
  });

  it('takes a missing Version for 2008-10-17, as IAM does', () => {
    assert.equal(parsePolicy(`{"Statement":{${RULE}}}`, 'SERVICE_CONTROL_POLICY').policy?.version, '2008-10-17');
  });

  it('reads operators in any case, and keeps them as written', () => {
    const text = statement(`{${RULE},"Condition":{"stringequals":{"aws:RequestedRegion":"eu-west-1"}}}`);
    const [condition] = parsePolicy(text, 'SERVICE_CONTROL_POLICY').policy?.statements[0]?.conditions ?? [];
    assert.equal(condition?.operator.base, 'StringEquals');
    assert.equal(condition?.operator.text, 'stringequals');
  });

  const deep = `${'['.repeat(64)}▲${'['.repeat(36)}${']'.repeat(100)}`;
  const condition = (text: string): string => statement(`{${RULE},"Condition":${text}}`);
  /** What is wrong stands behind the mark. */
  const wrong: [name: string, text: string, message: RegExp][] = [
    ['an empty file', '▲', /not valid JSON/],
    ['JSON that ends', '{"Version":▲', /not valid JSON/],
    ['a comment', '{\n▲// why\n}', /not valid JSON/],
    ['a list', '▲[]', /a policy is a list; it must be an object/],
    ['no statement', '▲{"Version":"2012-10-17"}', /has no `Statement`/],
    ['statements that are text', '{"Statement":▲"Deny"}', /`Statement` is text; it must be a list/],
    ['no statements', '{"Statement":▲[]}', /empty list/],
    ['a statement that is a number', statement('▲7'), /is `7`; it must be an object/],
    ['another version', `{"Version":▲"2020-01-01","Statement":{${RULE}}}`, /must be `2012-10-17`/],
    ['an unknown element', statement(`{${RULE},▲"Priority":1}`), /no element `Priority`/],
    ['a misspelt element', statement(`{▲"Effekt":"Deny","Action":"*","Resource":"*"}`), /did you mean `Effect`/],
    ['an Id', `{▲"Id":"x","Statement":{${RULE}}}`, /no element `Id`/],
    ['a principal in an SCP', statement(`{${RULE},▲"Principal":"*"}`), /no element `Principal`/],
    ['an effect in small letters', statement('{"Effect":▲"deny","Action":"*","Resource":"*"}'), /`Allow` or `Deny`/],
    ['both actions', statement(`{${RULE},▲"NotAction":"iam:*"}`), /not both/],
    ['no action', statement('▲{"Effect":"Deny","Resource":"*"}'), /neither `Action` nor `NotAction`/],
    ['no resource', statement('▲{"Effect":"Deny","Action":"*"}'), /neither `Resource`/],
    [
      'an action that is none',
      statement('{"Effect":"Deny","Action":["*",▲"DeleteCluster"],"Resource":"*"}'),
      /`DeleteCluster` is no action/,
    ],
    [
      'an action in another alphabet',
      statement('{"Effect":"Deny","Action":▲"ecs:Löschen","Resource":"*"}'),
      /is no action/,
    ],
    [
      'an empty list of actions',
      statement('{"Effect":"Deny","Action":▲[],"Resource":"*"}'),
      /`Action` is an empty list/,
    ],
    ['an operator that is none', condition('{▲"StringEqual":{"aws:x":"y"}}'), /did you mean `StringEquals`/],
    ['Null with IfExists', condition('{▲"NullIfExists":{"aws:x":"true"}}'), /no condition operator/],
    [
      'a condition value that is a number',
      condition('{"NumericEquals":{"aws:x":▲5}}'),
      /`aws:x` is `5`; it must be text.*quotes/,
    ],
    ['a condition value that is null', condition('{"StringEquals":{"aws:x":[▲null]}}'), /holds null/],
    ['a condition that is text', condition('▲"x"'), /`Condition` is text/],
    ['a key that is none', condition('{"StringEquals":{▲"region":"x"}}'), /`region` is no condition key/],
    ['a key that stands twice', statement(`{${RULE},▲"Effect":"Allow"}`), /`Effect` stands twice/],
    ['a Sid with a blank', statement(`{"Sid":▲"a b",${RULE}}`), /letters A to Z/],
    ['a Sid that stands twice', statement(`{"Sid":"a",${RULE}},\n▲{"Sid":"a",${RULE}}`), /`a` stands twice/],
    ['a hundred lists in each other', deep, /nested too deep/],
    ['the key __proto__', `{▲"__proto__":1,"Statement":{${RULE}}}`, /no element `__proto__`/],
  ];
  for (const [name, marked, message] of wrong) {
    it(`refuses ${name}, with its place`, () => {
      const before = marked.slice(0, marked.indexOf('▲')).split('\n');
      const problem = parsePolicy(marked.replace('▲', ''), 'SERVICE_CONTROL_POLICY').problems?.[0];
      assert.match(problem?.message ?? 'no problem', message);
      assert.deepEqual([problem?.line, problem?.column], [before.length, (before.at(-1) ?? '').length + 1]);
    });
  }

  it('wants the principal `*` in an RCP', () => {
    const refused = parsePolicy(statement(`{${RULE}}`), 'RESOURCE_CONTROL_POLICY');
    assert.match(refused.problems?.[0]?.message ?? '', /`"Principal": "\*"`/);
    assert.ok(parsePolicy(statement(`{${RULE},"Principal":"*"}`), 'RESOURCE_CONTROL_POLICY').policy);
  });

  it('reads a megabyte of statements', () => {
    const many = Array.from({ length: 12_000 }, (_, index) => `{"Sid":"S${index}",${RULE}}`).join(',\n');
    assert.ok(many.length > 900_000);
    assert.equal(parsePolicy(statement(many), 'SERVICE_CONTROL_POLICY').policy?.statements.length, 12_000);
  });
});

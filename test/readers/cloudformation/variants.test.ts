// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the placeholders are CloudFormation's.
import assert from 'node:assert/strict';
import { plain, readTemplate } from './reading.js';

const variants = (text: string, parameters: Record<string, string> = {}): unknown[] =>
  [...(readTemplate(text, { parameters }).variants?.() ?? [])].map(({ changes, resources }) => [
    ...changes.flatMap(({ parameter, value }) => [parameter, value]),
    plain(resources.map(({ id, properties }) => [id, properties])),
  ]);

describe('CloudFormation: other deployments of a template', () => {
  it('tries each other allowed value', () => {
    const text = `Parameters: {P: {Type: String, AllowedValues: [a, b, c], Default: b}}
Resources: {R: {Type: T, Properties: {V: !Ref P}}}`;
    assert.deepEqual(variants(text), [
      ['P', 'a', [['R', { V: 'a' }]]],
      ['P', 'c', [['R', { V: 'c' }]]],
    ]);
    assert.deepEqual(variants(text, { P: 'a' }).length, 2);
  });

  it('tries what conditions compare with, and something else', () => {
    const text = `Parameters: {P: {Type: String, Default: prod}}
Conditions:
  C: !Not [!Or [!Equals [!Ref P, prod], !Equals [test, !Ref P]]]
Resources:
  R: {Type: T, Properties: {V: !If [C, open, closed]}}
  S: {Type: T, Condition: C}`;
    assert.deepEqual(variants(text), [
      ['P', 'test', [['R', { V: 'closed' }]]],
      [
        'P',
        'other',
        [
          ['R', { V: 'open' }],
          ['S', {}],
        ],
      ],
    ]);
  });

  it('tries nothing else where the value is none of the compared', () => {
    const text = `Parameters: {P: {Type: String, Default: x}}
Conditions: {C: !Equals [!Ref P, prod]}
Resources: {R: {Type: T, Properties: {V: !If [C, 1, 2]}}}`;
    assert.deepEqual(variants(text), [['P', 'prod', [['R', { V: 1 }]]]]);
  });

  it('finds a text that none of the compared is, also for numbers', () => {
    const text = `Parameters: {P: {Type: Number, Default: 0}, Q: {Type: String, Default: other}}
Conditions: {C: !Equals [!Ref P, 0], D: !Equals [!Ref Q, other]}
Resources: {R: {Type: T, Properties: {V: !If [C, 1, 2], W: !If [D, 1, 2]}}}`;
    assert.deepEqual(
      variants(text).map((variant) => plain(variant)),
      [
        ['P', '1', [['R', { V: 2, W: 1 }]]],
        ['Q', 'other1', [['R', { V: 1, W: 2 }]]],
      ],
    );
  });

  it('passes over parameters without a value, secrets, stored ones, and those that nothing depends on', () => {
    const text = `Parameters:
  Open: {Type: String, AllowedValues: [a, b]}
  Secret: {Type: String, NoEcho: true, AllowedValues: [a, b], Default: a}
  Stored: {Type: 'AWS::SSM::Parameter::Value<String>', AllowedValues: [a, b], Default: a}
  Unused: {Type: String, AllowedValues: [a, b], Default: a}
Resources: {R: {Type: T, Properties: {V: [!Ref Open, !Ref Secret, !Ref Stored]}}}`;
    assert.deepEqual(variants(text), []);
  });

  it('resolves again only what depends on the parameter', () => {
    const text = `Parameters: {P: {Type: String, AllowedValues: [a, b], Default: a}}
Resources: {R: {Type: T, Properties: {V: !Ref P}}, S: {Type: T}}`;
    const template = readTemplate(text);
    const [variant] = [...(template.variants?.() ?? [])];
    assert.ok(variant);
    assert.notEqual(variant.resources[0], template.resources[0]);
    assert.equal(variant.resources[1], template.resources[1]);
  });

  it('makes other resources where a loop runs over the parameter', () => {
    const text = `Parameters: {P: {Type: CommaDelimitedList, AllowedValues: [a, b], Default: a}}
Resources: {'Fn::ForEach::L': [N, !Ref P, {'R\${N}': {Type: T}}], S: {Type: T}}`;
    assert.deepEqual(variants(text), [
      [
        'P',
        'b',
        [
          ['Rb', {}],
          ['S', {}],
        ],
      ],
    ]);
  });

  it('places values of the branch that the other value chooses', () => {
    const text = `Parameters: {P: {Type: String, AllowedValues: [a, b], Default: a}}
Conditions: {C: !Equals [!Ref P, a]}
Resources:
  R:
    Type: T
    Properties:
      V: !If
        - C
        - 1
        - 2
`;
    const template = readTemplate(text);
    const [variant] = [...(template.variants?.() ?? [])];
    assert.deepEqual(template.resources[0]?.locate(['Properties', 'V']), { line: 9, column: 11 });
    assert.deepEqual(variant?.resources[0]?.locate(['Properties', 'V']), { line: 10, column: 11 });
  });

  const properties = (text: string): unknown[] =>
    [...(readTemplate(text).variants?.() ?? [])].map(({ changes, resources }) => [
      changes.map(({ parameter, value }) => `${parameter}=${value}`).join(' '),
      plain(resources[0]?.properties),
    ]);
  const declared = `Parameters:
  Env: {Type: String, Default: prod, AllowedValues: [prod, dev, test]}
  Pub: {Type: String, Default: 'no', AllowedValues: ['yes', 'no']}
  Zone: {Type: String, Default: a, AllowedValues: [a, b]}
`;
  const turned = (...conditions: string[]): unknown[] =>
    properties(`${declared}Conditions:
  ${conditions.join('\n  ')}
Resources: {R: {Type: T, Properties: {V: !If [D, open, closed]}}}`);

  it('combines what turns a condition only together', () => {
    assert.deepEqual(turned("D: !And [!Equals [!Ref Env, dev], !Equals [!Ref Pub, 'yes']]"), [
      ['Env=dev', { V: 'closed' }],
      ['Env=test', { V: 'closed' }],
      ['Env=dev Pub=yes', { V: 'open' }],
    ]);
  });

  it('combines three parameters, also through other conditions', () => {
    const combined = turned(
      "E: !And [!Not [!Equals [!Ref Env, prod]], !Equals [!Ref Pub, 'yes']]",
      'D: !Not [!Or [!Not [{Condition: E}], !Equals [!Ref Zone, a]]]',
    );
    assert.deepEqual(combined, [
      ['Env=dev', { V: 'closed' }],
      ['Env=test', { V: 'closed' }],
      ['Env=dev Pub=yes', { V: 'closed' }],
      ['Env=test Pub=yes', { V: 'closed' }],
      ['Env=dev Pub=yes Zone=b', { V: 'open' }],
      ['Env=test Pub=yes Zone=b', { V: 'open' }],
    ]);
  });

  it('combines nothing where one value turns the condition', () => {
    assert.deepEqual(turned("D: !Or [!Equals [!Ref Env, dev], !Equals [!Ref Pub, 'yes']]"), [
      ['Env=dev', { V: 'open' }],
      ['Env=test', { V: 'closed' }],
      ['Pub=yes', { V: 'open' }],
    ]);
  });

  it('tries at most 64 combinations for a condition', () => {
    const values = Array.from({ length: 20 }, (_, index) => `v${index}`);
    const text = (wanted: string): string => `Parameters:
  P: {Type: String, Default: v0, AllowedValues: [${values}]}
  Q: {Type: String, Default: v0, AllowedValues: [${values}]}
Conditions: {D: !And [!Not [!Equals [!Ref P, v0]], !Equals [!Ref Q, ${wanted}]]}
Resources: {R: {Type: T, Properties: {V: !If [D, open, closed]}}}`;
    const open = (wanted: string): number =>
      properties(text(wanted)).filter((one) => JSON.stringify(one).includes('open')).length;
    assert.equal(open('v1'), 4);
    assert.equal(open('v19'), 3);
  });

  it('tries the keys of a mapping that a parameter selects in', () => {
    const text = `Parameters:
  Env: {Type: String, Default: prod}
  Kind: {Type: String, Default: web}
  Listed: {Type: String, Default: prod, AllowedValues: [prod]}
Mappings:
  M: {prod: {web: 1, job: 2}, dev: {web: 3, job: 4}}
Conditions: {C: !Equals [!Ref Env, prod]}
Resources:
  R:
    Type: T
    Properties: {V: !FindInMap [M, !Ref Env, !Ref Kind], W: !FindInMap [M, !Ref Listed, web], X: !If [C, 1, 2]}`;
    assert.deepEqual(properties(text), [
      ['Env=dev', { V: 3, W: 1, X: 2 }],
      ['Kind=job', { V: 2, W: 1, X: 1 }],
    ]);
  });

  it('stops at 200', () => {
    const values = (from: number): string => Array.from({ length: 60 }, (_, index) => `v${from + index}`).join(', ');
    const names = ['A', 'B', 'C', 'D', 'E'];
    const declared = names.map((name) => `  ${name}: {Type: String, Default: v0, AllowedValues: [${values(0)}]}`);
    const text = `Parameters:\n${declared.join('\n')}\nResources: {R: {Type: T, Properties: {V: [${names.map((name) => `!Ref ${name}`)}]}}}`;
    assert.equal(variants(text).length, 200);
  });
});

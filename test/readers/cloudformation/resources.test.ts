// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the placeholders are CloudFormation's.
import assert from 'node:assert/strict';
import { plain, problemOf, readTemplate, resourceOf } from './reading.js';

const summary = (text: string, parameters: Record<string, string> = {}): unknown =>
  readTemplate(text, { parameters }).resources.map(({ id, type, properties }) => [id, type, plain(properties)]);

describe('CloudFormation: resources', () => {
  it('carry their construct path and their exceptions', () => {
    const text = `Parameters: {Owner: {Type: String, Default: me}}
Resources:
  A:
    Type: AWS::ECS::Service
    Metadata:
      aws:cdk:path: Stack/Service/Resource
      ringfence: {exceptions: [{control: x, owner: !Ref Owner}]}
  B: {Type: AWS::ECS::Cluster}
`;
    const template = readTemplate(text);
    const [a, b] = [resourceOf(template, 'A'), resourceOf(template, 'B')];
    assert.equal(a.construct, 'Stack/Service/Resource');
    assert.deepEqual(plain(a.exceptions), [{ control: 'x', owner: 'me' }]);
    assert.deepEqual(Object.keys(b), ['id', 'type', 'properties', 'locate']);
    assert.deepEqual([template.kind, template.file, template.sensitive], ['cloudformation', 'template.yaml', []]);
  });

  it('are none where the template has none', () => {
    assert.deepEqual(summary('AWSTemplateFormatVersion: 2010-09-09'), []);
    assert.deepEqual(summary('Resources: {}'), []);
  });

  const problems: readonly (readonly [title: string, text: string, place: readonly number[], message: RegExp])[] = [
    ['without a type', 'Resources:\n  A: {Properties: {}}\n', [2, 3], /^resource `A` has no `Type`/],
    ['that are a text', 'Resources:\n  A: b\n', [2, 3], /^resource `A` has no `Type`/],
    ['in a list', 'Resources:\n  - A\n', [2, 3], /^`Resources` is not a map/],
  ];
  for (const [title, text, place, message] of problems) {
    it(`are refused ${title}`, () => {
      const problem = problemOf(text);
      assert.match(problem.message, message);
      assert.deepEqual([problem.line, problem.column], place);
    });
  }
});

describe('CloudFormation: transforms', () => {
  it('reads what stands beside serverless resources, and those as they are', () => {
    const text = `Transform: AWS::Serverless-2016-10-31
Globals: {Function: {Runtime: nodejs20.x}}
Resources:
  F: {Type: 'AWS::Serverless::Function', Properties: {CodeUri: .}}
  C: {Type: 'AWS::ECS::Cluster', Properties: {ClusterName: !Sub 'x'}}
`;
    assert.deepEqual(summary(text), [
      ['F', 'AWS::Serverless::Function', { CodeUri: '.' }],
      ['C', 'AWS::ECS::Cluster', { ClusterName: 'x' }],
    ]);
  });

  it('reads the resources beside an include, and those under a macro, as they stand', () => {
    const text = `Transform: [Some::Macro, 'AWS::LanguageExtensions']
Resources:
  Fn::Transform: {Name: AWS::Include, Parameters: {Location: s3://x}}
  C: {Type: 'AWS::ECS::Cluster'}
`;
    assert.deepEqual(summary(text), [['C', 'AWS::ECS::Cluster', {}]]);
  });
});

describe('CloudFormation: Fn::ForEach', () => {
  const loop = (collection: string, body: string, more = ''): string =>
    `Parameters:
  Names: {Type: CommaDelimitedList, Default: 'a,b'}
  Open: {Type: CommaDelimitedList}
${more}Resources:
  Fn::ForEach::L:
    - N
    - ${collection}
    - ${body}
`;

  it('makes a resource for each value', () => {
    const body = "'R${N}': {Type: T, Properties: {A: !Ref N, B: !Sub 'x-${N}-${Other}', '${N}': 'plain-${N}'}}";
    assert.deepEqual(summary(loop('[one, two]', body)), [
      ['Rone', 'T', { A: 'one', B: { 'Fn::Join': ['', ['x-one-', { Ref: 'Other' }]] }, one: 'plain-one' }],
      ['Rtwo', 'T', { A: 'two', B: { 'Fn::Join': ['', ['x-two-', { Ref: 'Other' }]] }, two: 'plain-two' }],
    ]);
  });

  it('runs over a parameter', () => {
    const body = "'R${N}': {Type: T}";
    assert.deepEqual(summary(loop('!Ref Names', body)), [
      ['Ra', 'T', {}],
      ['Rb', 'T', {}],
    ]);
    assert.deepEqual(summary(loop('!Ref Open', body), { Open: 'z' }), [['Rz', 'T', {}]]);
  });

  it('keeps letters and digits only with &{}', () => {
    assert.deepEqual(summary(loop('["10.0/8"]', "'R&{N}': {Type: T, Properties: {A: '${N}'}}")), [
      ['R100' + '8', 'T', { A: '10.0/8' }],
    ]);
  });

  it('nests', () => {
    const body = "{'Fn::ForEach::M': [K, [x, y], {'R${N}${K}': {Type: T, Properties: {A: !GetAtt 'S${N}.${K}'}}}]}";
    assert.deepEqual(summary(loop('[p, q]', body)), [
      ['Rpx', 'T', { A: { 'Fn::GetAtt': ['Sp', 'x'] } }],
      ['Rpy', 'T', { A: { 'Fn::GetAtt': ['Sp', 'y'] } }],
      ['Rqx', 'T', { A: { 'Fn::GetAtt': ['Sq', 'x'] } }],
      ['Rqy', 'T', { A: { 'Fn::GetAtt': ['Sq', 'y'] } }],
    ]);
  });

  it('makes conditions, and uses them by name', () => {
    const conditions = "Conditions:\n  Fn::ForEach::C: [K, [a, b], {'Is${K}': !Equals ['${K}', b]}]\n";
    const body = "'R${N}': {Type: T, Condition: 'Is${N}', Properties: {A: !If ['Is${N}', 'yes', 'no']}}";
    assert.deepEqual(summary(loop('!Ref Names', body, conditions)), [['Rb', 'T', { A: 'yes' }]]);
  });

  it('makes properties', () => {
    const text = `Resources:
  R:
    Type: T
    Properties:
      Before: 1
      Fn::ForEach::P: [K, [a, b], {'Key\${K}': !Ref K}]
`;
    assert.deepEqual(summary(text), [['R', 'T', { Before: 1, Keya: 'a', Keyb: 'b' }]]);
  });

  it('leaves properties unknown where what it runs over is', () => {
    const text = `Parameters: {Open: {Type: CommaDelimitedList}}
Resources: {R: {Type: T, Properties: {M: {A: 1, 'Fn::ForEach::P': [K, !Ref Open, {'\${K}': 1}]}}}}`;
    assert.deepEqual(summary(text), [
      ['R', 'T', { M: { 'Fn::Unknown': '`Fn::ForEach::P` runs over values that are not known' } }],
    ]);
  });

  it('has the parameter given where resources depend on it', () => {
    const template = readTemplate(loop('!Ref Open', "'R${N}': {Type: T}"));
    const message =
      '`Fn::ForEach::L` runs over values that are not known. Give them with --parameter Open=VALUE,VALUE.';
    assert.deepEqual(template.problems, [{ file: 'template.yaml', line: 5, column: 3, message }]);
    assert.deepEqual(template.resources, []);
  });

  it('has imported values written out', () => {
    const { problems } = readTemplate(loop('!Split [",", !ImportValue x]', "'R${N}': {Type: T}"));
    assert.match(problems?.[0]?.message ?? '', /not known\. Write them out\./);
  });

  it('reads what stands beside loops over values that are not known, each of these named once', () => {
    const text = `Parameters: {Open: {Type: CommaDelimitedList}}
Resources:
  First: {Type: T}
  Fn::ForEach::Outer:
    - N
    - [p, q]
    - 'In\${N}': {Type: T}
      Fn::ForEach::Inner: [K, !Ref Open, {'R\${N}\${K}': {Type: T}}]
  Fn::ForEach::Other: [K, !Ref Open, {'S\${K}': {Type: T}}]
  Fn::ForEach::Known: [K, [x], {'Known\${K}': {Type: T}}]
  Last: {Type: T}
`;
    const { resources, problems } = readTemplate(text);
    assert.deepEqual(
      resources.map(({ id }) => id),
      ['First', 'Inp', 'Inq', 'Knownx', 'Last'],
    );
    assert.deepEqual(
      problems?.map(({ line, column }) => [line, column]),
      [
        [8, 7],
        [9, 3],
      ],
    );
  });

  it('has no problem where every loop is known', () => {
    assert.equal(readTemplate(loop('!Ref Names', "'R${N}': {Type: T}")).problems, undefined);
  });

  it('refuses a wrong loop after one over values that are not known', () => {
    const text = `${loop('!Ref Open', "'R${N}': {Type: T}")}  Fn::ForEach::M: [a]\n`;
    assert.match(problemOf(text).message, /`Fn::ForEach::M` cannot be expanded/);
  });

  const problems: readonly (readonly [title: string, text: string, message: RegExp])[] = [
    ['the same key each time', loop('[a, b]', 'R: {Type: T}'), /makes the resource `R` twice/],
    ['no map as its body', loop('[a, b]', 'R'), /cannot be expanded\. Give it a list/],
    [
      'too many turns',
      loop(`[${Array.from({ length: 10_002 }, (_, index) => index)}]`, "'R${N}': {Type: T}"),
      /makes more than can be read/,
    ],
  ];
  for (const [title, text, message] of problems)
    it(`refuses ${title}`, () => assert.match(problemOf(text).message, message));

  it('refuses loops in loops that make millions', () => {
    const ten = '[a, b, c, d, e, f, g, h, i, j]';
    let body = "{'R${A0}${A1}${A2}${A3}${A4}${A5}${A6}${A7}': {Type: T}}";
    for (let depth = 7; depth >= 0; depth--) body = `{'Fn::ForEach::L${depth}': [A${depth}, ${ten}, ${body}]}`;
    const started = performance.now();
    assert.match(problemOf(`Resources: ${body}`).message, /makes more than can be read/);
    assert.ok(performance.now() - started < 5000);
  });
});

import assert from 'node:assert/strict';
import { problemOf, propertiesOf, readTemplate } from './reading.js';

const declare = (parameter: string, value = '!Ref P'): string =>
  `Parameters:\n  P: ${parameter}\nResources:\n  R: {Type: T, Properties: {V: ${value}}}\n`;

describe('CloudFormation: parameters', () => {
  const given = { parameters: { P: 'b', Elsewhere: 'x' } };
  const cases: readonly (readonly [title: string, parameter: string, expected: unknown])[] = [
    ['a given value comes before the default', '{Type: String, Default: a}', 'b'],
    ['a given value without a default', '{Type: String}', 'b'],
    ['a given value for a list', '{Type: "List<String>"}', ['b']],
    ['a given value that is allowed', '{Type: String, AllowedValues: [a, b]}', 'b'],
    ['a given name of a stored parameter', '{Type: "AWS::SSM::Parameter::Value<String>"}', { Ref: 'P' }],
    ['a given secret', '{Type: String, NoEcho: true}', { 'Fn::Secret': 'parameter P' }],
    ['a type of AWS', '{Type: "AWS::EC2::VPC::Id"}', 'b'],
    ['no type at all', '{}', 'b'],
  ];
  for (const [title, parameter, expected] of cases) {
    it(title, () => assert.deepEqual(propertiesOf(declare(parameter), given), { V: expected }));
  }

  it('refuses a given value that is not allowed, and names the allowed ones', () => {
    assert.deepEqual(problemOf(declare('{Type: String, AllowedValues: [x, 1.0]}'), given), {
      file: 'template.yaml',
      line: 2,
      column: 36,
      message: 'the value given for parameter `P` is not allowed. Give one of `x`, `1.0`.',
    });
  });

  it('refuses an element of a list that is not allowed', () => {
    const settings = { parameters: { P: 'x, z' } };
    assert.match(problemOf(declare('{Type: CommaDelimitedList, AllowedValues: [x, y]}'), settings).message, /`x`, `y`/);
  });

  it('does not show the allowed values of a NoEcho parameter', () => {
    const { message } = problemOf(declare('{Type: String, NoEcho: true, AllowedValues: [s3cret]}'), given);
    assert.equal(message, 'the value given for parameter `P` is not allowed. Give an allowed value.');
  });

  it('lists what no output may show', () => {
    const text = `Parameters:
  A: {Type: String, NoEcho: true, Default: first}
  B: {Type: String, NoEcho: 'true'}
  C: {Type: CommaDelimitedList, NoEcho: true, Default: 'x1, y2'}
  D: {Type: String, NoEcho: false, Default: shown}
  E: {Type: String, NoEcho: true, Default: ''}
Resources: {}`;
    const { sensitive } = readTemplate(text, { parameters: { A: 'given', D: 'shown too' } });
    assert.deepEqual(sensitive, ['given', 'first', 'x1, y2', 'x1', 'y2']);
  });

  it('does not take what every object has for a given value', () => {
    const text =
      'Parameters: {constructor: {Type: String}}\nResources: {R: {Type: T, Properties: {V: !Ref constructor}}}';
    assert.deepEqual(propertiesOf(text), { V: { Ref: 'constructor' } });
  });
});

describe('CloudFormation: pseudo parameters', () => {
  const value = (name: string, settings: { region?: string; account?: string }): unknown =>
    propertiesOf(`Resources: {R: {Type: T, Properties: {V: !Ref "${name}"}}}`, settings);

  it('knows region and account when they are given', () => {
    assert.deepEqual(value('AWS::Region', { region: 'eu-west-1' }), { V: 'eu-west-1' });
    assert.deepEqual(value('AWS::AccountId', { account: '012345678901' }), { V: '012345678901' });
    assert.deepEqual(value('AWS::AccountId', { region: 'eu-west-1' }), { V: { Ref: 'AWS::AccountId' } });
  });

  for (const [region, partition, suffix] of [
    ['eu-west-1', 'aws', 'amazonaws.com'],
    ['cn-north-1', 'aws-cn', 'amazonaws.com.cn'],
    ['us-gov-west-1', 'aws-us-gov', 'amazonaws.com'],
    ['us-iso-east-1', 'aws-iso', 'c2s.ic.gov'],
    ['us-isob-east-1', 'aws-iso-b', 'sc2s.sgov.gov'],
    ['eusc-de-east-1', 'aws-eusc', 'amazonaws.eu'],
  ] as const) {
    it(`derives partition and suffix from ${region}`, () => {
      assert.deepEqual(value('AWS::Partition', { region }), { V: partition });
      assert.deepEqual(value('AWS::URLSuffix', { region }), { V: suffix });
    });
  }
});

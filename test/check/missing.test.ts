import assert from 'node:assert/strict';
import { missingFor } from '../../src/check/missing.js';
import type { Value } from '../../src/language/value.js';

const cases: readonly (readonly [string, Value, readonly string[]])[] = [
  ['a known value', 'known', []],
  ['a parameter', { Ref: 'Public' }, ['the value of `Public`']],
  ['a resource', { Ref: 'Cluster' }, ['the name of `Cluster`, which only deployment decides']],
  ['a pseudo parameter', { Ref: 'AWS::Region' }, ['the value of `AWS::Region` (`--region`)']],
  ['the account', { Ref: 'AWS::AccountId' }, ['the value of `AWS::AccountId` (`--account`)']],
  ['the stack', { Ref: 'AWS::StackName' }, ['the value of `AWS::StackName`']],
  ['an attribute', { 'Fn::GetAtt': ['Role', 'Arn'] }, ['`Role.Arn`, which only deployment decides']],
  ['an import', { 'Fn::ImportValue': 'vpc-subnets' }, ['the value that another stack exports as `vpc-subnets`']],
  [
    'an import by a computed name',
    { 'Fn::ImportValue': { 'Fn::Join': ['', [{ Ref: 'Stack' }, '-subnets']] } },
    ['the value that another stack exports', 'the value of `Stack`'],
  ],
  ['a condition', { 'Fn::If': ['IsPublic', 'ENABLED', 'DISABLED'] }, ['whether the condition `IsPublic` holds']],
  ['a reason', { 'Fn::Unknown': 'known only after apply' }, ['known only after apply']],
  ['a secret', { 'Fn::Secret': 'parameter Password' }, ['the value of the secret parameter `Password`']],
  [
    'a secret by reference',
    { 'Fn::Secret': '{{resolve:ssm-secure:/a}}' },
    ['the value of `{{resolve:ssm-secure:/a}}`'],
  ],
  ['a dynamic reference', { 'Fn::Unknown': '{{resolve:ssm:/a}}' }, ['the value of `{{resolve:ssm:/a}}`']],
  ['a macro', { 'Fn::Transform': { Name: 'Include' } }, ['what the macro `Include` makes']],
  [
    'the parts of a text, each once',
    { 'Fn::Join': ['', ['a-', { Ref: 'Stage' }, { Ref: 'Stage' }, { 'Fn::GetAtt': ['R', 'Arn'] }]] },
    ['the value of `Stage`', '`R.Arn`, which only deployment decides'],
  ],
  ['any other function', { 'Fn::Select': [{ Ref: 'Index' }, ['a', 'b']] }, ['the value of `Index`']],
  ['a function without arguments', { 'Fn::GetAZs': '' }, ['the result of `Fn::GetAZs`']],
  ['a name that would end its quote', { Ref: 'a`b\nc' }, ["the value of `a'b c`"]],
  ['what a list holds', [{ Ref: 'One' }, { Key: { Ref: 'Two' } }], ['the value of `One`', 'the value of `Two`']],
];

describe('what is missing', () => {
  for (const [name, value, expected] of cases) {
    it(name, () =>
      assert.deepEqual(
        missingFor(value, (id) => id === 'Cluster'),
        expected,
      ),
    );
  }
});

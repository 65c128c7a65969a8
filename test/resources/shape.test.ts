import assert from 'node:assert/strict';
import { atLeast, equals, every, exists, item, matches, oneOrMany, property } from '../../src/language/builders.js';
import type { Condition } from '../../src/language/condition.js';
import type { Value, ValueMap } from '../../src/language/value.js';
import { Preparation } from '../../src/resources/prepare.js';

const TYPE = 'Test::Shape::Resource';

function shaped(condition: Condition, properties: ValueMap, keep: 'asked' | 'everything' = 'asked'): unknown {
  const prepared = new Preparation([{ types: [TYPE], conditions: [condition] }]).prepare(
    [{ id: 'R', type: TYPE, properties, locate: () => null }],
    keep,
  );
  return JSON.parse(JSON.stringify(prepared['R']?.Properties));
}

const statements = every(
  oneOrMany(property('Policy.Statement')),
  every(oneOrMany(item('Principal.AWS')), equals(item(), '*')),
);

describe('the shape that conditions expect', () => {
  const malformed = (expected: string) => ({ 'Fn::Unknown': `malformed: ${expected} belongs here` });
  const rows: readonly (readonly [string, Condition, Value, unknown])[] = [
    ['a number as text', matches(property('A'), '^2'), 256, { A: '256' }],
    ['digits as a number', atLeast(property('A'), 1), '256', { A: 256 }],
    ['text as a number', atLeast(property('A'), 1), 'many', { A: malformed('a number') }],
    ['a boolean as a number', atLeast(property('A'), 1), true, { A: malformed('a number') }],
    ['text as a boolean', equals(property('A'), true), 'True', { A: true }],
    ['other text as a boolean', equals(property('A'), true), 'yes', { A: malformed('true or false') }],
    ['a list where a text belongs', equals(property('A'), 'x'), ['x'], { A: malformed('a text') }],
    ['an empty text is nothing', exists(property('A')), '', {}],
    ['NoValue is nothing', exists(property('A')), { Ref: 'AWS::NoValue' }, {}],
    ['what is unresolved stays', equals(property('A'), 'x'), { Ref: 'P' }, { A: { Ref: 'P' } }],
    ['a text where a list belongs', every(property('A'), equals(item(), 'x')), 'x', { A: malformed('a list') }],
    ['one where many are allowed', every(oneOrMany(property('A')), equals(item(), 'x')), 'x', { A: ['x'] }],
    [
      'null and NoValue vanish from lists',
      every(property('A'), equals(item(), 'x')),
      ['x', null, { Ref: 'AWS::NoValue' }],
      { A: ['x'] },
    ],
    ['a map where there is a scalar', equals(property('A.B'), 'x'), 'x', { A: malformed('a map') }],
  ];
  for (const [name, condition, value, expected] of rows) {
    it(name, () => assert.deepEqual(shaped(condition, { A: value }), expected));
  }

  it('reads a policy document that is JSON text, single statements and Principal "*"', () => {
    const document = { Statement: { Effect: 'Allow', Principal: '*' } };
    const expected = { Policy: { Statement: [{ Principal: { AWS: ['*'] } }] } };
    assert.deepEqual(shaped(statements, { Policy: JSON.stringify(document) }), expected);
    assert.deepEqual(shaped(statements, { Policy: document }), expected);
    assert.deepEqual(shaped(statements, { Policy: '{"Statement": ' }), { Policy: malformed('a map') });
  });

  it('leaves out what nobody asks, unless everything is wanted', () => {
    const properties = { A: 'x', Other: 1 };
    assert.deepEqual(shaped(equals(property('A'), 'x'), properties), { A: 'x' });
    assert.deepEqual(shaped(equals(property('A'), 'x'), properties, 'everything'), properties);
  });

  it('does not believe facts that the input brings', () => {
    const asked = every(property('ContainerDefinitions'), equals(item('Facts.ImageTag'), 'v1'));
    const input = { ContainerDefinitions: [{ Image: 'app:latest', Facts: { ImageTag: 'v1' } }] };
    assert.deepEqual(shaped(asked, input), { ContainerDefinitions: [{ Facts: { ImageTag: 'latest' } }] });
  });

  it('reads __proto__ and constructor as keys like others', () => {
    const properties: ValueMap = JSON.parse('{"__proto__": {"A": "x"}, "constructor": "y"}');
    assert.deepEqual(shaped(equals(property('A'), 'x'), properties), {});
    assert.deepEqual(shaped(exists(property('constructor.name')), {}), {});
  });

  it('refuses conditions that read one place in two kinds', () => {
    const both = () =>
      new Preparation([{ types: [TYPE], conditions: [equals(property('A'), 'x'), atLeast(property('A'), 1)] }]);
    assert.throws(both, /`Properties.A` is read as text by one condition and as number by another/);
  });

  it('refuses a condition that asks for what nothing writes', () => {
    const unknown = () =>
      new Preparation([{ types: [TYPE], conditions: [equals({ base: 'resource', path: ['Facts', 'Nothing'] }, 'x')] }]);
    assert.throws(unknown, /no fact `Facts.Nothing`/);
  });
});

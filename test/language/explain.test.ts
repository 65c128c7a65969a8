import assert from 'node:assert/strict';
import {
  all,
  any,
  equals,
  every,
  exists,
  item,
  not,
  oneOf,
  property,
  says,
  some,
} from '../../src/language/builders.js';
import type { Condition } from '../../src/language/condition.js';
import { explain } from '../../src/language/explain.js';
import type { ValueMap } from '../../src/language/value.js';

const isX = (path: string): Condition => equals(property(path), 'x');

function causes(condition: Condition, properties: ValueMap): string[] {
  return explain(condition, { resource: { Properties: properties }, item: null }).map(
    ({ path, message }) => path.slice(1).join('.') + (message === null ? '' : `: ${message}`),
  );
}

describe('why a condition is what it is', () => {
  const rows: readonly (readonly [string, Condition, ValueMap, string[]])[] = [
    ['a leaf is its own cause', isX('A'), { A: 'y' }, ['A']],
    [
      'of a false `all`, each false part is a violation',
      all(isX('A'), isX('B'), isX('C')),
      { A: 'y', B: 'x', C: 'y' },
      ['A', 'C'],
    ],
    ['a false `any` is one violation, told by its first part', any(isX('A'), isX('B')), { A: 'y', B: 'y' }, ['A']],
    [
      'of a false `every`, each false element',
      every(property('L'), equals(item('N'), 'x')),
      { L: [{ N: 'y' }, { N: 'x' }, {}] },
      ['L.0.N', 'L.2.N'],
    ],
    ['a false `some` is told by the list', some(property('L'), equals(item(), 'x')), { L: ['y'] }, ['L']],
    [
      'a negated `some`, by its elements',
      not(some(property('L'), equals(item(), 'x'))),
      { L: ['y', 'x', 'x'] },
      ['L.1', 'L.2'],
    ],
    ['all that is unknown', all(isX('A'), isX('B')), { A: { Ref: 'P' }, B: { Ref: 'Q' } }, ['A', 'B']],
    ['an unknown list', every(property('L'), exists(item())), { L: { Ref: 'P' } }, ['L']],
    [
      'the innermost words count',
      says('outer', all(says('inner', isX('A')), isX('B'))),
      { A: 'y', B: 'y' },
      ['A: inner', 'B: outer'],
    ],
    ['what is decided is not unknown', any(oneOf(property('A'), ['x']), isX('B')), { A: 'y', B: { Ref: 'P' } }, ['B']],
  ];
  for (const [name, condition, properties, expected] of rows) {
    it(name, () => assert.deepEqual(causes(condition, properties), expected));
  }
});

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { all, any, atLeast, equals, every, exists, item, not, property, some } from '../../src/language/builders.js';
import type { Condition } from '../../src/language/condition.js';
import { elements, evaluate, evaluateLeaf, type Scope, valueAt } from '../../src/language/evaluate.js';
import { complement, type Formula, flatten, formula, type Mode } from '../../src/language/formula.js';
import { FALSE, TRUE, type Truth } from '../../src/language/truth.js';
import { isList, type Value } from '../../src/language/value.js';

/** Evaluates a two-valued formula with the leaves' three values: what a back end's text must come to. */
function holds(given: Formula, scope: Scope): boolean {
  switch (given.kind) {
    case 'and':
      return given.of.every((part) => holds(part, scope));
    case 'or':
      return given.of.some((part) => holds(part, scope));
    case 'leaf':
      return answers(evaluateLeaf(given.leaf, scope), given.mode);
    case 'listIs': {
      const list = valueAt(given.list, scope);
      return (list === null ? 'absent' : isList(list) ? 'list' : 'unknown') === given.state;
    }
    case 'everyElement':
    case 'someElement': {
      const list = valueAt(given.list, scope);
      if (!isList(list)) return false;
      const inside = elements(list).map((element) => holds(given.of, { ...scope, item: element }));
      return given.kind === 'everyElement' ? inside.every(Boolean) : inside.some(Boolean);
    }
    case 'parameterIs':
      throw new Error('bound');
    default:
      return given satisfies never;
  }
}

const answers = (truth: Truth, mode: Mode): boolean =>
  ({ T: truth === TRUE, F: truth === FALSE, P: truth !== FALSE, N: truth !== TRUE })[mode];

const leaves = (term: (path: string) => Condition[]): Condition[] => term('A').concat(term('B'));
const onResource = leaves((path) => [equals(property(path), 'x'), exists(property(path)), atLeast(property(path), 3)]);
const onItem = [equals(item(), 'x'), exists(item()), equals(item('A'), 'x')];

const conditions: fc.Arbitrary<Condition> = fc.letrec<{ condition: Condition }>((tie) => ({
  condition: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    fc.constantFrom(...onResource),
    tie('condition').map(not),
    fc.array(tie('condition'), { maxLength: 3 }).map((parts) => all(...parts)),
    fc.array(tie('condition'), { maxLength: 3 }).map((parts) => any(...parts)),
    fc
      .tuple(fc.constantFrom('L', 'A'), fc.constantFrom(...onItem), tie('condition'))
      .map(([path, inner, other]) => every(property(path), any(inner, other))),
    fc
      .tuple(fc.constantFrom('L', 'A'), fc.constantFrom(...onItem))
      .map(([path, inner]) => some(property(path), not(inner))),
  ),
})).condition;

const value: fc.Arbitrary<Value> = fc.constantFrom<Value>(
  'x',
  'y',
  3,
  '4',
  true,
  { Ref: 'R' },
  { 'Fn::If': ['C', 1, 2] },
  { A: 'x' },
);
const list: fc.Arbitrary<Value> = fc.oneof(fc.array(value, { maxLength: 3 }), value);
const resource: fc.Arbitrary<Value> = fc
  .record({ A: fc.oneof(value, list), B: value, L: list }, { requiredKeys: [] })
  .map(
    (Properties): Value => ({
      Properties: Object.fromEntries(Object.entries(Properties).flatMap(([k, v]) => (v === undefined ? [] : [[k, v]]))),
    }),
  );

describe('formulas', () => {
  for (const mode of ['T', 'F', 'P', 'N'] as const) {
    it(`${mode} is true exactly where the three-valued condition says so, and its complement where it does not`, () => {
      fc.assert(
        fc.property(conditions, resource, (condition, subject) => {
          const scope = { resource: subject, item: null };
          const expected = answers(evaluate(condition, scope), mode);
          assert.equal(holds(formula(condition, mode), scope), expected);
          assert.equal(holds(flatten(formula(condition, mode)), scope), expected);
          assert.equal(holds(complement(formula(condition, mode)), scope), !expected);
        }),
        { numRuns: 2_000 },
      );
    });
  }
});

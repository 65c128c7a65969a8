import assert from 'node:assert/strict';
import { bind, isConstant } from '../../src/language/bind.js';
import {
  all,
  any,
  atLeast,
  equals,
  every,
  item,
  not,
  oneOf,
  parameter,
  parameterIs,
  property,
  says,
} from '../../src/language/builders.js';
import { evaluate } from '../../src/language/evaluate.js';
import { FALSE, TRUE } from '../../src/language/truth.js';

const isX = equals(property('A'), 'x');

describe('binding of parameters', () => {
  it('puts values in their place, below quantifiers too', () => {
    const condition = every(property('L'), oneOf(item('D'), parameter('allowed')));
    const bound = bind(condition, { allowed: ['x'] });
    assert.deepEqual(bound, every(property('L'), oneOf(item('D'), ['x'])));
  });

  it('folds what a parameter decides', () => {
    assert.deepEqual(bind(any(parameterIs('off', true), isX), { off: false }), isX);
    assert.ok(isConstant(bind(any(parameterIs('off', true), isX), { off: true })));
    assert.ok(isConstant(bind(all(not(parameterIs('off', true)), isX), { off: true })));
    const scope = { resource: { Properties: { A: 'y' } }, item: null };
    assert.equal(evaluate(bind(any(parameterIs('off', true), isX), { off: true }), scope), TRUE);
    assert.equal(evaluate(bind(any(parameterIs('off', true), isX), { off: false }), scope), FALSE);
  });

  it('keeps the words of what remains', () => {
    assert.equal(bind(says('words', oneOf(property('A'), parameter('p'))), { p: ['x'] }).message, 'words');
  });

  it('says which parameter has no value, or one of another type', () => {
    assert.throws(() => bind(atLeast(property('A'), parameter('n')), {}), /parameter `n` has no value/);
    assert.throws(() => bind(atLeast(property('A'), parameter('n')), { n: 'x' }), /parameter `n` has a type/);
    assert.throws(() => bind(atLeast(property('A'), parameter('toString')), {}), /has no value/);
  });
});

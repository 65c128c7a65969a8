import assert from 'node:assert/strict';
import { KeptTexts } from '../../src/reports/kept-text.js';

/** More than one block has room for: 300 texts of 3,000 characters. */
const MANY = Array.from({ length: 300 }, (_, number) => `${number} → ${'é'.repeat(3000)}`);

const CASES: readonly (readonly [string, readonly string[]])[] = [
  ['none', []],
  ['one', ['text']],
  ['empty ones', ['', 'a', '', '']],
  ['characters of several bytes', ['→', '🙂🙂', 'é']],
  ['a byte order mark', ['\ufefftext', 'more']],
  ['one that is longer than a block', ['before', 'x'.repeat(1_000_000), 'after']],
  ['more than a block holds', MANY],
];

describe('kept texts', () => {
  for (const [name, texts] of CASES) {
    it(`are what they were: ${name}`, () => {
      const all = new KeptTexts();
      const kept = texts.map((text) => all.keep(text));
      assert.deepEqual(
        kept.map((one) => all.textOf(one)),
        texts,
      );
    });
  }

  it('are asked for in any order, and while there are more to come', () => {
    const all = new KeptTexts();
    const first = all.keep('first');
    assert.equal(all.textOf(first), 'first');
    const kept = MANY.map((text) => all.keep(text));
    const last = all.keep('last');
    assert.equal(all.textOf(last), 'last');
    assert.equal(all.textOf(first), 'first');
    for (const [position, one] of [...kept.entries()].reverse()) assert.equal(all.textOf(one), MANY[position]);
    assert.equal(all.textOf(all.keep('one more')), 'one more');
  });
});

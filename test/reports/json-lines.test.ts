import assert from 'node:assert/strict';
import { jsonLines } from '../../src/reports/json-lines.js';

describe('JSON for people', () => {
  const cases: readonly (readonly [string, unknown, readonly string[]])[] = [
    ['a short list', { a: ['b', 'c'] }, ['{', '  "a": ["b", "c"]', '}']],
    ['lists in lists', [{ a: ['b'] }, 1], ['[', '  {', '    "a": ["b"]', '  },', '  1', ']']],
    ['brackets and commas in texts', { a: ['[x],', 'y'] }, ['{', '  "a": [', '    "[x],",', '    "y"', '  ]', '}']],
    ['an empty list', { a: [] }, ['{', '  "a": []', '}']],
  ];
  for (const [name, value, lines] of cases) it(name, () => assert.deepEqual(jsonLines(value), lines));

  it('what is too long for a line stays on several', () => {
    assert.equal(jsonLines({ a: ['x'.repeat(60), 'y'.repeat(60)] }).length, 6);
  });

  it('says what JSON says', () => {
    const value = { a: ['b', { c: [1, 2, null] }], d: '[\n"x"\n]', e: ['"quoted"', 'back\\slash'] };
    assert.deepEqual(JSON.parse(jsonLines(value).join('\n')), value);
  });
});

import assert from 'node:assert/strict';
import { safeJson, safeLine, safeText } from '../../src/reports/safe-text.js';

const CASES: readonly (readonly [name: string, text: string, safe: string])[] = [
  ['ordinary text', 'Größe: 日本語 “x” 🙂', 'Größe: 日本語 “x” 🙂'],
  ['a terminal escape', '\u001b[31mred\u001b[0m', '\\u{1b}[31mred\\u{1b}[0m'],
  ['its one-character form', '\u009b31m', '\\u{9b}31m'],
  ['a bell, backspace and NUL', '\u0007\u0008\u0000', '\\u{7}\\u{8}\\u{0}'],
  ['line breaks and tabs', 'a\r\nb\tc', 'a\\r\\nb\\tc'],
  ['bidirectional controls', 'a\u202eb\u2066c\u200fd', 'a\\u{202e}b\\u{2066}c\\u{200f}d'],
  ['characters that nobody sees', 'a\u200bb\u00adc\ufeff', 'a\\u{200b}b\\u{ad}c\\u{feff}'],
  ['tag characters', 'a\u{e0041}b', 'a\\u{e0041}b'],
  ['line separators', 'a\u2028b', 'a\\u{2028}b'],
  ['half a character', 'a\ud800b', 'a\\u{d800}b'],
  ['a log command of GitHub', '::error::x', '\\u{3a}:error::x'],
  ['the same after blanks', '  ::set-output name=a::b', '  \\u{3a}:set-output name=a::b'],
  ['colons elsewhere', 'AWS::ECS::Service', 'AWS::ECS::Service'],
  ['a log command anywhere', 'a ##[group]b ##vso[task.x]', 'a #\\u{23}[group]b #\\u{23}vso[task.x]'],
];

describe('text of an input', () => {
  for (const [name, text, safe] of CASES) {
    it(`${name} is shown as \`${safe}\``, () => assert.equal(safeText(text), safe));
  }

  it('is cut where it is long', () => {
    assert.equal(safeText('a'.repeat(20), 5), 'aaaaa… (15 more characters)');
  });

  it('keeps its indentation when a line is quoted', () => {
    assert.equal(safeLine('\tA: 1  \r'), '  A: 1');
  });

  it('is the same for a reader of JSON, and acts nowhere', () => {
    const value = { a: CASES.map(([, text]) => text) };
    const json = safeJson(value);
    assert.deepEqual(JSON.parse(json), value);
    assert.doesNotMatch(json, /[\u0080-\u009f\u202e\u2066\u200b\u{e0041}\u2028]|##\[|^\s*::/mu);
  });
});

import assert from 'node:assert/strict';
import { atLeast, matches, property } from '../../src/language/builders.js';
import {
  commonPattern,
  DIGITS,
  digitsAtLeast,
  enginePattern,
  globPattern,
  toRegExp,
  VERSION,
  versionPattern,
  wholeTexts,
} from '../../src/language/patterns.js';

describe('patterns of the common subset', () => {
  for (const pattern of ['^a$', '[A-Za-z0-9_.-]{1,16}', '(a|b)+', '(?:a|b)?', 'a\\.b', '\\{\\{resolve:', '[^/]*']) {
    it(`accepts ${pattern}`, () => assert.equal(commonPattern(pattern), pattern));
  }
  const rejected: readonly (readonly [string, RegExp])[] = [
    ['(?=a)b', /look-around/],
    ['(?<!a)b', /look-around/],
    ['(a)\\1', /back-reference/],
    ['(?<name>a)', /named group/],
    ['(?P<name>a)', /named group/],
    ['a(?i)b', /inline flag/],
    ['a++', /possessive/],
    ['\\d+', /escape that the engines read differently/],
    ['\\w', /escape that the engines read differently/],
    ['a\\b', /escape that the engines read differently/],
    ['[a&&b]', /class intersection/],
    ['[[:alpha:]]', /named class/],
    ['[a[b]', /unescaped/],
    ['é', /printable ASCII/],
    ['a{2', /Invalid regular expression/],
    ['[', /Invalid regular expression/],
  ];
  for (const [pattern, reason] of rejected) {
    it(`rejects ${pattern}`, () => assert.throws(() => matches(property('A'), pattern), reason));
  }

  it('writes a leading (?i) out, for ASCII letters only', () => {
    assert.equal(commonPattern('(?i)ab.[c-eX_]\\.'), '[aA][bB].[c-eC-ExX_]\\.');
    assert.equal(commonPattern('(?i)[^a-z0-9]\\[x'), '[^a-zA-Z0-9]\\[[xX]');
    // U+212A is the Kelvin sign, whose lower case is k in Unicode.
    assert.ok(!toRegExp(commonPattern('(?i)^k$')).test('\u212a'));
    assert.ok(toRegExp(commonPattern('(?i)^k$')).test('K'));
    assert.equal(enginePattern('^k.$'), '(?s)^k.$');
    assert.equal(enginePattern('^k$'), '^k$');
  });

  it('knows the whole texts that a pattern matches in any case', () => {
    assert.deepEqual(wholeTexts(commonPattern('(?i)^(splunk-token|a\\.b|c_1)$')), ['splunk-token', 'a.b', 'c_1']);
    assert.deepEqual(wholeTexts('^(6|17)$'), ['6', '17']);
    assert.deepEqual(wholeTexts('^(|6)$'), ['', '6']);
  });

  for (const pattern of [
    '^(ab)$',
    '(?i)^(a.b)$',
    '(?i)^a|b$',
    '(?i)^(a)|(b)$',
    '(?i)^(a|b)',
    '(?i)(a|b)$',
    '(?i)^([ab]|c)$',
    '(?i)^([-a]|c)$',
    '(?i)^(a?|b)$',
    '(?i)^(a{2}|b)$',
    '(?i)^(^a|b$)$',
  ]) {
    it(`knows no whole texts of ${pattern}`, () => assert.equal(wholeTexts(commonPattern(pattern)), null));
  }

  it('reads only * and ? of a glob', () => {
    const glob = toRegExp(globPattern('a.*[1]?$'));
    assert.ok(glob.test('A.anything[1]x$'));
    assert.ok(!glob.test('ab[1]x$'));
    assert.ok(!glob.test('a.1x$'));
  });
});

describe('numbers and versions as patterns', () => {
  it('digits of at least a bound are exactly those', () => {
    for (const bound of [0, 1, 7, 8, 9, 10, 19, 21, 80, 99, 100, 199, 200, 443, 1000, 8999]) {
      const pattern = toRegExp(`^${digitsAtLeast(bound)}$`);
      for (let number = 0; number < 11_000; number += number < 300 ? 1 : 37) {
        for (const text of [String(number), `0${number}`]) {
          assert.equal(toRegExp(DIGITS).test(text) && pattern.test(text), number >= bound, `${text} >= ${bound}`);
        }
      }
    }
  });

  it('versions of at least a bound are exactly those', () => {
    const numbers = [0, 1, 3, 4, 5, 9, 10, 11];
    const pattern = toRegExp(versionPattern('1.4.10'));
    for (const major of numbers) {
      for (const minor of numbers) {
        for (const patch of numbers) {
          const expected = major > 1 || (major === 1 && (minor > 4 || (minor === 4 && patch >= 10)));
          const text = `${major}.${minor}.${patch}`;
          assert.equal(toRegExp(VERSION).test(text) && pattern.test(text), expected, text);
        }
      }
    }
  });

  it('rejects bounds that Guard and Rego would read differently', () => {
    for (const bound of [-1, 0.5, 1e9, Number.NaN]) assert.throws(() => atLeast(property('A'), bound), /whole number/);
  });
});

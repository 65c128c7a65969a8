import assert from 'node:assert/strict';
import fc from 'fast-check';
import { anyMatcher, arnMatcher, arnParts, tokensOf } from '../../src/scp/patterns.js';

/** Few characters, so that patterns and values meet. */
const text = (characters: string, maxLength: number) =>
  fc.array(fc.constantFrom(...characters), { maxLength }).map((all) => all.join(''));

/** What a pattern means, said another way: `[^]` is any character, `[^:]` any within a part. */
function expression(pattern: string, within: boolean): RegExp {
  const any = within ? '[^:]' : '[^]';
  const source = [...pattern].map((one) => {
    if (one === '*') return `${any}*`;
    return one === '?' ? any : one.replace(/[.\n]/, (special) => (special === '.' ? '\\.' : '\\n'));
  });
  return new RegExp(`^${source.join('')}$`);
}

describe('patterns (property)', () => {
  it('match as regular expressions do', () => {
    fc.assert(
      fc.property(fc.array(text('ab:*?.\n', 8), { maxLength: 3 }), text('ab:.\n', 8), (patterns, value) => {
        const matches = anyMatcher(patterns.map((pattern) => tokensOf(pattern, true)));
        assert.equal(
          matches(value),
          patterns.some((pattern) => expression(pattern, false).test(value)),
        );
      }),
      { numRuns: 5_000 },
    );
  });

  it('are texts where wildcards are not special', () => {
    fc.assert(
      fc.property(text('a*?', 4), text('a*?', 4), (pattern, value) => {
        assert.equal(anyMatcher([tokensOf(pattern, false)])(value), pattern === value);
      }),
    );
  });

  it('of ARNs match part by part', () => {
    const part = text('a*?', 2);
    const six = fc.tuple(part, part, part, part, part, text('a:*?', 4)).map((parts) => parts.join(':'));
    const value = text('a:', 14);
    fc.assert(
      fc.property(six, fc.oneof(value, six), (pattern, arn) => {
        const [parts, values] = [arnParts(pattern), arnParts(arn)];
        const expected = parts?.every((one, index) => {
          const within = values?.[index];
          return within !== undefined && expression(one, index < 5).test(within);
        });
        assert.equal(arnMatcher(pattern)(arn), expected);
      }),
      { numRuns: 5_000 },
    );
  });

  it('take time that grows with both lengths at most', () => {
    const before = process.cpuUsage();
    const matches = anyMatcher([tokensOf('*a'.repeat(200), true)]);
    assert.equal(matches(`${'a'.repeat(5_000)}b`), false);
    assert.ok(process.cpuUsage(before).user < 2e6);
  });
});

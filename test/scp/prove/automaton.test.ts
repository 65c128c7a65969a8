import assert from 'node:assert/strict';
import { elementsOf } from '../../../src/scp/conditions/elements.js';
import { arnMatcher, matcher, tokensOf } from '../../../src/scp/patterns.js';
import type { BaseOperator } from '../../../src/scp/policy.js';
import { cellsOf, type Step } from '../../../src/scp/prove/automaton.js';
import { boundaryValues } from '../../../src/scp/prove/boundaries.js';
import { arnSteps, foldedSteps } from '../../../src/scp/prove/steps.js';
import { Chance, seed } from './support/mulberry32.js';

/** A pattern both as the prover has it and as the evaluator tests it. */
interface Pattern {
  readonly text: string;
  readonly steps: readonly Step[];
  readonly matches: (value: string) => boolean;
}

const glob = (text: string): Pattern => ({ text, steps: tokensOf(text, true), matches: matcher(tokensOf(text, true)) });

const anyCase = (text: string): Pattern => ({
  text: `${text} in any case`,
  steps: foldedSteps(tokensOf(text.toLowerCase(), false)),
  matches: elementsOf('StringEqualsIgnoreCase', [text]).matches,
});

const arn = (text: string): Pattern => ({
  text: `ARN ${text}`,
  steps: arnSteps(text) ?? [],
  matches: arnMatcher(text),
});

/** Every text of at most so many of these characters. */
function texts(characters: string, longest: number): string[] {
  const all = [''];
  for (let from = 0, length = 1; length <= longest; length++) {
    const to = all.length;
    for (const text of all.slice(from, to)) all.push(...[...characters].map((one) => text + one));
    from = to;
  }
  return all;
}

const vectorOf = (patterns: readonly Pattern[], value: string): string =>
  patterns.map(({ matches }) => Number(matches(value))).join('');

/** Held against every text: no combination is missing, and every witness is of its cell by the evaluator's own test. */
function agrees(patterns: readonly Pattern[], all: readonly string[], domain: Pattern | null = null): void {
  const cells = cellsOf(
    patterns.map(({ steps }) => steps),
    domain ? [domain.steps] : [],
  );
  const names = patterns.map(({ text }) => text).join('  ');
  assert.ok(cells, names);
  for (const { matched, witness } of cells) {
    assert.equal(vectorOf(patterns, witness), matched.map(Number).join(''), `${witness} of ${names}`);
    assert.ok(domain?.matches(witness) ?? true, `${witness} of ${domain?.text}`);
  }
  const found = new Set(cells.map(({ matched }) => matched.map(Number).join('')));
  for (const value of all) {
    if (domain && !domain.matches(value)) continue;
    assert.ok(found.has(vectorOf(patterns, value)), `${value} is in no cell of ${names}`);
  }
}

describe(`cells (seed ${seed})`, () => {
  it('of random patterns: every combination that some text has', () => {
    const all = texts('abAx', 6);
    const chance = new Chance(seed);
    const random = (): string => Array.from({ length: 1 + chance.below(5) }, () => chance.of([...'aabbA**?'])).join('');
    for (let round = 0; round < 40; round++) {
      const patterns = Array.from({ length: 1 + chance.below(5) }, () =>
        chance.once(4) ? anyCase(random().replace(/[*?]/g, 'b')) : glob(random()),
      );
      agrees(patterns, all, chance.once(3) ? glob(random()) : null);
    }
  });

  it('of ARNs: wildcards stop at colons but in the sixth part', () => {
    const values = texts('a:', 11).filter((text) => text.split(':').length >= 5);
    const chance = new Chance(seed);
    const random = (): string => Array.from({ length: 6 }, () => chance.of(['a', '*', '', 'a*', '?'])).join(':');
    for (let round = 0; round < 20; round++) {
      agrees([arn(random()), arn(random()), glob(chance.of(['*a', 'a*:a', '*:a:*']))], values);
    }
  });

  it('are none where there are too many', () => {
    const infixes = [...'abcdefghijklmnopqr'].map((letter) => glob(`*${letter}${letter}*`));
    assert.equal(
      cellsOf(
        infixes.map(({ steps }) => steps),
        [],
        2_000,
      ),
      null,
    );
  });
});

describe('boundaries', () => {
  const CASES: readonly (readonly [BaseOperator, readonly string[], readonly string[]])[] = [
    [
      'NumericLessThan',
      ['5', '5.5', '-1', '0.30'],
      ['4', '5', '5.2', '5.5', '6', '-2', '-1', '-0.5', '0.3', '0.31', '99'],
    ],
    ['NumericEquals', ['7', '7.0', ' 7'], ['6', '7', '8']],
    [
      'NumericGreaterThanEquals',
      ['99999999999999999999'],
      ['99999999999999999998', '99999999999999999999', '1e5', '0'],
    ],
    ['DateLessThan', ['2026-01-01T00:00:00Z'], ['2025-12-31T23:59:59.999Z', '2026-01-01', '2026-01-01T00:00:00.001Z']],
    ['DateGreaterThan', ['999999999999'], ['999999999999', '2026-01-01', '999999999998']],
    [
      'IpAddress',
      ['10.0.0.0/8', '10.1.0.0/16'],
      ['9.9.9.9', '10.0.0.0', '10.1.2.3', '10.2.0.0', '11.0.0.0', '::', 'ffff::'],
    ],
    ['IpAddress', ['::/0', '0.0.0.0/0'], ['1.2.3.4', '::1']],
  ];
  for (const [operator, values, others] of CASES) {
    it(`${operator} ${values}: every answer to all of the values that some value gets`, () => {
      const tests = values.map((value) => elementsOf(operator, [value]));
      const answersTo = (value: string): string => tests.map(({ matches }) => Number(matches(value))).join('');
      const found = new Set(boundaryValues(tests.map(({ domain }) => domain)).map(answersTo));
      for (const other of others) {
        if (tests.every(({ understands }) => understands(other)))
          assert.ok(found.has(answersTo(other)), `${other}: ${answersTo(other)} is not among ${[...found]}`);
      }
    });
  }
});

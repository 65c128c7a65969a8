import type { Control, Rule } from '../../src/controls/control.js';
import {
  all,
  any,
  atLeast,
  atMost,
  countAtLeast,
  equals,
  every,
  exists,
  fact,
  hasKey,
  item,
  like,
  matches,
  not,
  oneOf,
  property,
  secret,
  some,
  versionAtLeast,
} from '../../src/language/builders.js';
import type { Condition } from '../../src/language/condition.js';

const A = property('A');
const isX = equals(A, 'x');
const elementIsX = equals(item(), 'x');

const conditions: Readonly<Record<string, Condition>> = {
  'equals-text': isX,
  'equals-true': equals(A, true),
  'equals-number': equals(A, 5),
  'one-of': oneOf(A, ['x', 'y']),
  'matches-start': matches(A, '^x.y'),
  'matches-folded': matches(A, '(?i)secret'),
  'matches-whole': matches(A, '(?i)^(tok|on-off|6|a\\.b)$'),
  'like-glob': like(A, ['x.*-?']),
  'like-globs': like(A, ['tok', 'x-*', '*-y', '1.2', 'a*b']),
  'at-least': atLeast(A, 5),
  'at-most': atMost(A, 5),
  'version-at-least': versionAtLeast(A, '1.4.0'),
  'count-at-least': countAtLeast(fact('Count'), 2),
  'has-key': hasKey(A, '(?i)^pass'),
  'has-whole-key': hasKey(A, '(?i)^(api_key|tok)$'),
  'lacks-key': not(hasKey(A, '(?i)^pass')),
  'is-secret': secret(A),
  'is-there': exists(A),
  'nested-is-there': exists(property('A.B')),
  'not-text': not(isX),
  'nested-not-text': not(equals(property('A.B'), 'x')),
  'every-element': every(A, elementIsX),
  'some-element': some(A, elementIsX),
  'every-nested': every(A, some(item('L'), elementIsX)),
  'all-of': all(isX, equals(property('B'), 'x')),
  'any-of': any(isX, equals(property('B'), 'x')),
};

const TYPE = 'Test::Meaning::Resource';

const rules: Readonly<Record<string, Rule>> = {
  ...Object.fromEntries(Object.entries(conditions).map(([name, holds]) => [name, { types: [TYPE], holds }])),
  'when-then': { types: [TYPE], when: equals(property('B'), 'x'), holds: isX },
  'each-element': {
    types: [TYPE],
    each: property('L'),
    holds: any(equals(item('A'), 'x'), equals(property('B'), 'x')),
  },
};

/** One control for each condition whose meaning is tested in every engine; compiled to `test/fixtures/meaning/`. */
export const meaningControls: readonly Control[] = Object.entries(rules).map(([name, rule]) => ({
  id: `meaning-${name}`,
  practice: '0',
  severity: 'low',
  profile: 'strict',
  title: name,
  why: '',
  remedy: '',
  mappings: {},
  rules: [rule],
  config: { none: 'a test' },
  blindSpots: {},
  examples: [],
}));

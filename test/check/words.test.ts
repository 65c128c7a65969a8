import assert from 'node:assert/strict';
import { causeWords, quoted, unknownWords } from '../../src/check/words.js';
import {
  atLeast,
  atMost,
  countAtLeast,
  equals,
  exists,
  like,
  matches,
  oneOf,
  property,
  secret,
  versionAtLeast,
} from '../../src/language/builders.js';
import { type Condition, isLeaf } from '../../src/language/condition.js';
import { unknownValue, type Value } from '../../src/language/value.js';

const showing = { mask: (text: string) => text.replaceAll('hunter2', '***'), secretValues: false };
const term = property('Some.Setting');
const path = ['Properties', 'Some', 'Setting'];

const says = (
  condition: Condition,
  value: Value,
  message: string | null = null,
  element: string | null = null,
): string => {
  const leaf = isLeaf(condition) ? condition : null;
  return causeWords({ path, value, leaf, message }, { path, element }, showing);
};

describe('the words of a cause', () => {
  const cases: readonly (readonly [Condition, Value, string])[] = [
    [equals(term, 'ENABLED'), null, '`Setting` is not set'],
    [equals(term, 'ENABLED'), 'DISABLED', '`Setting` is `DISABLED`, not `ENABLED`'],
    [equals(term, 'ENABLED'), 'ENABLED', '`Setting` is `ENABLED`'],
    [equals(term, true), false, '`Setting` is `false`, not `true`'],
    [oneOf(term, ['a', 'b']), 'x', '`Setting` is `x`, not `a` or `b`'],
    [oneOf(term, ['a', 'b', 'c']), 'x', '`Setting` is `x`, not one of `a`, `b`, `c`'],
    [matches(term, '^a'), 'b', '`Setting` is `b`'],
    [like(term, ['a*']), 'b', '`Setting` is `b`, not `a*`'],
    [atLeast(term, 3), 2, '`Setting` is `2`, not `3` or more'],
    [atMost(term, 3), 4, '`Setting` is `4`, not `3` or less'],
    [versionAtLeast(term, '1.4.0'), '1.3.0', '`Setting` is `1.3.0`, not `1.4.0` or later'],
    [countAtLeast(term, 2), { least: 1, greatest: 1 }, '`Setting` is `1`, not `2` or more'],
    [secret(term), { 'Fn::Secret': 'x' }, '`Setting` holds a secret in plain text'],
    [exists(term), 'anything', '`Setting` is set'],
    [exists(term), null, '`Setting` is not set'],
  ];
  for (const [condition, value, expected] of cases) {
    it(expected, () => assert.equal(says(condition, value), expected));
  }

  it('fills the placeholders of a message once', () => {
    const is = equals(term, 'x');
    assert.equal(says(is, 'ENABLED', 'it is {value} at `{path}`'), 'it is `ENABLED` at `Setting`');
    assert.equal(says(is, '{path}', 'it is {value}'), 'it is `{path}`');
    assert.equal(says(is, null, '{path} is {value}'), '`Setting` is not set');
    assert.equal(says(is, 'v', '{name} is bad', 'DB_PASSWORD'), '`DB_PASSWORD` is bad');
  });

  it('names elements of a list by the last key above them', () => {
    const at = ['Properties', 'Capabilities', 'Add', '1'];
    const cause = { path: at, value: 'ALL', leaf: null, message: '{path} is {value}' };
    assert.equal(causeWords(cause, { path: at, element: null }, showing), '`Add.1` is `ALL`');
  });

  it('tells of lists', () => {
    const list = (value: Value) =>
      causeWords({ path, value, leaf: null, message: null }, { path, element: null }, showing);
    assert.equal(list(null), '`Setting` is not set');
    assert.equal(list([]), '`Setting` is empty');
    assert.equal(list(['a']), 'no entry of `Setting` is as it should be');
  });

  it('shows no value of a control that looks at secrets', () => {
    const hidden = { ...showing, secretValues: true };
    const condition = equals(term, 'x');
    const leaf = isLeaf(condition) ? condition : null;
    const words = (message: string | null) =>
      causeWords({ path, value: 'topsecret', leaf, message }, { path, element: 'DB_PASSWORD' }, hidden);
    assert.equal(words('{name} is {value}'), '`DB_PASSWORD` is `***`');
    assert.equal(words(null), '`Setting` is `***`, not `x`');
  });
});

describe('a quoted value', () => {
  it('masks before it cuts', () => {
    const long = `${'x'.repeat(75)}hunter2`;
    assert.equal(quoted(long, showing), `\`${'x'.repeat(75)}***\``);
  });
  it('is cut at 80 characters', () => assert.equal(quoted('é'.repeat(81), showing), `\`${'é'.repeat(79)}…\``));
  it('stays on one line and ends where its quote ends', () => {
    assert.equal(quoted('a\nb`c\u001b[31m', showing), "`a b'c [31m`");
  });
  it('writes maps and lists as JSON', () => assert.equal(quoted({ Ref: 'X' }, showing), '`{"Ref":"X"}`'));
});

describe('the words for an unknown', () => {
  it('names the place', () => {
    assert.equal(unknownWords(path, { Ref: 'P' }), '`Setting` cannot be known from this input');
  });
  it('says what is malformed', () => {
    assert.equal(
      unknownWords(path, unknownValue('malformed: a list belongs here')),
      '`Setting` is malformed: a list belongs here',
    );
  });
  it('does without a place', () => assert.equal(unknownWords([], null), 'This cannot be decided from this input'));
});

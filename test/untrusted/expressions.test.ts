import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { parseSync } from '@swc/core';
import { placeholdersIn, variablesIn } from '../../src/scp/lint/variables.js';
import { computed } from '../support/computed.js';
import { inRepository } from '../support/repository.js';

/** Regular expressions of `src/`, by the file that has them first. */
function expressions(): ReadonlyMap<string, { readonly file: string; readonly expression: RegExp }> {
  const found = new Map<string, { readonly file: string; readonly expression: RegExp }>();
  const visit = (node: unknown, file: string): void => {
    if (typeof node !== 'object' || node === null) return;
    if ('type' in node && node.type === 'RegExpLiteral' && 'pattern' in node && 'flags' in node) {
      const expression = new RegExp(String(node.pattern), String(node.flags));
      if (!found.has(String(expression))) found.set(String(expression), { file, expression });
    }
    for (const value of Object.values(node)) visit(value, file);
  };
  for (const file of readdirSync(inRepository('src'), { recursive: true, encoding: 'utf8' })) {
    if (/\.c?ts$/.test(file))
      visit(parseSync(readFileSync(inRepository(`src/${file}`), 'utf8'), { syntax: 'typescript' }), file);
  }
  return found;
}

/** What takes controls apart, which are code. */
const OF_CONTROLS = new Set([String.raw`/\\.|\[(?:\\.|[^\]\\])*\]|[\s\S]/g`]);

const LENGTH = 40_000;
const PLAIN = ['a', 'A', '0', ' ', '\t', '\n', '\\', '`', 'é', '"', 'a b', ', ', '{{', '${', 'A[', '<a', '://'];

/** The same few characters again and again, and an end that spoils a match. */
function* adversarial({ source }: RegExp): Generator<string> {
  const literal = source.replace(/\\[a-zA-Z]/g, ' ').replace(/[()^+?]/g, '');
  const characters = [...new Set(literal)].slice(0, 14);
  const pairs = characters.flatMap((one) => characters.map((other) => one + other));
  for (const part of [...PLAIN, ...characters, ...pairs])
    yield `${part.repeat(LENGTH / part.length).slice(0, LENGTH)}\u0001`;
  for (const [first = '', ...rest] of pairs) yield `${first}${rest.join('').repeat(LENGTH)}\u0001`;
}

const MOST_MILLISECONDS = 150;

describe('Regular expressions on texts of 40 KB that nearly match', function () {
  this.timeout(120_000);

  it('are found in the source', () => assert.ok(expressions().size > 200));

  for (const { file, expression } of expressions().values()) {
    if (OF_CONTROLS.has(String(expression))) continue;
    it(`${file}: ${String(expression).slice(0, 80)}`, () => {
      for (const text of adversarial(expression)) {
        const replace = () => void text.replace(expression, '');
        // Once more where it took long: this process also collects what others left.
        if (computed(replace) < MOST_MILLISECONDS) continue;
        const milliseconds = computed(replace);
        assert.ok(milliseconds < MOST_MILLISECONDS, `${Math.round(milliseconds)} ms for ${text.slice(0, 20)}…`);
      }
    });
  }
});

describe('Variables and placeholders in a policy', () => {
  const cases: readonly [text: string, variables: readonly string[], placeholders: readonly string[]][] = [
    ['arn:aws:s3:::${aws:username}/*', ['aws:username'], []],
    ["${aws:username, 'nobody'} ${*}${?}${$}", ['aws:username'], []],
    [
      '${Account} [ROLE_NAME] <account-id> {{region}}',
      ['Account'],
      ['${Account}', '[ROLE_NAME]', '<account-id>', '{{region}}'],
    ],
    ['${open {{open [OPEN <open', [], []],
    ['{{a} {{b}}', [], ['{{b}}']],
    ['${a} ${b', ['a'], ['${a}']],
  ];
  for (const [text, variables, placeholders] of cases)
    it(`of ${text}`, () => {
      assert.deepEqual(
        variablesIn(text).map(({ name }) => name),
        variables,
      );
      assert.deepEqual(placeholdersIn(text), placeholders);
    });

  for (const part of ['${', '{{', '{', '${a', '{{a', '[A', '<a', '${a}'])
    it(`are looked for in a million characters of ${part}`, () => {
      const text = part.repeat(1_000_000 / part.length);
      assert.ok(computed(() => void [variablesIn(text), placeholdersIn(text)]) < 2_000);
    });
});

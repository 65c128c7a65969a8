import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readDocument } from '../../src/configuration/document.js';
import type { DocumentPath } from '../../src/configuration/place.js';
import { computed } from '../support/computed.js';

const TEXT = `{
  "root": {"id": "r-exam", "units": [{"name": "A"},
    {"na\\"me": "B: \\\\", "policies": []}]},
\t"__proto__": {"polluted": true},
  "empty": {}
}
`;

describe('A JSON document', () => {
  const { value: document } = readDocument('organization.json', TEXT);
  assert.ok(document);

  const places: readonly [path: DocumentPath, at: [number, number], keyAt: [number, number]][] = [
    [[], [1, 1], [1, 1]],
    [['root'], [2, 11], [2, 3]],
    [
      ['root', 'id'],
      [2, 18],
      [2, 12],
    ],
    [
      ['root', 'units', 0, 'name'],
      [2, 47],
      [2, 39],
    ],
    [
      ['root', 'units', 1],
      [3, 5],
      [3, 5],
    ],
    [
      ['root', 'units', 1, 'na"me'],
      [3, 16],
      [3, 6],
    ],
    // The nearest parent that exists.
    [
      ['root', 'units', 7, 'name'],
      [2, 37],
      [2, 37],
    ],
    [
      ['root', 'nothing'],
      [2, 11],
      [2, 11],
    ],
    [
      ['__proto__', 'polluted'],
      [4, 28],
      [4, 16],
    ],
  ];
  for (const [path, at, keyAt] of places)
    it(`has places: ${JSON.stringify(path)}`, () => {
      assert.deepEqual(document.at(path), { line: at[0], column: at[1] });
      assert.deepEqual(document.keyAt(path), { line: keyAt[0], column: keyAt[1] });
    });

  it('pollutes no prototype', () => {
    assert.deepEqual(Object.keys(Object(document.value)), ['root', '__proto__', 'empty']);
    assert.equal(Reflect.get({}, 'polluted'), undefined);
    assert.equal(Object.getPrototypeOf(document.value), Object.prototype);
  });

  const broken: readonly [what: string, text: string, line: number, message: RegExp][] = [
    ['a key twice', '{"a": 1,\n "b": {"c": 1,\n"c": 2}}', 3, /^Map keys must be unique$/],
    ['a key twice, once escaped', '{"a": 1,\n "\\u0061": 2}', 2, /^Map keys must be unique$/],
    ['`__proto__` twice', '{"__proto__": {},\n "__proto__": {}}', 2, /^Map keys must be unique$/],
    ['an end that is missing', '{"a": [1,\n2', 2, /flow/i],
  ];
  for (const [what, text, line, message] of broken)
    it(`with ${what} is an error with its line`, () => {
      const { problems } = readDocument('organization.json', text);
      assert.equal(problems?.[0]?.line, line);
      assert.match(problems[0].message, message);
    });

  it('is read as the same text is in YAML, places included', () => {
    const key = fc.oneof(fc.string(), fc.constantFrom('__proto__', 'a:', '"', '\\', ':', '\\":'));
    fc.assert(
      fc.property(fc.json({ stringUnit: 'grapheme' }), fc.array(fc.tuple(key, fc.jsonValue())), (json, entries) => {
        const text = `[${json},\n  ${JSON.stringify(Object.fromEntries(entries), null, 2)}]`;
        const { value: asJson } = readDocument('a.json', text);
        const { value: asYaml } = readDocument('a.yaml', `# A comment is no JSON.\n${text}`);
        assert.ok(asJson && asYaml);
        assert.deepEqual(asJson.value, asYaml.value);
        for (const path of [[0], [1], ...entries.map(([name]) => [1, name])]) {
          assert.deepEqual(asJson.at(path), below(asYaml.at(path)), JSON.stringify(path));
          assert.deepEqual(asJson.keyAt(path), below(asYaml.keyAt(path)), JSON.stringify(path));
        }
      }),
      { seed: 20261125, numRuns: 300 },
    );
  });

  it('of several MB is read quickly, also where something in it is located', () => {
    const accounts = Array.from({ length: 30_000 }, (_, index) => ({ id: `${index}`, name: `\\"${'x'.repeat(60)}` }));
    const text = JSON.stringify({ accounts, backslashes: '\\'.repeat(1_000_000) }, null, 1);
    assert.ok(text.length > 4_000_000);
    assert.ok(computed(() => readDocument('a.json', text)) < 1_000);
    assert.ok(computed(() => readDocument('a.json', text).value?.at(['accounts', 29_999, 'name'])) < 4_000);
  });
});

const below = ({ line, column }: { line: number | null; column: number | null }) => ({
  line: line === null ? null : line - 1,
  column,
});

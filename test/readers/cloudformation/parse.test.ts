import assert from 'node:assert/strict';
import { isTemplate, parseTemplate, toValue } from '../../../src/readers/cloudformation/index.js';
import { plain, problemOf, propertiesOf } from './reading.js';

function parsedValue(text: string): unknown {
  const parsed = parseTemplate(text);
  assert.equal(parsed.problem, undefined);
  return parsed.problem ? null : plain(toValue(parsed.tree));
}

describe('CloudFormation: what YAML means', () => {
  const scalars: readonly (readonly [written: string, expected: unknown])[] = [
    ['true', true],
    ['True', true],
    ['FALSE', false],
    ['yes', true],
    ['No', false],
    ['on', true],
    ['OFF', false],
    ['yEs', 'yEs'],
    ['nothing', 'nothing'],
    ['y', 'y'],
    ['2010-09-09', '2010-09-09'],
    ['1:30', 90],
    ['-1:30', -90],
    ['80:80', '80:80'],
    ['0', 0],
    ['-5', -5],
    ['0.5', 0.5],
    ['1.0', 1],
    ['010', 8],
    ['-010', -8],
    ['012345670123', 1402433619],
    ['012345678901', '012345678901'],
    ['123456789012', 123456789012],
    ['0x1F', 31],
    ['0b11', 3],
    ['0o17', '0o17'],
    ['1_000', 1000],
    ['_1', '_1'],
    ['+1', 1],
    ['-0', 0],
    ['08', '08'],
    ['1e3', '1e3'],
    ['9007199254740993', '9007199254740993'],
    ['.inf', '.inf'],
    ['~', null],
    ['null', null],
    ['', null],
    ['"true"', 'true'],
    ["'12'", '12'],
    ['!!str 12', '12'],
    ['!!int 12', 12],
    ['!!str true', 'true'],
    ['! 12', '12'],
    ['a b', 'a b'],
    ['"\\u00e9\\n\\x41"', 'é\nA'],
    ["'it''s'", "it's"],
    ['|\n  a\n  b', 'a\nb\n'],
    ['|-\n  a\n  b', 'a\nb'],
    ['>\n  a\n  b', 'a b\n'],
    ['a\n  b', 'a b'],
    ['{a: 1, b: [x]}', { a: 1, b: ['x'] }],
    ['[a, [b]]', ['a', ['b']]],
    ['\n- a\n- b', ['a', 'b']],
    ['!Sub x', { 'Fn::Sub': 'x' }],
    ['!Sub\n  - x\n  - {a: b}', { 'Fn::Sub': ['x', { a: 'b' }] }],
    ['!GetAtt A.B.C', { 'Fn::GetAtt': ['A', 'B.C'] }],
    ['!Base64\n  Fn::Sub: x', { 'Fn::Base64': { 'Fn::Sub': 'x' } }],
    ['!Condition x', { Condition: 'x' }],
    ['!Ref', { Ref: null }],
    ['!<!Ref> x', { Ref: 'x' }],
  ];
  for (const [written, expected] of scalars) {
    it(JSON.stringify(written), () => assert.deepEqual(parsedValue(`K: ${written}\n`), { K: expected }));
  }

  const texts: readonly (readonly [title: string, text: string, expected: unknown])[] = [
    ['an alias', 'a: &x {b: 1}\nc: *x', { a: { b: 1 }, c: { b: 1 } }],
    ['an alias of a function', 'a: &x !Ref P\nc: *x', { a: { Ref: 'P' }, c: { Ref: 'P' } }],
    ['an anchor that is defined twice', 'a: &x 1\nb: *x\nc: &x 2\nd: *x', { a: 1, b: 1, c: 2, d: 2 }],
    ['an alias as a key', 'a: &x k\nb: {*x : 1}', { a: 'k', b: { k: 1 } }],
    ['a merge key', 'a: &x {p: 1, q: 2}\nb: {q: 3, <<: *x}', { a: { p: 1, q: 2 }, b: { q: 3, p: 1 } }],
    ['a merge key before the map’s own', 'a: &x {q: 2}\nb: {<<: *x, q: 3}', { a: { q: 2 }, b: { q: 3 } }],
    ['a merge of several: the first wins', 'b: {<<: [{p: 1}, {p: 2, q: 2}]}', { b: { p: 1, q: 2 } }],
    ['a quoted merge key is a key', 'b: {"<<": 1}', { b: { '<<': 1 } }],
    ['a directive and document marks', '%YAML 1.1\n---\na: 1\n...\n', { a: 1 }],
    ['a byte order mark', '\uFEFFa: 1', { a: 1 }],
    ['Windows line ends', 'a:\r\n  b: |\r\n    x\r\n    y\r\n', { a: { b: 'x\ny\n' } }],
    ['keys that are numbers or booleans', '1: a\non: b\n010: c', { 1: 'a', true: 'b', 8: 'c' }],
    [
      'JSON',
      ' {"a": [1, 1.50, -2e1, true, null, "x\\u00e9\\/\\ud83d\\ude00"], "b": {}, "c": []}\n',
      { a: [1, 1.5, -20, true, null, 'xé/😀'], b: {}, c: [] },
    ],
    ['JSON with tabs and a byte order mark', '\uFEFF{\r\n\t"a":\t1\r\n}', { a: 1 }],
    ['JSON with a large number', '{"a": 12345678901234567890}', { a: '12345678901234567890' }],
    ['YAML that begins with a brace', '{a: 1, b: [c,]}', { a: 1, b: ['c'] }],
  ];
  for (const [title, text, expected] of texts) it(title, () => assert.deepEqual(parsedValue(text), expected));

  it('keeps __proto__, constructor and toString as ordinary keys', () => {
    for (const text of [
      '__proto__: {a: 1}\nconstructor: 2\ntoString: 3',
      '{"__proto__": {"a": 1}, "constructor": 2, "toString": 3}',
    ]) {
      const parsed = parseTemplate(text);
      assert.ok(!parsed.problem);
      const value = toValue(parsed.tree);
      assert.deepEqual(Object.keys(value ?? {}), ['__proto__', 'constructor', 'toString']);
      assert.equal(Object.getPrototypeOf({}).a, undefined);
    }
    const properties = propertiesOf('Resources: {R: {Type: T, Properties: {__proto__: {a: 1}, b: !Ref __proto__}}}');
    assert.equal(JSON.stringify(properties), '{"__proto__":{"a":1},"b":{"Ref":"__proto__"}}');
  });
});

describe('CloudFormation: indentation that YAML forbids and CloudFormation accepts', () => {
  const cases: readonly (readonly [title: string, text: string, expected: unknown])[] = [
    ['a closing bracket below its key', 'a:\n  b: [\n    1,\n    2\n  ]\n  c: 3\n', { a: { b: [1, 2], c: 3 } }],
    ['several of them', 'a: [\n 1\n]\nb: {\n c: [\n 2\n ]\n}\nd: 4', { a: [1], b: { c: [2] }, d: 4 }],
    ['a comment before the bracket', 'a:\n  b: [\n    "x#y", # why ]\n    # more\n\n  ]\n', { a: { b: ['x#y'] } }],
    ['elements that are indented too little', 'a:\n  - b: {\n    c: 1,\n    d: 2 }\n', { a: [{ b: { c: 1, d: 2 } }] }],
    ['a quoted text that goes on at the margin', 'a:\n  b: "x\ny"\n  c: [\n 1\n ]', { a: { b: 'x y', c: [1] } }],
    [
      'brackets in a block text stay there',
      'a:\n  b: |\n    {\n    }  # x\n  c: [\n    1\n  ]\n',
      { a: { b: '{\n}  # x\n', c: [1] } },
    ],
    ['a plain text of two lines before the bracket', 'a:\n  c: [\n    x\n    y\n  ]\n', { a: { c: ['x y'] } }],
  ];
  for (const [title, text, expected] of cases) it(title, () => assert.deepEqual(parsedValue(text), expected));

  it('keeps the places as they are in the file', () => {
    const { line, column } = problemOf('a: [\n  1\n]\nb: 1\nb: 2\n');
    assert.deepEqual([line, column], [5, 1]);
  });
});

describe('CloudFormation: texts that cannot be read', () => {
  const cases: readonly (readonly [
    title: string,
    text: string,
    line: number | null,
    column: number | null,
    message: RegExp,
  ])[] = [
    ['empty', '', null, null, /^the text is empty\. Write /],
    ['blank', ' \n\t\n', null, null, /^the text is empty/],
    ['comments only', '# nothing\n', null, null, /^the text is empty/],
    ['a document mark only', '---\n', null, null, /^the text is empty/],
    ['a list at the top', '- a\n- b\n', 1, 1, /^the top level is not a map\. Begin with/],
    ['a text at the top', 'hello', 1, 1, /^the top level is not a map/],
    ['a list at the top, JSON', '[1]', 1, 1, /^the top level is not a map/],
    ['YAML that is cut off', 'a:\n  b: [1,\n', 3, 1, /^not valid YAML: unexpected end of the stream.*cut off/],
    ['a quote that never closes', 'a: "x\n', 2, 1, /^not valid YAML: unexpected end/],
    ['a tab as indentation', 'a:\n\tb: 1\n', 2, 1, /^not valid YAML: .*tab.* Indent with spaces/],
    ['a tab in a later line', 'a:\n  b: 1\n\tc: 2\n', 3, 1, /^not valid YAML: .*tab.* Indent with spaces/],
    ['wrong indentation', 'a:\n  b: 1\n c: 2\n', 3, 2, /^not valid YAML: bad indentation/],
    ['two values in one line', 'a: b: c\n', 1, 5, /^not valid YAML: bad indentation.* quote a text with `: `/],
    ['a key that stands twice', 'a:\n  b: 1\n  c: 2\n  b: 3\n', 4, 3, /^the key `b` stands twice/],
    ['a key that stands twice, JSON', '{"a": 1,\n "a": 2}', 2, 2, /^the key `a` stands twice/],
    ['__proto__ twice', '__proto__: 1\n__proto__: 2\n', 2, 1, /^the key `__proto__` stands twice/],
    ['a key twice by merging and twice by itself', 'a: {<<: {b: 1}, b: 2, b: 3}', 1, 23, /^the key `b` stands twice/],
    ['two documents', 'a: 1\n---\nb: 2\n', 2, 1, /^the file holds more than one YAML document/],
    ['a list as a key', '? [a]\n: b\n', 1, 3, /^a key is a list or a map/],
    ['an alias of nothing', 'a: *x\n', 1, 4, /^no anchor `&x` stands before/],
    ['an alias inside its anchor', 'a: &x\n  b: *x\n', 2, 6, /^the alias `\*x` stands inside its own anchor/],
    ['an alias inside its anchor, in a list', 'a: &x [*x]\n', 1, 8, /circle/],
    ['a merge of a text', 'a: {<<: b}', 1, 5, /^the merge key `<<` does not name a map/],
    [
      'JSON that is cut off',
      '{"a": [1,',
      1,
      10,
      /^not valid JSON: a value is expected here\. The text may be cut off\.$/,
    ],
    ['JSON without a comma', '{"a": 1\n "b" = 2}', 2, 2, /^not valid JSON: `,` or `}` is expected here/],
    ['JSON with a comma too many', '{"a": 1,}', 1, 9, /^not valid JSON: a key in double quotes is expected here\.$/],
    ['JSON and more', '{"a": 1} x: [', 1, 10, /^not valid JSON: the end of the text is expected/],
    ['tabs after spaces', 'a:\n  b: 1\n \tc: 2\n', 3, 3, /Indent with spaces, not with tabs\.$/],
    ['a NUL', 'a: \0', 1, 4, /^not valid YAML: null byte/],
  ];
  for (const [title, text, line, column, message] of cases) {
    it(title, () => {
      const problem = problemOf(text);
      assert.match(problem.message, message);
      assert.deepEqual([problem.line, problem.column], [line, column]);
    });
  }

  it('refuses a text over 10 MB', () => {
    assert.match(problemOf(`a: ${'x'.repeat(10_000_001)}`).message, /^the text is longer than 10 MB\. Split/);
  });

  it('does not repeat what a text says beside a mistake', () => {
    assert.doesNotMatch(problemOf('a: 1\nPassword: "hunter22\n').message, /hunter22/);
    assert.doesNotMatch(problemOf('{"Password": "hunter22').message, /hunter22/);
    assert.doesNotMatch(problemOf('a: !hunter22"x y\n').message, /hunter22/);
  });
});

describe('CloudFormation: is it a template', () => {
  const cases: readonly (readonly [text: string, expected: boolean])[] = [
    ['AWSTemplateFormatVersion: 2010-09-09', true],
    ['Resources: {A: {Type: "AWS::ECS::Cluster"}}', true],
    ['{"Resources": {"A": {"Type": "AWS::ECS::Cluster"}}}', true],
    ['Resources: {"Fn::ForEach::A": [X, [a], {}]}', true],
    ['Resources: {A: {Kind: x}}', false],
    ['Resources: [a]', false],
    ['Resources: {}', false],
    ['family: x\ncontainerDefinitions: []', false],
  ];
  for (const [text, expected] of cases) {
    it(`${text}: ${expected}`, () => {
      const parsed = parseTemplate(text);
      assert.ok(!parsed.problem);
      assert.equal(isTemplate(parsed.tree), expected);
    });
  }
});

// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the placeholders are CloudFormation's.
import assert from 'node:assert/strict';
import { readTemplate, resourceOf } from './reading.js';

const TEMPLATE = `Parameters:
  Names: {Type: CommaDelimitedList, Default: 'a,b'}
  Open: {Type: String}
Conditions:
  Yes: !Equals [a, a]
  Maybe: !Equals [!Ref Open, x]
Mappings: {M: {a: {b: mapped}}}
Resources:
  R:
    Type: T
    Properties:
      Plain: text
      Quoted: "text"
      Tagged: !Sub x
      Block: |
        first
      Map:
        Inner: 1
      Flow: {a: [x, y]}
      List:
        - !Ref AWS::NoValue
        - first
        - !If [Maybe, !Ref AWS::NoValue, second]
        - Key: third
      Chosen: !If
        - Yes
        - Inside: taken
        - Inside: other
      Open: !If [Maybe, {a: 1}, {a: 2}]
      Same: !If [Maybe, {a: 1}, {a: 1}]
      Parameter: !Ref Names
      Mapped: !FindInMap [M, a, b]
      Shared: &anchor
        Deep: 1
      Alias: *anchor
      Nothing:
      After: 1
  Fn::ForEach::L:
    - N
    - [one, two]
    - R\${N}:
        Type: T
        Properties:
          '\${N}': {x: 1}
          Fn::ForEach::P: [K, [p, q], {'K\${K}': here}]
`;

describe('CloudFormation: places', () => {
  const template = readTemplate(TEMPLATE);
  const cases: readonly (readonly [path: string, line: number, column: number, why: string, id?: string])[] = [
    ['', 9, 3, 'the resource is its key'],
    ['Type', 10, 11, 'a value'],
    ['Properties', 12, 7, 'a map begins with its first key'],
    ['Properties.Plain', 12, 14, 'a text'],
    ['Properties.Quoted', 13, 15, 'a quoted text begins with its quote'],
    ['Properties.Tagged', 14, 15, 'a short function begins with its tag'],
    ['Properties.Block', 16, 1, 'a block text begins with its first line'],
    ['Properties.Map.Inner', 18, 16, 'a value in a map'],
    ['Properties.Flow', 19, 13, 'a map in braces'],
    ['Properties.Flow.a.1', 19, 21, 'an element in brackets'],
    ['Properties.List.0', 22, 11, 'an element behind one that vanished'],
    ['Properties.List.2.Key', 24, 16, 'a value in an element, behind one that may vanish'],
    ['Properties.List.9', 20, 7, 'a missing element: the key of the list'],
    ['Properties.Chosen', 27, 11, 'the branch that a condition chose'],
    ['Properties.Chosen.Inside', 27, 19, 'a value inside the chosen branch'],
    ['Properties.Open', 29, 13, 'a function that nothing decides'],
    ['Properties.Open.a', 29, 13, 'a value inside a function that nothing decides: the function'],
    ['Properties.Open.Fn::If.2.a', 29, 37, 'a value inside one of its branches'],
    ['Properties.Same.a', 30, 29, 'the first of two branches that say the same'],
    ['Properties.Parameter', 31, 18, 'what a parameter brings stands where it is used'],
    ['Properties.Parameter.1', 31, 18, 'an element of what a parameter brings'],
    ['Properties.Mapped', 32, 15, 'what a mapping brings stands where it is used'],
    ['Properties.Alias', 35, 14, 'an alias stands where it is used'],
    ['Properties.Alias.Deep', 34, 15, 'what is inside an alias stands where it is written'],
    ['Properties.Nothing', 36, 7, 'nothing stands at its key'],
    ['Properties.Missing', 11, 5, 'a missing property: the key of its parent'],
    ['Properties.Map.Missing.Deeper', 17, 7, 'a missing value: the key of the nearest parent'],
    ['Properties.Plain.Missing', 12, 14, 'below a text: the text'],
    ['Related.cluster', 9, 3, 'what is not of the template: the resource'],
    ['', 41, 7, 'a resource that a loop makes', 'Rtwo'],
    ['Properties.two.x', 44, 23, 'a value under a key that a loop makes', 'Rtwo'],
    ['Properties.Kq', 45, 49, 'a property that a loop makes', 'Rone'],
  ];
  for (const [path, line, column, why, id = 'R'] of cases) {
    it(`${why}: ${path || 'the resource'}`, () => {
      const steps = path === '' ? [] : path.split('.');
      assert.deepEqual(resourceOf(template, id).locate(steps), { line, column });
    });
  }

  it('counts lines in JSON, with a byte order mark and Windows line ends', () => {
    const json =
      '\uFEFF{\r\n  "Resources": {\r\n    "R": {"Type": "T",\r\n      "Properties": {"A": [1, {"B": "x"}]}}}}';
    const { locate } = resourceOf(readTemplate(json), 'R');
    assert.deepEqual(locate([]), { line: 3, column: 5 });
    assert.deepEqual(locate(['Properties', 'A', '1', 'B']), { line: 4, column: 37 });
    const first = resourceOf(readTemplate('\uFEFF{"Resources": {"R": {"Type": "T"}}}'), 'R');
    assert.deepEqual(first.locate([]), { line: 1, column: 16 });
  });
});

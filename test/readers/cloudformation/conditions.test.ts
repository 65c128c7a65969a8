// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the placeholders are CloudFormation's.
import assert from 'node:assert/strict';
import { problemOf, propertiesOf, readTemplate } from './reading.js';

const UNDECIDED = { 'Fn::If': ['C', 'yes', 'no'] };

const templateWith = (condition: string): string => `
Parameters:
  Known: {Type: String, Default: prod}
  Flag: {Type: String, Default: 'true'}
  Open: {Type: String}
  Stage: {Type: String, AllowedValues: [dev, prod]}
  Secret: {Type: String, NoEcho: true, Default: prod}
Conditions:
  C: ${condition}
  T: !Equals [a, a]
  F: !Equals [a, b]
  U: !Equals [!Ref Open, x]
Resources:
  R: {Type: T, Properties: {V: !If [C, 'yes', 'no']}}
`;

describe('CloudFormation: conditions', () => {
  const cases: readonly (readonly [condition: string, expected: unknown])[] = [
    ['!Equals [!Ref Known, prod]', 'yes'],
    ['!Equals [prod, !Ref Known]', 'yes'],
    ['!Equals [!Ref Known, dev]', 'no'],
    ['!Equals [!Ref Flag, true]', 'yes'],
    ['!Equals [!Ref Flag, True]', 'yes'],
    ['!Equals [1.0, "1.0"]', 'yes'],
    ['!Equals [!Ref Known, Prod]', 'no'],
    ['!Equals [!Ref Open, prod]', UNDECIDED],
    ['!Equals [!Ref Secret, prod]', UNDECIDED],
    ['!Equals [!Ref Open, !Ref Open]', 'yes'],
    ['!Equals [!Ref Stage, test]', 'no'],
    ['!Equals [!Ref Stage, dev]', UNDECIDED],
    ['!Equals [!Sub "eu-${Open}", us-east-1]', 'no'],
    ['!Equals [!Sub "eu-${Open}", eu-west-1]', UNDECIDED],
    ['!Equals [!Sub "${Open}-blue", my-green]', 'no'],
    ['!Equals [!Sub "aa${Open}aa", aaa]', 'no'],
    ['!Equals [!Ref AWS::Region, us-east-1]', UNDECIDED],
    ['!Equals [a]', UNDECIDED],
    ['!And [!Condition T, !Condition U]', UNDECIDED],
    ['!And [!Condition F, !Condition U]', 'no'],
    ['!Or [!Condition T, !Condition U]', 'yes'],
    ['!Or [!Condition F, !Condition U]', UNDECIDED],
    ['!Not [!Condition U]', UNDECIDED],
    ['!Not [!Condition T]', 'no'],
    ['!Not [!Or [{Condition: F}, !And [!Condition T, !Equals [a, b]]]]', 'yes'],
    ['!Condition T', 'yes'],
    ['!Condition Gone', UNDECIDED],
    ['!Not [!Condition T, !Condition T]', UNDECIDED],
    ['!And []', UNDECIDED],
    ['!Foo [a]', UNDECIDED],
    ['true', UNDECIDED],
    ['!Equals [!FindInMap [No, such, map], a]', UNDECIDED],
  ];
  for (const [condition, expected] of cases) {
    it(`${condition} gives ${JSON.stringify(expected)}`, () => {
      assert.deepEqual(propertiesOf(templateWith(condition)), { V: expected });
    });
  }

  it('leaves out a resource whose condition is certainly false, and no other', () => {
    const text = templateWith('!Equals [a, b]').replace(
      'Resources:',
      'Resources:\n  Gone: {Type: T, Condition: F}\n  There: {Type: T, Condition: T}\n  Perhaps: {Type: T, Condition: U}\n  Odd: {Type: T, Condition: Missing}',
    );
    assert.deepEqual(
      readTemplate(text).resources.map(({ id }) => id),
      ['There', 'Perhaps', 'Odd', 'R'],
    );
  });

  it('refuses a circle, with its place', () => {
    const text = 'Conditions:\n  A: !Not [!Condition B]\n  B: !Condition A\nResources: {}\n';
    assert.deepEqual(problemOf(text), {
      file: 'template.yaml',
      line: 2,
      column: 3,
      message: 'condition `A` depends on itself. Break the circle.',
    });
  });

  it('refuses a circle through a property function', () => {
    const text = 'Conditions:\n  A: !Equals [!If [A, x, y], x]\nResources: {}\n';
    assert.match(problemOf(text).message, /condition `A` depends on itself/);
  });

  it('refuses an endless chain without exhausting the stack', () => {
    const links = Array.from({ length: 20_000 }, (_, index) => `  C${index}: !Condition C${index + 1}`);
    assert.match(problemOf(`Conditions:\n${links.join('\n')}\nResources: {}\n`).message, /chain of more than 200/);
  });
});

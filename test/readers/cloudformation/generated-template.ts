// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the placeholders are CloudFormation's.
import fc from 'fast-check';

const WORDS = ['a', 'b', 'shop', 'prod', 'x-1', '10', '', 'a,b', 'eu/west'];
const word = fc.constantFrom(...WORDS);

const PARAMETERS = {
  Text: { Type: 'String', Default: 'shop' },
  Count: { Type: 'Number', Default: 2 },
  Stage: { Type: 'String', AllowedValues: ['dev', 'prod'], Default: 'prod' },
  Open: { Type: 'String' },
  Names: { Type: 'CommaDelimitedList', Default: 'a, b,c' },
  Nets: { Type: 'List<AWS::EC2::Subnet::Id>', Default: 'subnet-1,subnet-2' },
  OpenNames: { Type: 'CommaDelimitedList' },
  Secret: { Type: 'String', NoEcho: true, Default: 'hidden' },
  Stored: { Type: 'AWS::SSM::Parameter::Value<String>', Default: '/a/b' },
};

const MAPPINGS = {
  Sizes: { dev: { cpu: '256', list: ['p', 'q'] }, prod: { cpu: '1024', list: ['r'] }, shop: { cpu: 7, list: [] } },
};

const names = fc.constantFrom(
  'Text',
  'Count',
  'Stage',
  'Open',
  'Secret',
  'Stored',
  'Other',
  'AWS::Region',
  'AWS::StackName',
);
const conditionNames = fc.constantFrom('C0', 'C1', 'C2', 'C3');

/** Values that stand for a text, functions of functions included. */
const { text, list } = fc.letrec((tie) => ({
  text: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    word,
    fc.record({ Ref: names }),
    fc.integer({ min: 0, max: 300 }),
    fc.record({
      'Fn::Sub': fc
        .array(
          fc.oneof(
            word,
            names.map((name) => `\${${name}}`),
            fc.constant('${!Keep}'),
          ),
          { maxLength: 4 },
        )
        .map((parts) => parts.join('')),
    }),
    fc.record({
      'Fn::Sub': fc.tuple(fc.constantFrom('${V}', '<${V}|${V}>', '${Text}${V}'), fc.record({ V: tie('text') })),
    }),
    fc.record({ 'Fn::Join': fc.tuple(fc.constantFrom('', ',', '-'), tie('list')) }),
    fc.record({ 'Fn::Select': fc.tuple(fc.constantFrom(0, 1, '0', '2'), tie('list')) }),
    fc.record({
      'Fn::FindInMap': fc.tuple(
        fc.constant('Sizes'),
        fc.oneof(fc.constantFrom('dev', 'prod'), fc.record({ Ref: fc.constantFrom('Stage', 'Text', 'Open') })),
        fc.constant('cpu'),
      ),
    }),
    fc.record({ 'Fn::If': fc.tuple(conditionNames, tie('text'), tie('text')) }),
    fc.record({ 'Fn::GetAtt': fc.tuple(fc.constant('Other'), fc.constant('Arn')) }),
  ),
  list: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    fc.array(tie('text'), { minLength: 1, maxLength: 3 }),
    fc.record({ Ref: fc.constantFrom('Names', 'Nets', 'OpenNames') }),
    fc.record({ 'Fn::Split': fc.tuple(fc.constantFrom(',', '-', '/'), tie('text')) }),
    fc.record({
      'Fn::FindInMap': fc.tuple(fc.constant('Sizes'), fc.record({ Ref: fc.constant('Stage') }), fc.constant('list')),
    }),
    fc.record({ 'Fn::If': fc.tuple(conditionNames, tie('list'), tie('list')) }),
  ),
}));

const operand = fc.oneof(word, fc.record({ Ref: names }));

/** A condition; the number keeps references pointing to conditions before it, so that no circle arises. */
const condition = (number: number): fc.Arbitrary<unknown> => {
  const before = Array.from({ length: number }, (_, index) => ({ Condition: `C${index}` }));
  const equals = fc.record({ 'Fn::Equals': fc.tuple(operand, operand) });
  const part = before.length > 0 ? fc.oneof(equals, fc.constantFrom(...before)) : equals;
  return fc.oneof(
    equals,
    fc.record({ 'Fn::Not': fc.tuple(part) }),
    fc.record({ 'Fn::And': fc.tuple(part, part) }),
    fc.record({ 'Fn::Or': fc.tuple(part, part) }),
  );
};

export interface GeneratedTemplate {
  readonly Resources: { readonly R: { readonly Properties: Readonly<Record<string, unknown>> } };
}

/** Templates whose one interesting resource, `R`, is full of functions. */
export const template: fc.Arbitrary<GeneratedTemplate> = fc
  .record({
    conditions: fc.tuple(condition(0), condition(1), condition(2), condition(3)),
    properties: fc.record({ A: text, B: text, C: list, D: fc.record({ E: text, F: list }) }),
  })
  .map(({ conditions: [C0, C1, C2, C3], properties }) => ({
    Parameters: PARAMETERS,
    Mappings: MAPPINGS,
    Conditions: { C0, C1, C2, C3 },
    Resources: { Other: { Type: 'AWS::ECS::Cluster' }, R: { Type: 'AWS::ECS::Service', Properties: properties } },
  }));

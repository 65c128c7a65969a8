// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the placeholders are CloudFormation's.
import assert from 'node:assert/strict';
import { propertiesOf } from './reading.js';

const DECLARATIONS = `
Parameters:
  Name: {Type: String, Default: shop}
  Count: {Type: Number, Default: 2}
  Version: {Type: String, Default: 1.0}
  Open: {Type: String}
  Stage: {Type: String, AllowedValues: [dev, prod]}
  Empty: {Type: String, Default: ''}
  Subnets: {Type: 'List<AWS::EC2::Subnet::Id>', Default: 'subnet-1, subnet-2'}
  Names: {Type: CommaDelimitedList, Default: 'a,b,c'}
  NoNames: {Type: CommaDelimitedList, Default: ''}
  OpenList: {Type: CommaDelimitedList}
  Ami: {Type: 'AWS::SSM::Parameter::Value<AWS::EC2::Image::Id>', Default: /aws/service/ami}
  Password: {Type: String, NoEcho: true, Default: hunter22}
  Token: {Type: String, NoEcho: 'true'}
  Stored: {Type: String, Default: '{{resolve:ssm:/shop/name}}'}
Mappings:
  Sizes:
    dev: {cpu: '256', same: x, list: [p, q]}
    prod: {cpu: '1024', same: x, list: [r]}
Conditions:
  Yes: !Equals [a, a]
  No: !Equals [a, b]
  Maybe: !Equals [!Ref Open, prod]
`;

/** What a property written like this comes to. Expectations follow CloudFormation's user guide. */
const CASES: readonly (readonly [title: string, written: string, expected: unknown])[] = [
  ['Ref of a parameter with a default', '!Ref Name', 'shop'],
  ['Ref of a Number parameter: CloudFormation hands on text', '!Ref Count', '2'],
  ['Ref of a default that YAML would read as a number', '!Ref Version', '1.0'],
  ['Ref of a parameter without a value', '!Ref Open', { Ref: 'Open' }],
  ['Ref of an empty default', '!Ref Empty', ''],
  ['Ref of a list parameter', '!Ref Subnets', ['subnet-1', 'subnet-2']],
  ['Ref of an empty list parameter: one empty text', '!Ref NoNames', ['']],
  ['Ref of a list parameter without a value', '!Ref OpenList', { Ref: 'OpenList' }],
  ['Ref of a stored parameter: the default is its name', '!Ref Ami', { Ref: 'Ami' }],
  ['Ref of a NoEcho parameter', '!Ref Password', { 'Fn::Secret': 'parameter Password' }],
  ['Ref of a NoEcho parameter without a value', '!Ref Token', { 'Fn::Secret': 'parameter Token' }],
  ['Ref of a default that is a dynamic reference', '!Ref Stored', { 'Fn::Unknown': '{{resolve:ssm:/shop/name}}' }],
  ['Ref of a resource', '!Ref Other', { Ref: 'Other' }],
  ['Ref of nothing', '!Ref Nothing', { Ref: 'Nothing' }],
  ['Ref of a pseudo parameter that is not given', '!Ref AWS::Region', { Ref: 'AWS::Region' }],
  ['Ref of the stack', '!Ref AWS::StackName', { Ref: 'AWS::StackName' }],
  ['long Ref', '{Ref: Name}', 'shop'],
  [
    'Ref of a name that is made',
    '{Ref: !Sub "Na${Ending}"}',
    { 'Fn::Unknown': 'what a `Ref` with an unknown name stands for' },
  ],
  ['Ref of a map', '{Ref: {a: b}}', { 'Fn::Unknown': 'malformed Ref: wrong operands' }],
  ['Ref of a list', '!Ref [a]', { 'Fn::Unknown': 'malformed Ref: wrong operands' }],

  ['GetAtt, short', '!GetAtt Other.Arn', { 'Fn::GetAtt': ['Other', 'Arn'] }],
  ['GetAtt of a nested attribute', '!GetAtt Db.Endpoint.Port', { 'Fn::GetAtt': ['Db', 'Endpoint.Port'] }],
  ['GetAtt as a list', '!GetAtt [Db, Endpoint.Port]', { 'Fn::GetAtt': ['Db', 'Endpoint.Port'] }],
  ['GetAtt, long, as a text', '{Fn::GetAtt: Db.Endpoint.Port}', { 'Fn::GetAtt': ['Db', 'Endpoint.Port'] }],
  ['GetAtt with three parts', '{Fn::GetAtt: [Db, Endpoint, Port]}', { 'Fn::GetAtt': ['Db', 'Endpoint.Port'] }],
  ['GetAtt without an attribute', '!GetAtt Db', { 'Fn::Unknown': 'malformed Fn::GetAtt: wrong operands' }],

  ['Sub of known parts', '!Sub "${Name}-${Count}"', 'shop-2'],
  ['Sub without placeholders', '!Sub plain', 'plain'],
  ['Sub keeps what is known', '!Sub "${Open}/app:latest"', { 'Fn::Join': ['', [{ Ref: 'Open' }, '/app:latest']] }],
  ['Sub of one reference alone', '!Sub "${Other}"', { Ref: 'Other' }],
  ['Sub of an attribute', '!Sub "${Db.Endpoint.Port}"', { 'Fn::GetAtt': ['Db', 'Endpoint.Port'] }],
  ['Sub with a literal placeholder', '!Sub "${!Name} ${Name}"', '${Name} shop'],
  ['Sub with variables', '!Sub ["${A}:${B}", {A: 1.0, B: !Ref Name}]', '1.0:shop'],
  ['Sub: its own variables come first', '!Sub ["${Name}", {Name: mine}]', 'mine'],
  [
    'Sub with a variable that is unknown',
    '!Sub ["x${A}y", {A: !GetAtt O.P}]',
    { 'Fn::Join': ['', ['x', { 'Fn::GetAtt': ['O', 'P'] }, 'y']] },
  ],
  [
    'Sub in a Sub is one text',
    '!Sub ["<${A}>", {A: !Sub "(${Open})"}]',
    { 'Fn::Join': ['', ['<(', { Ref: 'Open' }, ')>']] },
  ],
  ['Sub with spaces in a placeholder', '!Sub "${ Name }"', 'shop'],
  [
    'Sub of a list parameter',
    '!Sub "${Subnets}"',
    { 'Fn::Unknown': 'malformed Fn::Sub: a placeholder that is no text' },
  ],
  ['Sub of a map', '!Sub {a: b}', { 'Fn::Unknown': 'malformed Fn::Sub: wrong operands' }],
  ['Sub with three operands', '!Sub [a, {}, b]', { 'Fn::Unknown': 'malformed Fn::Sub: wrong operands' }],
  ['Sub with an unclosed placeholder', '!Sub "${Name"', '${Name'],
  [
    'Sub of a NoEcho parameter is secret as a whole',
    '!Sub "user:${Password}@db"',
    { 'Fn::Secret': 'parameter Password' },
  ],

  ['Join', '!Join ["-", [a, !Ref Name, 1]]', 'a-shop-1'],
  ['Join takes numbers as they are written', '!Join ["", [v, 1.0, 010, yes]]', 'v1.08true'],
  ['Join of a list parameter', '!Join [",", !Ref Subnets]', 'subnet-1,subnet-2'],
  [
    'Join merges known neighbours',
    '!Join ["/", [a, b, !Ref Other, c]]',
    { 'Fn::Join': ['', ['a/b/', { Ref: 'Other' }, '/c']] },
  ],
  ['Join of nothing', '!Join [",", []]', ''],
  ['Join without an element that is NoValue', '!Join [",", [a, !Ref "AWS::NoValue", b]]', 'a,b'],
  ['Join of an unknown list', '!Join [",", !Ref OpenList]', { 'Fn::Join': [',', { Ref: 'OpenList' }] }],
  [
    'Join with an element that may vanish',
    '!Join [",", [a, !If [Maybe, b, !Ref "AWS::NoValue"], c]]',
    { 'Fn::Join': ['', ['a', { 'Fn::Unknown': 'an element that a condition may leave out' }, ',c']] },
  ],
  [
    'Join with a first element that may vanish',
    '!Join [",", [!If [Maybe, b, !Ref "AWS::NoValue"], c]]',
    { 'Fn::Join': ['', [{ 'Fn::Unknown': 'an element that a condition may leave out' }, 'c']] },
  ],
  ['Join with one operand', '!Join [","]', { 'Fn::Unknown': 'malformed Fn::Join: wrong operands' }],
  ['Join of a text', '!Join [",", abc]', { 'Fn::Unknown': 'malformed Fn::Join: the second operand is no list' }],
  ['Join of lists', '!Join [",", [[a]]]', { 'Fn::Unknown': 'malformed Fn::Join: an element is no text' }],

  ['Select', '!Select [1, [a, b]]', 'b'],
  ['Select with the index as text', '!Select ["0", !Ref Subnets]', 'subnet-1'],
  ['Select with the index from a parameter', '!Select [!Ref Count, [a, b, c]]', 'c'],
  ['Select with an unknown index', '!Select [!Ref Open, [a]]', { 'Fn::Select': [{ Ref: 'Open' }, ['a']] }],
  ['Select of an unknown list', '!Select [1, !Ref OpenList]', { 'Fn::Select': ['1', { Ref: 'OpenList' }] }],
  ['Select of zones', '!Select [0, !GetAZs ""]', { 'Fn::Select': ['0', { 'Fn::GetAZs': '' }] }],
  ['Select beyond the end', '!Select [5, [a]]', { 'Fn::Unknown': 'malformed Fn::Select: no element has this index' }],
  [
    'Select with a negative index',
    '!Select [-1, [a]]',
    { 'Fn::Unknown': 'malformed Fn::Select: the index is no number' },
  ],
  [
    'Select behind an element that may vanish',
    '!Select [1, [!If [Maybe, a, !Ref "AWS::NoValue"], b]]',
    { 'Fn::Select': ['1', [{ 'Fn::If': ['Maybe', 'a', { Ref: 'AWS::NoValue' }] }, 'b']] },
  ],
  ['Select of a known piece of a partly known text', '!Select [1, !Split ["/", !Sub "a/b/${Open}/c"]]', 'b'],
  [
    'Select of a piece that may go on',
    '!Select [1, !Split ["/", !Sub "a/b${Open}"]]',
    { 'Fn::Select': ['1', { 'Fn::Split': ['/', { 'Fn::Join': ['', ['a/b', { Ref: 'Open' }]] }] }] },
  ],

  ['Split', '!Split [",", "a,b,"]', ['a', 'b', '']],
  [
    'Split of an unknown text',
    '!Split [",", !ImportValue nets]',
    { 'Fn::Split': [',', { 'Fn::ImportValue': 'nets' }] },
  ],
  ['Split by nothing', '!Split ["", abc]', { 'Fn::Unknown': 'malformed Fn::Split: wrong operands' }],
  ['Split of a secret', '!Split [",", !Ref Password]', { 'Fn::Secret': 'parameter Password' }],

  ['FindInMap', '!FindInMap [Sizes, prod, cpu]', '1024'],
  ['FindInMap of a list', '!FindInMap [Sizes, dev, list]', ['p', 'q']],
  [
    'FindInMap with an unknown key',
    '!FindInMap [Sizes, !Ref Stage, cpu]',
    { 'Fn::FindInMap': ['Sizes', { Ref: 'Stage' }, 'cpu'] },
  ],
  ['FindInMap where every first key leads to the same', '!FindInMap [Sizes, !Ref Stage, same]', 'x'],
  [
    'FindInMap of nothing',
    '!FindInMap [Sizes, prod, gpu]',
    { 'Fn::Unknown': 'malformed Fn::FindInMap: no such entry in the mappings' },
  ],
  [
    'FindInMap of an unknown map',
    '!FindInMap [Sorts, a, b]',
    { 'Fn::Unknown': 'malformed Fn::FindInMap: no such entry in the mappings' },
  ],
  ['FindInMap with a default', '!FindInMap [Sizes, prod, gpu, {DefaultValue: none}]', 'none'],
  ['FindInMap with a default that it does not need', '!FindInMap [Sizes, prod, cpu, {DefaultValue: none}]', '1024'],
  [
    'FindInMap with two operands',
    '!FindInMap [Sizes, prod]',
    { 'Fn::Unknown': 'malformed Fn::FindInMap: wrong operands' },
  ],
  [
    'FindInMap does not find what every object has',
    '!FindInMap [Sizes, constructor, name]',
    { 'Fn::Unknown': 'malformed Fn::FindInMap: no such entry in the mappings' },
  ],

  ['If, true', '!If [Yes, a, b]', 'a'],
  ['If, false', '!If [No, a, b]', 'b'],
  ['If, undecided', '!If [Maybe, a, b]', { 'Fn::If': ['Maybe', 'a', 'b'] }],
  [
    'If, undecided, branches resolved',
    '!If [Maybe, !Ref Name, !Ref Other]',
    { 'Fn::If': ['Maybe', 'shop', { Ref: 'Other' }] },
  ],
  ['If, undecided, both the same', '!If [Maybe, {x: [1]}, {x: [1]}]', { x: [1] }],
  [
    'If, undecided, one branch NoValue',
    '!If [Maybe, a, !Ref "AWS::NoValue"]',
    { 'Fn::If': ['Maybe', 'a', { Ref: 'AWS::NoValue' }] },
  ],
  ['If in an If', '!If [Yes, !If [No, a, !If [Maybe, b, c]], d]', { 'Fn::If': ['Maybe', 'b', 'c'] }],
  [
    'If of a condition that is not there',
    '!If [Gone, a, b]',
    { 'Fn::Unknown': 'malformed Fn::If: no condition `Gone`' },
  ],
  ['If with two operands', '!If [Yes, a]', { 'Fn::Unknown': 'malformed Fn::If: wrong operands' }],
  ['a list element that vanishes', '[a, !If [No, b, !Ref "AWS::NoValue"], c]', ['a', 'c']],
  [
    'a list element that may vanish',
    '[a, !If [Maybe, b, !Ref "AWS::NoValue"]]',
    ['a', { 'Fn::If': ['Maybe', 'b', { Ref: 'AWS::NoValue' }] }],
  ],
  ['a null element', '[a, null, b]', ['a', 'b']],
  ['a member that vanishes', '{a: !Ref "AWS::NoValue", b: null, c: 1}', { c: 1 }],

  ['Base64 of a known text', '!Base64 abc', 'YWJj'],
  ['Base64 of an unknown text', '!Base64 {Ref: Other}', { 'Fn::Base64': { Ref: 'Other' } }],
  ['Base64 of a list', '!Base64 [a]', { 'Fn::Unknown': 'malformed Fn::Base64: the operand is no text' }],
  ['Base64 of a secret', 'Fn::Base64: !Sub "${Password}"', { 'Fn::Secret': 'parameter Password' }],
  ['Length', '!Length [a, b, c]', 3],
  ['Length of a list parameter', '{Fn::Length: !Ref Names}', 3],
  ['Length of an unknown list', '!Length {Ref: OpenList}', { 'Fn::Length': { Ref: 'OpenList' } }],
  ['Length of a text', '!Length abc', { 'Fn::Unknown': 'malformed Fn::Length: the operand is no list' }],
  ['ToJsonString', '!ToJsonString {b: [1, "x"], a: !Ref Name}', '{"b":[1,"x"],"a":"shop"}'],
  [
    'ToJsonString with something unknown',
    '!ToJsonString {a: !Ref Open}',
    { 'Fn::ToJsonString': { a: { Ref: 'Open' } } },
  ],
  ['ToJsonString with a secret', '!ToJsonString {a: [!Ref Password]}', { 'Fn::Secret': 'parameter Password' }],
  [
    'ToJsonString of a text',
    '!ToJsonString abc',
    { 'Fn::Unknown': 'malformed Fn::ToJsonString: the operand is no list or map' },
  ],
  ['ImportValue', '!ImportValue {Fn::Sub: "${Name}-vpc"}', { 'Fn::ImportValue': 'shop-vpc' }],
  ['Cidr', '!Cidr [10.0.0.0/16, 6, 8]', { 'Fn::Cidr': ['10.0.0.0/16', 6, 8] }],
  ['GetAZs', '!GetAZs {Ref: "AWS::Region"}', { 'Fn::GetAZs': { Ref: 'AWS::Region' } }],
  [
    'Transform',
    '{Fn::Transform: {Name: "AWS::Include", Parameters: {Location: x}}}',
    { 'Fn::Transform': { Name: 'AWS::Include', Parameters: { Location: 'x' } } },
  ],
  [
    'a transform beside other keys makes the map unknown',
    '{Fn::Transform: {Name: T}, a: 1}',
    { 'Fn::Transform': { Name: 'T' }, a: 1 },
  ],
  ['a tag that nobody knows', '!Foo bar', { 'Fn::Foo': 'bar' }],
  ['a function that nobody knows', '{Fn::Foo: [!Ref Name]}', { 'Fn::Foo': ['shop'] }],
  [
    'a function beside other keys',
    '{Ref: Name, Other: 1}',
    { 'Fn::Unknown': 'malformed Ref: it stands beside other keys' },
  ],
  ['a name of this reader’s own', '{Fn::Secret: x}', { 'Fn::Unknown': 'unknown function `Fn::Secret`' }],
  ['a name of this reader’s own, short', '!Unknown x', { 'Fn::Unknown': 'unknown function `Fn::Unknown`' }],
  [
    'the key Condition is ordinary in properties',
    '{Effect: Allow, Condition: {Bool: {a: true}}}',
    { Effect: 'Allow', Condition: { Bool: { a: true } } },
  ],

  [
    'a dynamic reference to a secret',
    '"{{resolve:secretsmanager:db:SecretString:password}}"',
    { 'Fn::Secret': '{{resolve:secretsmanager:db:SecretString:password}}' },
  ],
  [
    'a dynamic reference to a secure parameter',
    '"{{resolve:ssm-secure:/db:1}}"',
    { 'Fn::Secret': '{{resolve:ssm-secure:/db:1}}' },
  ],
  ['a dynamic reference to a plain parameter', '"{{resolve:ssm:/image}}"', { 'Fn::Unknown': '{{resolve:ssm:/image}}' }],
  [
    'a secret inside a text',
    '"postgres://u:{{resolve:secretsmanager:db}}@h"',
    { 'Fn::Secret': '{{resolve:secretsmanager:db}}' },
  ],
  [
    'a plain parameter inside a text',
    '"{{resolve:ssm:/repository}}:latest"',
    { 'Fn::Join': ['', [{ 'Fn::Unknown': '{{resolve:ssm:/repository}}' }, ':latest']] },
  ],
  [
    'a dynamic reference that Sub makes',
    '!Sub "{{resolve:secretsmanager:${Open}:SecretString}}"',
    { 'Fn::Secret': '{{resolve:secretsmanager:…:SecretString}}' },
  ],
  [
    'a dynamic reference that Join makes',
    '!Join ["", ["{{resolve:ssm:", !Ref Name, "}}"]]',
    { 'Fn::Unknown': '{{resolve:ssm:shop}}' },
  ],
  [
    'Join with a dynamic reference keeps the delimiter',
    '!Join [":", ["{{resolve:ssm:/r}}", latest]]',
    { 'Fn::Join': ['', [{ 'Fn::Unknown': '{{resolve:ssm:/r}}' }, ':latest']] },
  ],
  ['a dynamic reference that never ends', '"{{resolve:ssm:/a"', '{{resolve:ssm:/a'],
];

describe('CloudFormation: intrinsic functions', () => {
  for (const [title, written, expected] of CASES) {
    it(`${title}: ${written}`, () => {
      const text = `${DECLARATIONS}Resources:\n  Other: {Type: T}\n  R:\n    Type: T\n    Properties:\n      P: ${written}\n`;
      const block = written.startsWith('Fn::') ? text.replace('P: Fn::', 'P:\n        Fn::') : text;
      assert.deepEqual(propertiesOf(block), { P: expected });
    });
  }

  it('reads a value that vanishes as an absent property', () => {
    const text = 'Resources: {R: {Type: T, Properties: {P: !Ref "AWS::NoValue", Q: 1}}}';
    assert.deepEqual(propertiesOf(text), { Q: 1 });
  });

  it('takes properties that are no map, or absent, for what they are', () => {
    assert.deepEqual(propertiesOf('Resources: {R: {Type: T}}'), {});
    assert.deepEqual(propertiesOf('Resources: {R: {Type: T, Properties: [a]}}'), {
      'Fn::Unknown': 'malformed Properties: they are no map',
    });
    assert.deepEqual(propertiesOf('Resources: {R: {Type: T, Properties: {Fn::Transform: {Name: T}}}}'), {
      'Fn::Transform': { Name: 'T' },
    });
  });
});

import assert from 'node:assert/strict';
import { Ajv } from 'ajv';
import { exists, property } from '../../src/language/builders.js';
import { isFixture } from '../../src/unit-tests/fixture.js';
import { parseUnitTests, readCases } from '../../src/unit-tests/read.js';
import { type UnitTestsFile, UnitTestsSchema } from '../../src/unit-tests/schema.js';
import { select, testControl } from '../support/checking.js';

const validate = new Ajv({ allErrors: true, verbose: true, strict: false }).compile<UnitTestsFile>(UnitTestsSchema);

const sized = testControl({
  id: 'sized-service',
  holds: exists(property('X')),
  parameters: { minimum: { type: 'integer', default: 2, minimum: 1, description: 'd' } },
});

function read(text: string) {
  const parsed = parseUnitTests({ file: 't.yaml', text }, validate);
  const outcome = parsed.value ? readCases(parsed.value, [select(sized)]) : parsed;
  return outcome.problems
    ? { problems: outcome.problems.map(({ line, message }) => `${line}: ${message}`) }
    : { cases: outcome.value };
}

describe('a file of unit tests', () => {
  it('is read into cases, with what each sets', () => {
    const { cases } = read(`controls:
  - control: sized-service
    cases:
      - {name: in a file, file: ./web.yaml, resource: Web, container: app, expect: fail, line: 31}
      - name: with parameters
        template: 'Resources: {}'
        parameters: {Count: 3, Subnets: [a, b], Public: true}
        set: {minimum: 5}
        expect: none
`);
    assert.deepEqual(
      cases?.map(({ selected, ...rest }) => ({ ...rest, parametersOfControl: selected.parameters })),
      [
        {
          file: 't.yaml',
          line: 4,
          name: 'in a file',
          fixture: { kind: 'file', path: './web.yaml' },
          parameters: {},
          resource: 'Web',
          container: 'app',
          expected: { verdict: 'fail', line: 31 },
          parametersOfControl: { minimum: 2 },
        },
        {
          file: 't.yaml',
          line: 5,
          name: 'with parameters',
          fixture: { kind: 'text', text: 'Resources: {}' },
          parameters: { Count: '3', Subnets: 'a,b', Public: 'true' },
          resource: null,
          container: null,
          expected: { verdict: 'none', line: null },
          parametersOfControl: { minimum: 5 },
        },
      ],
    );
  });

  it('templates in it keep their short tags and their lines', () => {
    const { cases } = read(`controls:
  - control: sized-service
    cases:
      - name: n
        template:
          Resources:
            Web: {Properties: {X: !Ref P}}
        expect: none
`);
    const fixture = cases?.[0]?.fixture;
    assert.equal(fixture?.kind, 'text');
    assert.equal(fixture.text.trimEnd(), '\n\n\n\n\n          Resources:\n            Web: {Properties: {X: !Ref P}}');
  });

  const one = (fields: string): string => `controls:\n  - control: sized-service\n    cases:\n      - ${fields}\n`;
  const wrong: readonly (readonly [string, string, readonly string[]])[] = [
    [
      'an unknown control',
      one('{name: n, file: f, expect: pass}').replace('sized-service', 'sized-servce'),
      ['2: there is no control `sized-servce`; did you mean `sized-service`?'],
    ],
    ['neither file nor template', one('{name: n, expect: pass}'), ['4: a case has either a `file` or a `template`']],
    [
      'both file and template',
      one("{name: n, expect: pass, file: f, template: 'x'}"),
      ['4: a case has either a `file` or a `template`'],
    ],
    [
      'an unknown key',
      one('{name: n, file: f, expects: pass, expect: pass}'),
      ['4: unknown key `expects` in `controls.0.cases.0`; did you mean `expect`?'],
    ],
    [
      'an unknown parameter of the control',
      one('{name: n, file: f, expect: pass, set: {minimun: 3}}'),
      ['4: control `sized-service` has no parameter `minimun`; did you mean `minimum`?'],
    ],
    [
      'a parameter of the wrong type',
      one('{name: n, file: f, expect: pass, set: {minimum: two}}'),
      ['4: `minimum` must be a whole number'],
    ],
    ['requests without a case', 'requests: {cases: []}\n', ['1: `requests.cases` is empty']],
    ['properties without one', 'controls: []\nproperties: []\n', ['2: `properties` is empty']],
    [
      'a request without an action',
      'requests:\n  cases:\n    - {name: n, expect: deny, request: {principal: p}}\n',
      ['3: `action` is missing in `requests.cases.0.request`'],
    ],
    [
      'a property of no kind',
      'properties:\n  - {name: n, property: denyed}\n',
      [
        '2: `properties.0.property` is `denyed`; it must be one of `denied`, `allowed`, `equal`, `noNewDenial`; did you mean `denied`?',
      ],
    ],
  ];
  for (const [name, text, problems] of wrong) {
    it(`${name} is a problem with its line`, () => assert.deepEqual(read(text).problems, problems));
  }

  it('an unknown verdict is a problem', () => {
    const [first] = read(one('{name: n, file: f, expect: passes}')).problems ?? [];
    assert.match(first ?? '', /^4: `controls.0.cases.0.expect` is `passes`; it must be one of `pass`, `fail`/);
  });
});

describe('in a folder of tests', () => {
  const files: readonly (readonly [string, string, boolean])[] = [
    ['a template', "AWSTemplateFormatVersion: '2010-09-09'\nResources: {}\n", true],
    ['a template without a version', 'Parameters: {}\nResources: {}\n', true],
    ['a JSON template', '{\n  "Resources": {}\n}\n', true],
    ['an organization file', 'version: 1\norganization: {id: o-x}\nroot: {}\n', true],
    ['a test', 'controls: []\n', false],
    [
      'a test with a template in it',
      'controls:\n  - control: x\n    cases:\n      - template:\n          Resources: {}\n',
      false,
    ],
    ['a test that is misspelt', 'contrls: []\n', false],
  ];
  for (const [name, text, expected] of files) {
    it(`${name} ${expected ? 'is what tests are judged on' : 'is meant to be a test'}`, () =>
      assert.equal(isFixture(text), expected));
  }
});

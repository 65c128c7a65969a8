import assert from 'node:assert/strict';
import { Ajv } from 'ajv';
import { checkWith } from '../../src/check/check.js';
import { normalize } from '../../src/check/normalize.js';
import type { CheckInput } from '../../src/check/options.js';
import { CheckResultSchema } from '../../src/check/result.js';
import { controls } from '../../src/controls/index.js';
import { exists, item, property } from '../../src/language/builders.js';
import { referenceJudge, select, testControl, testOptions } from '../support/checking.js';

const TOKEN = 'ghp_0123456789abcdefghijklmnopqrstuvwxyz';
const NO_ECHO = 'correct-horse-battery';

const looksEverywhere = testControl({
  id: 'looks-everywhere',
  applies: ['AWS::ECS::TaskDefinition'],
  each: property('ContainerDefinitions'),
  holds: { kind: 'oneOf', term: item('Image'), values: ['never'] },
});
const wantsFamily = testControl({
  id: 'wants-family',
  applies: ['AWS::ECS::TaskDefinition'],
  holds: { kind: 'oneOf', term: property('Family'), values: ['never'] },
});
const wantsRole = testControl({
  id: 'wants-role',
  applies: ['AWS::ECS::TaskDefinition'],
  holds: exists(property('R.S')),
});

const selected = [select(looksEverywhere), select(wantsFamily), select(wantsRole)];
const input = (file: string, text: string): CheckInput => ({ file, read: async () => Buffer.from(text), named: true });

const TEMPLATE = `Parameters:
  Key: {Type: String, NoEcho: true}
  Stage: {Type: String, Default: prod, AllowedValues: [prod, '${TOKEN}']}
Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Metadata:
      ringfence:
        exceptions:
          - {control: '${TOKEN}', reason: r, owner: o, expires: '2027-01-01'}
          - {control: wants-family, reason: 'since ${TOKEN}', owner: 'by ${NO_ECHO}', expires: '2027-01-01'}
          - {control: wants-role, reason: 'late ${TOKEN}', owner: 'of ${NO_ECHO}', expires: '2020-01-01'}
    Properties:
      Family: '${'x'.repeat(60)}/${TOKEN}'
      R: {'Fn::ImportValue': '${'y'.repeat(60)}/${TOKEN}'}
      ContainerDefinitions:
        - {Name: '${TOKEN}', Image: '${TOKEN}'}
        - {Name: '${NO_ECHO}', Image: !Ref Key}
        - {Name: last, Image: !Sub '\${Stage}-${NO_ECHO}'}
  Broken:
    Type: AWS::ECS::TaskDefinition
    Metadata: {ringfence: {exceptions: [{control: x, '${TOKEN}': y}]}}
`;

const TASK = JSON.stringify({
  family: TOKEN,
  containerDefinitions: [{ name: TOKEN, image: TOKEN, environment: [{ name: 'A', value: TOKEN }] }],
});

/** Long enough to be more than chance. */
const pieces = [TOKEN.slice(0, 12), TOKEN.slice(-12), NO_ECHO.slice(0, 12)];

describe('no secret of an input', () => {
  const options = testOptions(selected, { parameters: { Key: NO_ECHO } });
  const inputs = [input('web.yaml', TEMPLATE), input('task.json', TASK)];

  for (const anyParameter of [false, true]) {
    it(`is in results${anyParameter ? ' of any parameter' : ''}`, async () => {
      const result = await checkWith(inputs, { ...options, anyParameter }, [referenceJudge(selected)]);
      const text = JSON.stringify(result);
      assert.ok(result.results.length >= 8 && result.errors.length === 1, text);
      for (const piece of pieces) assert.ok(!text.includes(piece), `${piece} in ${text}`);
    });
  }

  it('is in what is normalized', async () => {
    const text = JSON.stringify(await normalize(inputs, options));
    for (const piece of pieces) assert.ok(!text.includes(piece), `${piece} in ${text}`);
  });
});

describe('the JSON of check', () => {
  it('has the shape that is published, for every example of every control', async () => {
    const validate = new Ajv({ allErrors: true }).compile(CheckResultSchema);
    const all = controls.map((control) => select(control));
    const inputs = controls.flatMap(({ id, examples }) =>
      examples.flatMap(({ cloudformation }, index) =>
        cloudformation === undefined ? [] : [input(`${id}-${index}.yaml`, cloudformation)],
      ),
    );
    const result = await checkWith(inputs, testOptions(all), [referenceJudge(all)]);
    assert.deepEqual(result.errors, []);
    assert.ok(validate(JSON.parse(JSON.stringify(result))), JSON.stringify(validate.errors?.[0]));
    for (const one of result.results) {
      if (one.verdict === 'unknown')
        assert.ok(one.missing?.length, `${one.file}: ${one.control} does not say what is missing`);
      assert.ok(one.line !== null, `${one.file}: ${one.control} has no line`);
    }
  });
});

import assert from 'node:assert/strict';
import type { CheckOptions, Exception } from '../../src/check/options.js';
import { templateResults } from '../../src/check/template-results.js';
import { equals, item, not, property } from '../../src/language/builders.js';
import { exception, select, testControl, testRun } from '../support/checking.js';
import { yamlTemplate } from '../support/yaml-template.js';

const privileged = testControl({
  id: 'not-privileged',
  applies: ['AWS::ECS::TaskDefinition'],
  each: property('ContainerDefinitions'),
  holds: not(equals(item('Privileged'), true)),
});

const metadata = (lines: string): string => `    Metadata:
      ringfence:
        exceptions:
${lines}`;

const task = (before = ''): string => `Resources:
  AgentTask:
    Type: AWS::ECS::TaskDefinition
${before}    Properties:
      ContainerDefinitions: [{Name: agent, Privileged: true}]
`;

function checked(text: string, options: Partial<CheckOptions> = {}) {
  const run = testRun([select(privileged)], options);
  const template = yamlTemplate(text, { file: 'monitoring/agent.yaml' });
  const { results, inline } = templateResults(template, run, options.account);
  const [result] = results;
  return {
    verdict: result?.verdict,
    message: result?.message,
    exception: result?.exception,
    errors: inline.flatMap(({ errors }) => errors),
    unused: [
      ...run.exceptions.unused(run.judged),
      ...inline.flatMap(({ applied }) => run.exceptions.unusedOf(applied, run.judged)),
      ...inline.flatMap(({ refused }) => refused),
    ],
  };
}

const covering = (fields: Partial<Exception>, options: Partial<CheckOptions> = {}) =>
  checked(task(), { ...options, exceptions: [exception({ control: 'not-privileged', ...fields })] });

describe('exceptions of the configuration', () => {
  const matching: readonly (readonly [string, Partial<Exception>, Partial<CheckOptions>, boolean])[] = [
    ['the control alone', {}, {}, true],
    ['another control', { control: 'something-else' }, {}, false],
    ['the resource', { resource: 'AgentTask' }, {}, true],
    ['a glob for the resource', { resource: 'Agent*' }, {}, true],
    ['another resource', { resource: 'Web*' }, {}, false],
    ['the container', { container: 'agent' }, {}, true],
    ['another container', { container: 'web' }, {}, false],
    ['the file', { file: 'monitoring/**' }, {}, true],
    ['another file', { file: 'web/**' }, {}, false],
    ['the file as the configuration sees it', { file: 'agent.yaml' }, { exceptionPath: () => 'agent.yaml' }, true],
    ['the account', { accounts: ['111111111111', '222222222222'] }, { account: '222222222222' }, true],
    ['another account', { accounts: ['111111111111'] }, { account: '222222222222' }, false],
    ['an account that is not known', { accounts: ['111111111111'] }, {}, false],
    ['all of them', { resource: 'A*', container: 'a?ent', file: '**/*.yaml' }, {}, true],
    ['all but one', { resource: 'A*', container: 'a?ent', file: '*.yaml' }, {}, false],
  ];
  for (const [name, fields, options, covers] of matching) {
    it(`${name} ${covers ? 'covers' : 'does not cover'}`, () =>
      assert.equal(covering(fields, options).verdict, covers ? 'excepted' : 'fail'));
  }

  it('an excepted result says by whom, why, until when', () => {
    assert.deepEqual(covering({}).exception, {
      reason: 'accepted for now',
      owner: 'platform@example.com',
      expires: '2026-12-31',
    });
  });

  it('applies on its last day', () => assert.equal(covering({ expires: '2026-06-15' }).verdict, 'excepted'));

  it('one that has expired leaves the fail, which names it', () => {
    const { verdict, message, exception: shown, unused } = covering({ expires: '2026-06-14' });
    assert.equal(verdict, 'fail');
    assert.equal(
      message,
      '`Privileged` is `true` (the exception of platform@example.com expired on 2026-06-14: accepted for now)',
    );
    assert.equal(shown?.expires, '2026-06-14');
    assert.deepEqual(unused, []);
  });

  it('a valid one beside an expired one covers', () => {
    const exceptions = [
      exception({ control: 'not-privileged', expires: '2020-01-01' }),
      exception({ control: 'not-privileged' }),
    ];
    assert.equal(checked(task(), { exceptions }).verdict, 'excepted');
  });

  it('one that covers nothing is reported where it is written', () => {
    assert.deepEqual(covering({ resource: 'Nothing' }).unused, [
      {
        control: 'not-privileged',
        file: 'ringfence.yaml',
        line: 7,
        message: 'the exception for `not-privileged` covers nothing: no finding matches it',
      },
    ]);
  });

  it('one for accounts, where no account is known, says so', () => {
    const message = (fields: Partial<Exception>, options: Partial<CheckOptions> = {}) =>
      covering({ accounts: ['111111111111'], ...fields }, options).unused.map((unused) => unused.message);
    assert.deepEqual(message({}), [
      'the exception for `not-privileged` covers nothing: it names `accounts`, and the account is not known (give --account)',
    ]);
    const unmatched = 'the exception for `not-privileged` covers nothing: no finding matches it';
    assert.deepEqual(message({}, { account: '222222222222' }), [unmatched]);
    assert.deepEqual(message({ resource: 'Nothing' }), [unmatched]);
  });

  it('one for a control that is not judged is not reported', () => {
    assert.deepEqual(covering({ control: 'not-selected' }).unused, []);
  });
});

describe('exceptions in a template', () => {
  const good = "          - {control: not-privileged, reason: needed, owner: ops, expires: '2026-07-01'}\n";

  it('cover their own resource', () => {
    const found = checked(task(metadata(good)));
    assert.equal(found.verdict, 'excepted');
    assert.deepEqual(found.exception, { reason: 'needed', owner: 'ops', expires: '2026-07-01' });
    assert.deepEqual([found.errors, found.unused], [[], []]);
  });

  const refused: readonly (readonly [string, Partial<CheckOptions>])[] = [
    ['none are allowed', { inlineExceptions: 'none' }],
    ['others are allowed', { inlineExceptions: ['something-else'] }],
    ['the control is locked', { locked: ['not-privileged'] }],
  ];
  for (const [name, options] of refused) {
    it(`do not where ${name}, and are reported`, () => {
      const { verdict, errors, unused } = checked(task(metadata(good)), options);
      assert.equal(verdict, 'fail');
      assert.deepEqual(errors, []);
      assert.deepEqual(
        unused.map(({ message, line }) => [line, message]),
        [[7, 'the exception for `not-privileged` covers nothing: the configuration does not allow it in a template']],
      );
    });
  }

  it('are allowed by name', () => {
    assert.equal(checked(task(metadata(good)), { inlineExceptions: ['not-privileged'] }).verdict, 'excepted');
  });

  const malformed: readonly (readonly [string, string, string])[] = [
    ['no map', '          - not-privileged\n', 'it is not a map of `control`, `reason`, `owner` and `expires`'],
    ['no owner', "          - {control: not-privileged, reason: x, expires: '2026-07-01'}\n", '`owner` is missing'],
    [
      'an empty reason',
      "          - {control: not-privileged, reason: ' ', owner: o, expires: '2026-07-01'}\n",
      '`reason` is not a text',
    ],
    [
      'an intrinsic',
      "          - {control: not-privileged, reason: {Ref: X}, owner: o, expires: '2026-07-01'}\n",
      '`reason` is not a text',
    ],
    [
      'no such day',
      "          - {control: not-privileged, reason: x, owner: o, expires: '2026-02-30'}\n",
      '`expires` is not a day as YYYY-MM-DD',
    ],
    [
      'an unknown key',
      "          - {control: not-privileged, reason: x, owner: o, expires: '2026-07-01', until: x}\n",
      'unknown key `until`; it may have `control`, `reason`, `owner`, `expires`, `container`',
    ],
    [
      'a misspelt key',
      "          - {control: not-privileged, reason: x, owner: o, expiers: '2026-07-01'}\n",
      'unknown key `expiers`; did you mean `expires`?',
    ],
  ];
  for (const [name, lines, problem] of malformed) {
    it(`${name}: an error at its place, and nothing is covered`, () => {
      const { verdict, errors } = checked(task(metadata(lines)));
      assert.equal(verdict, 'fail');
      assert.deepEqual(
        errors.map(({ file, line, message }) => [file, line, message]),
        [['monitoring/agent.yaml', 7, `\`AgentTask\`: exception 1: ${problem}`]],
      );
    });
  }

  it('a control that there is none of: an error that names the nearest one', () => {
    const lines = "          - {control: not-privilegd, reason: x, owner: o, expires: '2026-07-01'}\n";
    const { verdict, errors } = checked(task(metadata(lines)), { controlIds: ['not-privileged', 'not-judged'] });
    assert.equal(verdict, 'fail');
    assert.deepEqual(
      errors.map(({ line, message }) => [line, message]),
      [[7, '`AgentTask`: exception 1: there is no control `not-privilegd`; did you mean `not-privileged`?']],
    );
  });

  it('one for a control that is there and not judged is no error', () => {
    const lines = "          - {control: not-judged, reason: x, owner: o, expires: '2026-07-01'}\n";
    assert.deepEqual(checked(task(metadata(lines)), { controlIds: ['not-privileged', 'not-judged'] }).errors, []);
  });

  it('no list: an error', () => {
    const { errors } = checked(task(metadata('          control: x\n')));
    assert.deepEqual(
      errors.map(({ message }) => message),
      ['`AgentTask`: its exceptions are not a list'],
    );
  });

  it('one for another container, or another control, is reported', () => {
    const lines = `          - {control: not-privileged, container: web, reason: x, owner: o, expires: '2026-07-01'}
          - {control: not-judged, reason: x, owner: o, expires: '2020-07-01'}
`;
    assert.deepEqual(
      checked(task(metadata(lines))).unused.map(({ line, message }) => [line, message]),
      [
        [7, 'the exception for `not-privileged` covers nothing: no finding matches it'],
        [8, 'the exception for `not-judged` covers nothing: the control was not judged; it expired on 2020-07-01'],
      ],
    );
  });
});

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { preparationFor } from '../../src/check/judged-control.js';
import type { Control } from '../../src/controls/control.js';
import { parameterDefaults } from '../../src/controls/control.js';
import { controls } from '../../src/controls/index.js';
import { guardControl } from '../../src/emit/guard/files.js';
import { guardJudge } from '../../src/engines/guard/judge.js';
import { loadOpaEngine } from '../../src/engines/opa/engine.js';
import type { Engine, EngineDocument, EngineVerdict } from '../../src/engines/verdict.js';
import type { Value, ValueMap } from '../../src/language/value.js';
import type { Resource } from '../../src/resources/resource.js';
import { guardEngine, opaEngine } from '../support/engines.js';
import { meaningControls } from '../support/meaning.js';
import { judgedByDefault, verdictsOf } from '../support/parity.js';
import { inRepository } from '../support/repository.js';

type Outcome = 'pass' | 'fail' | 'unknown' | 'none';
type Row = readonly [control: string, properties: ValueMap, expected: Outcome, facts?: ValueMap];

const NO_VALUE = { Ref: 'AWS::NoValue' };
const REF = { Ref: 'Something' };
const IF = { 'Fn::If': ['C', 'x', 'y'] };

/** The rules of meaning in docs/language.md, by their numbers. */
const RULES: Readonly<Record<string, readonly Row[]>> = {
  '1 absent, null and NoValue are the same': [
    ...[{}, { A: NO_VALUE }].flatMap((properties): Row[] => [
      ['equals-text', properties, 'fail'],
      ['one-of', properties, 'fail'],
      ['matches-start', properties, 'fail'],
      ['like-glob', properties, 'fail'],
      ['at-least', properties, 'fail'],
      ['at-most', properties, 'fail'],
      ['version-at-least', properties, 'fail'],
      ['is-there', properties, 'fail'],
      ['some-element', properties, 'fail'],
      ['every-element', properties, 'pass'],
      ['not-text', properties, 'pass'],
      ['is-secret', properties, 'fail'],
    ]),
    ['every-element', { A: ['x', NO_VALUE] }, 'pass'],
    ['some-element', { A: [NO_VALUE] }, 'fail'],
  ],
  '2 lists that are unknown, and elements that are': [
    ['every-element', { A: REF }, 'unknown'],
    ['some-element', { A: REF }, 'unknown'],
    ['every-element', { A: ['x', REF] }, 'unknown'],
    ['every-element', { A: ['y', REF] }, 'fail'],
    ['some-element', { A: ['y', REF] }, 'unknown'],
    ['some-element', { A: ['x', REF] }, 'pass'],
    ['every-element', { A: [] }, 'pass'],
    ['some-element', { A: [] }, 'fail'],
    ['every-nested', { A: [{ L: ['x'] }, { L: REF }] }, 'unknown'],
    ['every-nested', { A: [{ L: ['y'] }, { L: REF }] }, 'fail'],
    ['every-nested', { A: [REF] }, 'unknown'],
  ],
  '3 what is unknown on the way makes everything below it unknown': [
    ['nested-not-text', { A: IF }, 'unknown'],
    ['nested-not-text', { A: REF }, 'unknown'],
    ['nested-not-text', { A: {} }, 'pass'],
    ['nested-is-there', { A: REF }, 'unknown'],
    ['is-there', { A: REF }, 'pass'],
    ['is-there', { A: { 'Fn::GetAtt': ['R', 'Arn'] } }, 'pass'],
    ['is-there', { A: { 'Fn::Join': ['', ['a', REF]] } }, 'pass'],
    ['is-there', { A: IF }, 'unknown'],
    ['is-there', { A: { 'Fn::Transform': {} } }, 'unknown'],
    ['is-there', { A: { 'Fn::Unknown': 'malformed' } }, 'unknown'],
    ['not-text', { A: ['x'] }, 'unknown'],
    ['not-text', { A: { B: 'x' } }, 'unknown'],
  ],
  '4 numbers and booleans may be written as text': [
    ['equals-true', { A: true }, 'pass'],
    ['equals-true', { A: 'true' }, 'pass'],
    ['equals-true', { A: 'false' }, 'fail'],
    ['equals-number', { A: '5' }, 'pass'],
    ['at-least', { A: 5 }, 'pass'],
    ['at-least', { A: '5' }, 'pass'],
    ['at-least', { A: '12' }, 'pass'],
    ['at-least', { A: '4' }, 'fail'],
    ['at-least', { A: 4.5 }, 'fail'],
    ['at-least', { A: 'five' }, 'fail'],
    ['at-most', { A: '5' }, 'pass'],
    ['at-most', { A: '10' }, 'fail'],
    ['at-most', { A: 5.5 }, 'fail'],
    ['version-at-least', { A: '1.4.0' }, 'pass'],
    ['version-at-least', { A: '1.10.0' }, 'pass'],
    ['version-at-least', { A: '1.3.9' }, 'fail'],
    ['version-at-least', { A: 'LATEST' }, 'fail'],
  ],
  '5 secrets are unknown, except to who looks for them': [
    ['is-secret', { A: { 'Fn::Secret': 'parameter P' } }, 'pass'],
    ['is-secret', { A: 'plain' }, 'fail'],
    ['is-secret', { A: REF }, 'unknown'],
    ['equals-text', { A: { 'Fn::Secret': 'parameter P' } }, 'unknown'],
  ],
  '7 a condition on whether a control applies': [
    ['when-then', { B: 'y' }, 'none'],
    ['when-then', {}, 'none'],
    ['when-then', { B: 'x', A: 'x' }, 'pass'],
    ['when-then', { B: 'x', A: 'y' }, 'fail'],
    ['when-then', { B: REF, A: 'y' }, 'unknown'],
    ['when-then', { B: REF, A: 'x' }, 'pass'],
  ],
  '10 patterns: folded case, any character, globs': [
    ['matches-start', { A: 'x\ny' }, 'pass'],
    ['matches-start', { A: 'axzy' }, 'fail'],
    ['matches-folded', { A: 'MySECRET' }, 'pass'],
    ['like-glob', { A: 'X.anything-Z' }, 'pass'],
    ['like-glob', { A: 'xyz-a' }, 'fail'],
    ['like-glob', { A: 'x.-ab' }, 'fail'],
    ...['tok', 'TOK', 'On-oFF', '6', 'A.b'].map((text): Row => ['matches-whole', { A: text }, 'pass']),
    // U+212A is the Kelvin sign, whose lower case is k in Unicode.
    ...['tok ', 'token', 'on', 'a-b', '', 'to\u212a'].map((text): Row => ['matches-whole', { A: text }, 'fail']),
    ['matches-whole', { A: REF }, 'unknown'],
    ...['TOK', 'X-', 'x-1', '-Y', 'a-Y', '1.2', 'Ab', 'a-\nB'].map((text): Row => ['like-globs', { A: text }, 'pass']),
    ...['1x2', 'tok1', 'x', '-ya', 'ba', 'to\u212a'].map((text): Row => ['like-globs', { A: text }, 'fail']),
    ['like-globs', { A: REF }, 'unknown'],
  ],
  '12 keys of a map': [
    ['has-key', { A: { Password: 'x' } }, 'pass'],
    ['has-key', { A: { other: 'x', PASS_2: REF } }, 'pass'],
    ['has-key', { A: { other: 'x' } }, 'fail'],
    ['has-key', { A: {} }, 'fail'],
    ['has-key', {}, 'fail'],
    ['has-key', { A: REF }, 'unknown'],
    ['has-key', { A: IF }, 'unknown'],
    ['has-key', { A: 'text' }, 'unknown'],
    ['has-whole-key', { A: { other: 'x', API_KEY: REF } }, 'pass'],
    ['has-whole-key', { A: { api_keys: 'x', 'to\u212a': 'x' } }, 'fail'],
    ['has-whole-key', { A: REF }, 'unknown'],
    ['lacks-key', { A: { Password: 'x' } }, 'fail'],
    ['lacks-key', { A: { other: 'x' } }, 'pass'],
    ['lacks-key', {}, 'pass'],
    ['lacks-key', { A: REF }, 'unknown'],
    ['lacks-key', { A: ['Password'] }, 'unknown'],
  ],
  '11 counts of which only bounds are known': [
    ['count-at-least', {}, 'pass', { Count: { least: 2 } }],
    ['count-at-least', {}, 'fail', { Count: { least: 0, greatest: 1 } }],
    ['count-at-least', {}, 'unknown', { Count: { least: 1, greatest: 3 } }],
    ['count-at-least', {}, 'unknown', {}],
    ['all-of', { A: REF, B: 'y' }, 'fail'],
    ['all-of', { A: REF, B: 'x' }, 'unknown'],
    ['any-of', { A: REF, B: 'x' }, 'pass'],
    ['any-of', { A: REF, B: 'y' }, 'unknown'],
  ],
};

const engines = async (control: Control): Promise<Engine[]> => [
  guardJudge(guardEngine(), [guardControl(control, {})]),
  await loadOpaEngine(readFileSync(inRepository('test/fixtures/meaning/policy.wasm')), {}),
];

function controlNamed(name: string): Control {
  const found = meaningControls.find(({ id }) => id === `meaning-${name}`);
  assert.ok(found, name);
  return found;
}

function documentWith(properties: ValueMap, facts: ValueMap = {}): EngineDocument {
  return { Resources: { R: { Type: 'Test::Meaning::Resource', Properties: properties, Facts: facts } } };
}

async function allVerdicts(name: string, document: EngineDocument): Promise<Record<string, EngineVerdict[]>> {
  const control = controlNamed(name);
  const found: Record<string, EngineVerdict[]> = { reference: verdictsOf(judgedByDefault(control), document) };
  for (const engine of await engines(control)) {
    found[engine.name] = engine.judge(document).filter((verdict) => verdict.control === control.id);
  }
  return found;
}

describe('rules of meaning, in the reference and both engines', () => {
  for (const [rule, rows] of Object.entries(RULES)) {
    describe(rule, () => {
      for (const [name, properties, expected, facts] of rows) {
        it(`${name} ${JSON.stringify(properties)}${facts ? ` ${JSON.stringify(facts)}` : ''}: ${expected}`, async () => {
          for (const [engine, verdicts] of Object.entries(await allVerdicts(name, documentWith(properties, facts)))) {
            assert.equal(verdicts[0]?.verdict ?? 'none', expected, engine);
          }
        });
      }
    });
  }

  /** Rules about several resources, by controls that ship: read, linked and judged as in a run. */
  const across = (title: string, id: string, rows: readonly (readonly [string, Resource[], Outcome])[]): void => {
    describe(title, () => {
      for (const [name, resources, expected] of rows) {
        it(`${name}: ${expected}`, async () => {
          const control = controls.find((one) => one.id === id);
          assert.ok(control);
          const judged = judgedByDefault(control);
          const document = { Resources: preparationFor([judged]).prepare(resources) };
          const found = {
            reference: verdictsOf(judged, document),
            guard: guardJudge(guardEngine(), [guardControl(control, parameterDefaults(control))]).judge(document),
            opa: (await opaEngine()).judge(document).filter((verdict) => verdict.control === id),
          };
          for (const [engine, verdicts] of Object.entries(found)) assert.equal(verdicts[0]?.verdict, expected, engine);
        });
      }
    });
  };
  const resource = (id: string, type: string, properties: ValueMap = {}): Resource => ({
    id,
    type,
    properties,
    locate: () => null,
  });
  const role = (id: string): Resource => resource(id, 'AWS::IAM::Role');
  const task = (TaskRoleArn: Value, ExecutionRoleArn: Value): Resource =>
    resource('Task', 'AWS::ECS::TaskDefinition', { TaskRoleArn, ExecutionRoleArn });
  const arnOf = (id: string): ValueMap => ({ 'Fn::GetAtt': [id, 'Arn'] });

  across(
    '6 references to the same resource are equal, to two different, anything else unknown',
    'task-role-not-execution-role',
    [
      ['the same resource', [role('A'), task(arnOf('A'), arnOf('A'))], 'fail'],
      ['two resources', [role('A'), role('B'), task(arnOf('A'), arnOf('B'))], 'pass'],
      ['a resource and a parameter', [role('A'), task(arnOf('A'), REF)], 'unknown'],
      ['an import and a parameter', [task({ 'Fn::ImportValue': 'role' }, REF)], 'unknown'],
    ],
  );

  const repository = resource('Repository', 'AWS::ECR::Repository', { RepositoryName: 'app' });
  const open = { Version: '2012-10-17', Statement: { Effect: 'Allow', Principal: '*', Action: 'ecr:*' } };
  const policyOf = (RepositoryName: Value): Resource =>
    resource('Policy', 'Terraform::ECR::RepositoryPolicy', { RepositoryName, PolicyText: open });
  across('8 relations: a closed world is what the input holds', 'repository-not-public', [
    ['nothing there is nothing', [repository], 'pass'],
    ['what names it counts', [repository, policyOf({ Ref: 'Repository' })], 'fail'],
    ['what names another does not', [repository, policyOf('other')], 'pass'],
    ['what may name it is unknown', [repository, policyOf({ 'Fn::Unknown': 'known after apply' })], 'unknown'],
  ]);
  const service = (Cluster: Value): Resource =>
    resource('Service', 'AWS::ECS::Service', { Cluster, EnableExecuteCommand: true });
  const cluster = resource('Cluster', 'AWS::ECS::Cluster', {
    Configuration: { ExecuteCommandConfiguration: { Logging: 'NONE' } },
  });
  across('8 relations: an open world is unknown where the input does not hold it', 'service-exec-audited', [
    ['the cluster is there', [cluster, service({ Ref: 'Cluster' })], 'fail'],
    ['the cluster is elsewhere', [service('elsewhere')], 'unknown'],
    ['the cluster is a parameter', [service(REF)], 'unknown'],
  ]);

  describe('9 lists whose elements are judged one by one', () => {
    const rows: readonly (readonly [Value | undefined, string[]])[] = [
      [REF, ['- unknown']],
      [undefined, []],
      [[], []],
      [
        [{ A: 'x' }, { A: 'y' }, REF],
        ['0 pass', '1 fail', '2 unknown'],
      ],
      [[{ A: IF }], ['0 unknown']],
    ];
    for (const [list, expected] of rows) {
      it(`${JSON.stringify(list)}: ${expected.join(', ') || 'nothing'}`, async () => {
        const document = documentWith(list === undefined ? {} : { L: list });
        for (const [engine, verdicts] of Object.entries(await allVerdicts('each-element', document))) {
          assert.deepEqual(verdicts.map(({ index, verdict }) => `${index ?? '-'} ${verdict}`).sort(), expected, engine);
        }
      });
    }
  });
});

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import * as library from '../src/index.js';
import * as forMocha from '../src/mocha.js';
import { inRepository } from './support/repository.js';
import { inFolder } from './support/temporary-folder.js';

/** The names that a declaration file exports as types alone. */
function typesOf(declaration: string): string[] {
  const text = readFileSync(inRepository(declaration), 'utf8');
  const lists = [...text.matchAll(/^export type \{([^}]*)\}/gm)].flatMap(([, names]) => (names ?? '').split(','));
  const own = [...text.matchAll(/^export (?:interface|type) (\w+)/gm)].map(([, name]) => name ?? '');
  return [...lists.map((name) => name.trim()), ...own].filter((name) => name !== '').sort();
}

describe('the public surface', () => {
  it('of the library', () => {
    assert.deepEqual(Object.keys(library).sort(), [
      'DefectError',
      'OptionsError',
      'all',
      'any',
      'atLeast',
      'atMost',
      'check',
      'control',
      'controls',
      'countAtLeast',
      'equals',
      'every',
      'exists',
      'fact',
      'hasKey',
      'item',
      'like',
      'matches',
      'not',
      'oneOf',
      'oneOrMany',
      'parameter',
      'parameterIs',
      'property',
      'prove',
      'related',
      'says',
      'secret',
      'simulate',
      'some',
      'versionAtLeast',
    ]);
    assert.deepEqual(typesOf('build/src/index.d.ts'), [
      'BaselineEntry',
      'BlindSpots',
      'CheckError',
      'CheckPathsOptions',
      'CheckResult',
      'Condition',
      'ConfigVehicle',
      'Control',
      'Decision',
      'EngineChoice',
      'Example',
      'ManagedRule',
      'Mappings',
      'Parameter',
      'ParameterReference',
      'Profile',
      'Proof',
      'ProveOptions',
      'ProveResult',
      'RequestCase',
      'Result',
      'Rule',
      'Severity',
      'SimpleControl',
      'SimulateOptions',
      'SimulateResult',
      'Term',
      'WrittenProperty',
      'WrittenRequest',
    ]);
  });

  it('of ringfence/mocha', () => {
    assert.deepEqual(Object.keys(forMocha), ['policyTests']);
    assert.deepEqual(typesOf('build/src/mocha.d.ts'), ['PolicyTestOptions']);
  });
});

describe('organization policies of the library', () => {
  const configuration = `parameters: {regions: [eu-west-1]}
organization: {targets: [{unit: /Workloads, policies: [deny-ecs-outside-regions]}]}
`;
  const principal = 'arn:aws:iam::222222222222:role/app';

  it('decide requests', () =>
    inFolder({ 'ringfence.yaml': configuration }, async (cwd) => {
      const ask = (region: string) => ({ request: { principal, action: 'ecs:RunTask', region, unit: '/Workloads' } });
      const { results } = await library.simulate({ cwd, requests: [ask('eu-west-1'), ask('us-east-1')] });
      assert.deepEqual(
        results.map(({ decision, by }) => [decision, by[0]?.control]),
        [
          ['allow', undefined],
          ['deny', 'deny-ecs-outside-regions'],
        ],
      );
      await assert.rejects(
        library.simulate({ cwd, requests: [{ request: { principal, action: 'ecs:RunTask', unit: '/Worklods' } }] }),
        { name: 'OptionsError', message: /there is no unit `\/Worklods`.*did you mean `\/Workloads`/ },
      );
    }));

  it('prove properties', () =>
    inFolder({ 'ringfence.yaml': configuration }, async (cwd) => {
      const properties = [{ name: 'no ECS', property: 'denied' as const, actions: ['ecs:*'] }];
      const { results } = await library.prove({ cwd, properties });
      assert.equal(results.find(({ property }) => property.startsWith('deny-ecs-outside-regions'))?.result, 'proved');
      const refuted = results.find(({ property }) => property === 'no ECS');
      assert.equal(refuted?.result, 'refuted');
      // It is allowed in the region alone.
      assert.equal(refuted?.counterexample?.region, 'eu-west-1');
    }));
});

describe('check of the library', () => {
  const template =
    'Resources:\n  Web:\n    Type: AWS::ECS::Service\n    Properties:\n      NetworkConfiguration:\n        AwsvpcConfiguration: {AssignPublicIp: ENABLED}\n';

  it('reads paths and the configuration', () =>
    inFolder(
      { 'infra/web.yaml': template, 'ringfence.yaml': 'controls:\n  service-no-public-ip: {severity: low}\n' },
      async (cwd) => {
        const { results } = await library.check({ cwd, paths: ['infra'], control: ['service-no-public-ip'] });
        assert.deepEqual(
          results.map(({ file, line, verdict, severity, help }) => ({ file, line, verdict, severity, help })),
          [
            {
              file: 'infra/web.yaml',
              line: 6,
              verdict: 'fail',
              severity: 'low',
              help: 'https://github.com/ringfence/ringfence/blob/main/docs/controls/service-no-public-ip.md',
            },
          ],
        );
      },
    ));

  it('refuses options and configurations that cannot be used', () =>
    inFolder({ 'ringfence.yaml': 'profil: strict\n' }, async (cwd) => {
      await assert.rejects(library.check({ cwd, paths: ['.'] }), {
        name: 'OptionsError',
        message: 'ringfence.yaml:1: unknown key `profil`; did you mean `profile`?',
      });
      await inFolder({}, (empty) =>
        assert.rejects(library.check({ cwd: empty, paths: ['.'], control: ['service-no-public-i'] }), {
          name: 'OptionsError',
          message: /there is no control `service-no-public-i`; did you mean `service-no-public-ip`\?/,
        }),
      );
    }));
});

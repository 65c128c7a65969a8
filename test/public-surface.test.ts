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
      'apply',
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
      'plan',
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
      'ApplyEvent',
      'ApplyOptions',
      'ApplyOutcome',
      'ApplyResult',
      'BaselineEntry',
      'BlindSpots',
      'Change',
      'CheckError',
      'CheckPathsOptions',
      'CheckResult',
      'Condition',
      'ConfigVehicle',
      'Control',
      'Decision',
      'EngineChoice',
      'Example',
      'HaltedResult',
      'ManagedRule',
      'Mappings',
      'Parameter',
      'ParameterReference',
      'PlanOptions',
      'PlanResult',
      'Profile',
      'Proof',
      'ProveOptions',
      'ProveResult',
      'RequestCase',
      'Result',
      'Rule',
      'Run',
      'RunEvent',
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

describe('deployment by the library', () => {
  const configuration = `parameters: {regions: [eu-west-1]}
organization:
  source: organization.yaml
  targets: [{unit: /Workloads, policies: [deny-ecs-outside-regions]}]
`;
  const organization = `version: 1
organization: {id: o-exampleorg1, managementAccount: '111111111111'}
root:
  id: r-exam
  name: Root
  policies: [p-FullAWSAccess]
  accounts: [{id: '111111111111', name: management, policies: [p-FullAWSAccess]}]
  units:
    - id: ou-exam-workload1
      name: Workloads
      policies: [p-FullAWSAccess]
      accounts: [{id: '222222222222', name: shop, policies: [p-FullAWSAccess]}]
policyTypes: {SERVICE_CONTROL_POLICY: ENABLED}
`;
  const files = { 'ringfence.yaml': configuration, 'organization.yaml': organization };

  it('plans, applies what was planned, and finds nothing more to do', () =>
    inFolder(files, async (cwd) => {
      const { changes, refusals, checksum } = await library.plan({ cwd });
      assert.deepEqual(refusals, []);
      const attached = changes.filter(({ action }) => action === 'attach');
      assert.deepEqual([...new Set(attached.map(({ targetName }) => targetName))], ['/Workloads']);
      const told: string[] = [];
      const { run, result } = await library.apply({ cwd, checksum, tell: ({ event }) => told.push(event) });
      assert.equal(result?.status, 'applied');
      assert.match(run ?? '', /^\d{8}T\d{9}Z-/);
      assert.equal(told.filter((event) => event === 'made').length, changes.length);
      assert.deepEqual((await library.plan({ cwd })).changes, []);
    }));

  it('does not apply another plan than the one that was reviewed', () =>
    inFolder(files, async (cwd) => {
      await assert.rejects(library.apply({ cwd, checksum: '0123456789abcdef' }), {
        name: 'OptionsError',
        message: /this is not the plan that was reviewed \(0123456789abcdef\)/,
      });
      assert.equal(readFileSync(`${cwd}/organization.yaml`, 'utf8'), organization);
    }));

  it('says where to name an organization', () =>
    inFolder({ 'ringfence.yaml': 'parameters: {}\n' }, async (cwd) => {
      await assert.rejects(library.plan({ cwd }), { name: 'OptionsError', message: /where is the organization\?/ });
    }));
});

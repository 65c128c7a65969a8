import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { check, checkWith } from '../../src/check/check.js';
import { DefectError } from '../../src/check/defect.js';
import { normalize } from '../../src/check/normalize.js';
import type { CheckInput, CheckOptions, SelectedControl } from '../../src/check/options.js';
import notPrivileged from '../../src/controls/container-not-privileged.js';
import publicIp from '../../src/controls/service-no-public-ip.js';
import { equals, item, not, property, some } from '../../src/language/builders.js';
import { exception, referenceJudge, select, testControl, testOptions } from '../support/checking.js';
import { inRepository } from '../support/repository.js';

const assets = {
  policyWasm: () => readFile(inRepository('policies/policy.wasm')),
  guardWasm: () => readFile(inRepository('bindings/guard/guard.wasm')),
  compileRego: async () => null,
};

const input = (file: string, text: string, more: Partial<CheckInput> = {}): CheckInput => ({
  file,
  read: async () => Buffer.from(text),
  named: true,
  ...more,
});

const shipped = [select(publicIp), select(notPrivileged)];
const run = (
  inputs: readonly CheckInput[],
  options: Partial<CheckOptions> = {},
  controls: readonly SelectedControl[] = shipped,
) => check(inputs, testOptions(controls, { assets, ...options }));

const TEMPLATE = `Parameters:
  Public:
    Type: String
    Default: DISABLED
    AllowedValues: [ENABLED, DISABLED]
Resources:
  Web:
    Type: AWS::ECS::Service
    Properties:
      NetworkConfiguration:
        AwsvpcConfiguration:
          Subnets: [subnet-1]
          AssignPublicIp: !Ref Public
  Task:
    Type: AWS::ECS::TaskDefinition
    Metadata:
      ringfence:
        exceptions:
          - control: container-not-privileged
            reason: the node agent needs it
            owner: platform
            expires: 2026-07-01
    Properties:
      ContainerDefinitions:
        - {Name: agent, Image: agent:1, Privileged: true}
        - {Name: web, Image: web:1}
`;

describe('check', () => {
  for (const engine of ['opa', 'guard', 'all'] as const) {
    it(`reads, judges, excepts and tells what it depends on, with ${engine}`, async () => {
      const result = await run([input('web.yaml', TEMPLATE)], { engine });
      assert.deepEqual(result.inputs, [{ file: 'web.yaml', kind: 'cloudformation', resources: 2 }]);
      assert.deepEqual(result.errors, []);
      assert.deepEqual(result.unusedExceptions, []);
      assert.deepEqual(result.summary, { pass: 2, fail: 0, unknown: 0, excepted: 1 });
      assert.deepEqual(
        result.results.map(({ control, resource, container, verdict, line, dependsOn, exception: by }) => ({
          control,
          id: resource.id,
          container,
          verdict,
          line,
          dependsOn,
          owner: by?.owner,
        })),
        [
          {
            control: 'service-no-public-ip',
            id: 'Web',
            container: undefined,
            verdict: 'pass',
            line: 7,
            dependsOn: [{ parameter: 'Public', value: 'ENABLED', verdict: 'fail' }],
            owner: undefined,
          },
          {
            control: 'container-not-privileged',
            id: 'Task',
            container: 'agent',
            verdict: 'excepted',
            line: 25,
            dependsOn: undefined,
            owner: 'platform',
          },
          {
            control: 'container-not-privileged',
            id: 'Task',
            container: 'web',
            verdict: 'pass',
            line: 26,
            dependsOn: undefined,
            owner: undefined,
          },
        ],
      );
    });
  }

  it('a given parameter, of the run or of the stack, decides', async () => {
    const stack = { parameters: { Public: 'ENABLED' } };
    const [ofStack, ofRun, ofBoth] = await Promise.all([
      run([input('a.yaml', TEMPLATE, { stack })]),
      run([input('a.yaml', TEMPLATE)], { parameters: { Public: 'ENABLED' } }),
      run([input('a.yaml', TEMPLATE, { stack })], { parameters: { Public: 'DISABLED' } }),
    ]);
    assert.deepEqual(
      [ofStack, ofRun, ofBoth].map(({ results }) => results[0]?.verdict),
      ['fail', 'fail', 'pass'],
    );
  });

  it('an input that cannot be read is an error, and the others are judged', async () => {
    const unreadable = { ...input('gone.yaml', ''), read: () => Promise.reject(new Error('no such file')) };
    const result = await run([
      unreadable,
      input('broken.json', '{"Resources": {"A": '),
      input('web.yaml', TEMPLATE),
      input('notes.txt', 'nothing of interest'),
      input('found.txt', 'nothing of interest', { named: false }),
    ]);
    assert.deepEqual(
      result.errors.map(({ file }) => file),
      ['gone.yaml', 'broken.json', 'notes.txt'],
    );
    assert.match(result.errors[0]?.message ?? '', /no such file/);
    assert.match(result.errors[2]?.message ?? '', /neither a CloudFormation template, a Terraform plan/);
    assert.equal(result.unrecognized, 1);
    assert.equal(result.results.length, 3);
  });

  it('a combination of parameters that makes a pass fail is named', async () => {
    const sections = `Conditions:
  D: !And [!Equals [!Ref Env, dev], !Equals [!Ref Pub, 'yes']]
Parameters:
  Env: {Type: String, Default: prod, AllowedValues: [prod, dev]}
  Pub: {Type: String, Default: 'no', AllowedValues: ['yes', 'no']}
`;
    const text = TEMPLATE.replace('Parameters:\n', sections).replace('!Ref Public', '!If [D, ENABLED, DISABLED]');
    const { results } = await run([input('web.yaml', text)]);
    assert.equal(results[0]?.verdict, 'pass');
    assert.deepEqual(results[0]?.dependsOn, [
      { parameter: 'Env', value: 'dev', verdict: 'fail', together: true },
      { parameter: 'Pub', value: 'yes', verdict: 'fail', together: true },
    ]);
  });

  it('a loop over values that are not known is an error, and the other resources are judged', async () => {
    const loop = `  Fn::ForEach::Tasks:
    - Name
    - !Ref Names
    - 'Task\${Name}': {Type: 'AWS::ECS::TaskDefinition'}
`;
    const text = TEMPLATE.replace('Resources:\n', () => `Resources:\n${loop}`).replace(
      'Parameters:\n',
      'Parameters:\n  Names: {Type: CommaDelimitedList}\n',
    );
    const message =
      '`Fn::ForEach::Tasks` runs over values that are not known. Give them with --parameter Names=VALUE,VALUE.';
    const error = { file: 'web.yaml', line: 8, column: 3, message };
    const { inputs, results, errors } = await run([input('web.yaml', text)]);
    assert.deepEqual(errors, [error]);
    assert.deepEqual(inputs, [{ file: 'web.yaml', kind: 'cloudformation', resources: 2 }]);
    assert.deepEqual(
      results.map(({ verdict }) => verdict),
      ['pass', 'excepted', 'pass'],
    );
    assert.deepEqual((await normalize([input('web.yaml', text)], testOptions(shipped))).errors, [error]);
  });

  it('results come in the order of the inputs, and progress is told', async () => {
    const told: string[] = [];
    const onProgress = (done: number, total: number) => void told.push(`${done}/${total}`);
    const { results } = await run([input('b.yaml', TEMPLATE), input('a.yaml', TEMPLATE)], { onProgress });
    assert.deepEqual([...new Set(results.map(({ file }) => file))], ['b.yaml', 'a.yaml']);
    assert.deepEqual(told, ['1/2', '2/2']);
  });

  it('known findings are left out and counted', async () => {
    const parameters = { Public: 'ENABLED' };
    const known = {
      control: 'service-no-public-ip',
      file: 'web.yaml',
      resource: 'Web',
      container: null,
      path: 'Properties.NetworkConfiguration.AwsvpcConfiguration.AssignPublicIp',
    };
    const result = await run([input('web.yaml', TEMPLATE)], { parameters, baseline: [known] });
    assert.deepEqual(result.summary, { pass: 1, fail: 0, unknown: 0, excepted: 1, baselined: 1 });
    assert.equal(result.results.length, 2);
  });

  it('exceptions of stacks match the account that the stack names', async () => {
    const exceptions = [exception({ control: 'service-no-public-ip', accounts: ['222222222222'] })];
    const of = async (stack: CheckInput['stack'], account?: string) => {
      const named = input('web.yaml', TEMPLATE, stack && { stack });
      const options = { exceptions, parameters: { Public: 'ENABLED' }, ...(account !== undefined && { account }) };
      return (await run([named], options)).results[0]?.verdict;
    };
    assert.equal(await of(undefined), 'fail');
    assert.equal(await of(undefined, '222222222222'), 'excepted');
    assert.equal(await of({ account: '222222222222' }), 'excepted');
    assert.equal(await of({ account: '111111111111' }, '222222222222'), 'fail');
  });

  it("controls of one's own are judged by Guard, beside the others", async () => {
    const own = testControl({ id: 'own-control', holds: equals(property('DesiredCount'), 2) });
    const { results } = await run([input('web.yaml', TEMPLATE)], {}, [...shipped, select(own)]);
    assert.deepEqual(
      results.filter(({ resource }) => resource.id === 'Web').map(({ control, verdict }) => [control, verdict]),
      [
        ['own-control', 'fail'],
        ['service-no-public-ip', 'pass'],
      ],
    );
  });

  it('an engine that differs is a defect, told with the file', async () => {
    const judge = { ...referenceJudge(shipped), engine: { name: 'opa' as const, judge: () => [] } };
    await assert.rejects(
      checkWith([input('web.yaml', TEMPLATE)], testOptions(shipped), [judge]),
      (error: unknown) => error instanceof DefectError && error.message.startsWith('web.yaml: '),
    );
  });

  it('an engine that breaks leaves an error, never a pass', async () => {
    const broken = () => {
      throw new Error('unreachable executed');
    };
    const judge = { ...referenceJudge(shipped), engine: { name: 'opa' as const, judge: broken } };
    const { results, errors } = await checkWith([input('web.yaml', TEMPLATE)], testOptions(shipped), [judge]);
    assert.deepEqual(results, []);
    assert.deepEqual(
      errors.map(({ message }) => message),
      ['cannot be judged: unreachable executed'],
    );
  });

  it('findings of a plan point at the sources', async () => {
    const plan = JSON.stringify({
      format_version: '1.2',
      terraform_version: '1.9.0',
      planned_values: {
        root_module: {
          resources: [
            {
              address: 'aws_ecs_service.web',
              mode: 'managed',
              type: 'aws_ecs_service',
              name: 'web',
              values: { name: 'web', network_configuration: [{ assign_public_ip: true, subnets: ['subnet-1'] }] },
            },
          ],
        },
      },
      resource_changes: [],
      configuration: { root_module: {} },
    });
    const sources = [{ file: 'infra/main.tf', text: '# the service\nresource "aws_ecs_service" "web" {\n}\n' }];
    const { results } = await run([input('plan.json', plan)], { sources });
    assert.deepEqual(
      results.map(({ file, line, column, resource }) => [file, line, column, resource.address]),
      [['infra/main.tf', 2, 1, 'aws_ecs_service.web']],
    );
  });
});

describe('normalize', () => {
  const secrets = testControl({
    id: 'no-secrets',
    applies: ['AWS::ECS::TaskDefinition'],
    each: property('ContainerDefinitions'),
    secretValues: true,
    holds: not(some(item('Environment'), equals(item('Name'), 'PASSWORD'))),
  });

  it('shows the resolved resources whole, without secrets', async () => {
    const text = `Parameters:
  Tag: {Type: String, Default: '1.2'}
  Key: {Type: String, NoEcho: true}
Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      Family: !Sub 'web-\${Tag}'
      ContainerDefinitions:
        - Name: web
          Environment:
            - {Name: PASSWORD, Value: hunter2}
            - {Name: STAGE, Value: prod-key-key}
            - {Name: TOKEN, Value: ghp_0123456789abcdefghijklmnopqrstuvwxyz}
`;
    const options = testOptions([select(secrets)], { parameters: { Key: 'prod-key-key' } });
    const { inputs, errors } = await normalize([input('task.yaml', text), input('notes.txt', 'none')], options);
    assert.deepEqual(JSON.parse(JSON.stringify(inputs)), [
      {
        file: 'task.yaml',
        document: {
          Resources: {
            Task: {
              Type: 'AWS::ECS::TaskDefinition',
              Properties: {
                Family: 'web-1.2',
                ContainerDefinitions: [
                  {
                    Name: 'web',
                    Environment: [
                      { Name: 'PASSWORD', Value: '***' },
                      { Name: 'STAGE', Value: '***' },
                      { Name: 'TOKEN', Value: '***' },
                    ],
                  },
                ],
              },
              Related: {},
              Facts: {},
            },
          },
        },
      },
    ]);
    assert.deepEqual(
      errors.map(({ file }) => file),
      ['notes.txt'],
    );
  });
});

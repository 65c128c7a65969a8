import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { readTerraformPlan } from '../../../src/readers/terraform-plan/index.js';
import { inRepository } from '../../support/repository.js';
import { skip } from '../../support/skip.js';
import { plain, planJson, readPlan } from './plan.js';

const SETTINGS = { file: 'plan.json', parameters: {} };
const CLUSTER = { address: 'aws_ecs_cluster.main', values: { name: 'main' } };

const ids = (plan: unknown): string[] => readPlan(plan).resources.map(({ id }) => id);

describe('Reading a Terraform plan', () => {
  it('takes modules, instances and their addresses', () => {
    const plan = planJson([
      CLUSTER,
      { address: 'module.a["x.y"].aws_ecs_cluster.c[0]', values: {} },
      { address: 'module.a["x.y"].aws_ecs_cluster.c[1]', values: {} },
    ]);
    assert.deepEqual(ids(plan), [
      'aws_ecs_cluster.main',
      'module.a["x.y"].aws_ecs_cluster.c[0]',
      'module.a["x.y"].aws_ecs_cluster.c[1]',
    ]);
  });

  it('judges neither deletions, data sources nor types that it does not know', () => {
    const plan = planJson([
      CLUSTER,
      { address: 'aws_ecs_cluster.old', values: {}, actions: ['delete'] },
      { address: 'data.aws_ecs_cluster.shared', values: {} },
      { address: 'aws_s3_bucket.b', values: {} },
      { address: 'constructor.b', values: {} },
    ]);
    assert.deepEqual(ids(plan), ['aws_ecs_cluster.main']);
  });

  it('a deposed object does not hide what is unknown of its successor', () => {
    const plan = planJson([
      {
        address: 'aws_ecs_cluster.main',
        values: {},
        unknown: { name: true },
        expressions: { name: { references: ['random_pet.x.id'] } },
      },
    ]);
    const changes: unknown = plan['resource_changes'];
    assert.ok(Array.isArray(changes));
    const deposed = {
      address: 'aws_ecs_cluster.main',
      type: 'aws_ecs_cluster',
      name: 'main',
      deposed: 'abcd',
      change: { actions: ['delete'] },
    };
    const resource = readPlan({ ...plan, resource_changes: [...changes, deposed] }).resources[0];
    assert.deepEqual(plain(resource?.properties), {
      ClusterName: { 'Fn::Unknown': 'known after apply: aws_ecs_cluster.main.name' },
    });
  });

  it('reads changes where planned_values is cut off', () => {
    const plan = planJson(
      [CLUSTER, { address: 'aws_ecs_cluster.old', values: {}, actions: ['delete'] }],
      {},
      { planned_values: undefined },
    );
    assert.deepEqual(ids(plan), ['aws_ecs_cluster.main']);
  });

  it('a plan that destroys everything has no resources', () => {
    assert.deepEqual(ids({ format_version: '1.0', planned_values: {}, resource_changes: [] }), []);
  });

  for (const version of ['0.1', '0.2', '1.0', '1.2', '1.99']) {
    it(`reads format version ${version}`, () => {
      assert.deepEqual(ids(planJson([CLUSTER], {}, { format_version: version })), ['aws_ecs_cluster.main']);
    });
  }

  it('exceptions come from tags', () => {
    const tags = {
      'ringfence:except:cluster-container-insights': 'team/2027-01-31/costs/too much',
      'ringfence:except:b': 'x',
      other: 'y',
    };
    const [resource] = readPlan(
      planJson([{ address: 'aws_ecs_cluster.main', values: { tags, tags_all: tags } }]),
    ).resources;
    assert.deepEqual(plain(resource?.exceptions), [
      { control: 'cluster-container-insights', owner: 'team', expires: '2027-01-31', reason: 'costs/too much' },
      { control: 'b', owner: 'x' },
    ]);
  });

  it('sensitive attributes, variables and outputs are named', () => {
    const container_definitions =
      '[{"name":"app","image":"nginx:1.27","environment":[{"name":"PASSWORD","value":"hunter22"},{"name":"A","value":"b"}]}]';
    const plan = planJson(
      [
        {
          address: 'aws_ecs_task_definition.t',
          values: { container_definitions },
          sensitive: { container_definitions: true },
        },
        {
          address: 'aws_db_instance.d',
          values: { password: 'correct horse', tags: { a: 'b', c: 'd' } },
          sensitive: { password: true, tags: { c: true } },
        },
      ],
      {},
      { variables: { token: { value: 'battery staple' }, region: { value: 'eu-west-1' } } },
    );
    const configuration = { root_module: { variables: { token: { sensitive: true }, region: {} } } };
    assert.deepEqual(
      [...readPlan({ ...plan, configuration }).sensitive].sort(),
      [container_definitions, 'battery staple', 'correct horse', 'd', 'hunter22'].sort(),
    );
  });

  it('a key that reads as an intrinsic is data, and cannot make a container vanish', () => {
    const values = {
      container_definitions:
        '[{"name":"app","privileged":true,"Ref":"AWS::NoValue","dockerLabels":{"Fn::If":"x","a":"b"}}]',
    };
    const [resource] = readPlan(planJson([{ address: 'aws_ecs_task_definition.t', values }])).resources;
    assert.deepEqual(plain(resource?.properties), {
      ContainerDefinitions: [{ Name: 'app', Privileged: true, DockerLabels: { a: 'b' } }],
    });
  });

  it('container definitions are read without regard to capitals, as the provider does', () => {
    const values = { container_definitions: '[{"Name":"app","PRIVILEGED":true,"readOnlyRootFilesystem":false}]' };
    const [resource] = readPlan(planJson([{ address: 'aws_ecs_task_definition.t', values }])).resources;
    assert.deepEqual(plain(resource?.properties), {
      ContainerDefinitions: [{ Name: 'app', Privileged: true, ReadonlyRootFilesystem: false }],
    });
  });
});

describe('A Terraform plan that cannot be read', () => {
  const BAD: readonly (readonly [name: string, plan: unknown, message: RegExp])[] = [
    ['a future format', planJson([], {}, { format_version: '2.0' }), /format version 2\.x/],
    ['a version that is none', planJson([], {}, { format_version: 7 }), /format_version/],
    ['planning failed', planJson([], {}, { errored: true }), /incomplete/],
    ['a list', [], /not a JSON object/],
    ['null', null, /not a JSON object/],
    ['planned_values', { format_version: '1.0', planned_values: 'x' }, /planned_values/],
    ['root_module', { format_version: '1.0', planned_values: { root_module: [] } }, /root_module/],
    ['resources', { format_version: '1.0', planned_values: { root_module: { resources: {} } } }, /resources/],
    ['a resource', { format_version: '1.0', planned_values: { root_module: { resources: [1] } } }, /resources/],
    [
      'an address',
      { format_version: '1.0', planned_values: { root_module: { resources: [{ type: 'x', name: 'y' }] } } },
      /address/,
    ],
    [
      'values',
      {
        format_version: '1.0',
        planned_values: { root_module: { resources: [{ address: 'x.y', type: 'x', name: 'y', values: [] }] } },
      },
      /values/,
    ],
    [
      'child_modules',
      { format_version: '1.0', planned_values: { root_module: { child_modules: [null] } } },
      /child_modules/,
    ],
    ['resource_changes', { format_version: '1.0', resource_changes: [{ address: 'x.y' }] }, /change/],
  ];
  for (const [name, plan, message] of BAD) {
    it(name, () => assert.match(readTerraformPlan(JSON.stringify(plan), SETTINGS).problem?.message ?? '', message));
  }

  it('truncated JSON, with its place', () => {
    const { problem } = readTerraformPlan('{\n  "format_version": "1.0",\n  "planned_values": {', SETTINGS);
    assert.deepEqual([problem?.file, problem?.line], ['plan.json', 3]);
    assert.match(problem?.message ?? '', /not valid JSON/);
  });

  const ODD: readonly (readonly [name: string, values: unknown, more?: object])[] = [
    [
      'wrong kinds of attributes',
      { network_configuration: 'x', load_balancer: [1, null], tags: 7, tags_all: [], desired_count: {} },
    ],
    [
      'names of the prototype',
      JSON.parse('{"__proto__": {"name": "x"}, "constructor": 1, "tags": {"__proto__": "x"}}'),
    ],
    [
      'odd marks and expressions',
      {},
      {
        configuration: {
          root_module: { resources: [1, { address: 'aws_ecs_service.s', expressions: [] }], module_calls: 7 },
        },
        variables: [],
      },
    ],
    ['deep nesting', { tags: JSON.parse(`${'{"a":'.repeat(3000)}1${'}'.repeat(3000)}`) }],
  ];
  for (const [name, values, more = {}] of ODD) {
    it(`is read all the same: ${name}`, () => {
      const entry = { address: 'aws_ecs_service.s', mode: 'managed', type: 'aws_ecs_service', name: 's' };
      const change = { actions: ['create'], after: values, after_unknown: [true], after_sensitive: 'x' };
      const plan = {
        format_version: '1.0',
        planned_values: { root_module: { resources: [{ ...entry, values, sensitive_values: 1 }] } },
        resource_changes: [{ ...entry, change }],
        ...more,
      };
      assert.deepEqual(ids(plan), ['aws_ecs_service.s']);
    });
  }

  it('JSON that exhausts the stack', () => {
    const depth = 200_000;
    const { problem } = readTerraformPlan(
      `{"format_version":"1.0","planned_values":${'{"root_module":{"child_modules":['.repeat(depth)}`,
      SETTINGS,
    );
    assert.ok(problem);
  });
});

describe('Public Terraform plans', () => {
  const folder = inRepository('../shared/data/terraform-plans/');

  it('are all read (skipped without the shared data)', function () {
    if (!existsSync(folder)) skip(this, 'no ../shared/data/terraform-plans');
    for (const name of readdirSync(folder)) {
      const { problem } = readTerraformPlan(readFileSync(folder + name, 'utf8'), { file: name, parameters: {} });
      assert.equal(problem, undefined, `${name}: ${problem?.message}`);
    }
  });
});

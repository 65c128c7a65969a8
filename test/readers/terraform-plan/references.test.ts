import assert from 'node:assert/strict';
import { moduleCall, type Planned, plain, planJson, refersTo, resourcesOf } from './plan.js';

const CLUSTER: Planned = {
  address: 'aws_ecs_cluster.main',
  values: { name: 'main' },
  unknown: { arn: true, id: true },
};
const TASK: Planned = { address: 'aws_ecs_task_definition.web', values: { family: 'web' }, unknown: { arn: true } };

/** A service whose cluster is unknown, with this expression for it. */
const service = (cluster: unknown, address = 'aws_ecs_service.web'): Planned => ({
  address,
  values: { name: 'web' },
  unknown: { cluster: true },
  expressions: { cluster },
});

/** A service whose subnets are unknown as a whole, as sets with unknown elements are. */
const inSubnets = (subnets: unknown): Planned => ({
  address: 'aws_ecs_service.web',
  values: { network_configuration: [{ assign_public_ip: false }] },
  unknown: { network_configuration: [{ subnets: true }] },
  expressions: { network_configuration: [{ subnets }] },
});

const subnet = (address: string): Planned => ({ address, values: {}, unknown: { id: true } });

function property(plan: unknown, id: string, ...path: readonly string[]): unknown {
  const resource = resourcesOf(plan).get(id);
  assert.ok(resource, `no ${id}`);
  let value: unknown = plain(resource.properties);
  for (const key of path) value = typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
  return value;
}

const SUBNETS = ['NetworkConfiguration', 'AwsvpcConfiguration', 'Subnets'];
const unknownAt = (path: string) => ({ 'Fn::Unknown': `known after apply: ${path}` });

describe('References between Terraform resources', () => {
  const scalars: readonly (readonly [
    name: string,
    expression: unknown,
    expected: unknown,
    others?: readonly Planned[],
  ])[] = [
    [
      'an ARN',
      refersTo('aws_ecs_cluster.main.arn', 'aws_ecs_cluster.main'),
      { 'Fn::GetAtt': ['aws_ecs_cluster.main', 'Arn'] },
    ],
    ['an id', refersTo('aws_ecs_cluster.main.id', 'aws_ecs_cluster.main'), { Ref: 'aws_ecs_cluster.main' }],
    ['a name', refersTo('aws_ecs_cluster.main.name', 'aws_ecs_cluster.main'), { Ref: 'aws_ecs_cluster.main' }],
    [
      'no attribute, as Terraform before 1.0 writes it',
      refersTo('aws_ecs_cluster.main'),
      { Ref: 'aws_ecs_cluster.main' },
    ],
    [
      'another attribute',
      refersTo('aws_ecs_cluster.main.capacity_thing', 'aws_ecs_cluster.main'),
      { 'Fn::GetAtt': ['aws_ecs_cluster.main', 'CapacityThing'] },
    ],
    [
      'a known variable beside it',
      refersTo('var.create', 'aws_ecs_cluster.main.arn', 'aws_ecs_cluster.main'),
      { 'Fn::GetAtt': ['aws_ecs_cluster.main', 'Arn'] },
    ],
    [
      'two attributes of one resource',
      refersTo('aws_ecs_cluster.main.a', 'aws_ecs_cluster.main', 'aws_ecs_cluster.main.b'),
      { Ref: 'aws_ecs_cluster.main' },
    ],
    [
      'two resources',
      refersTo('aws_ecs_cluster.main.arn', 'aws_ecs_cluster.other.arn'),
      unknownAt('aws_ecs_service.web.cluster'),
      [{ address: 'aws_ecs_cluster.other', values: {} }],
    ],
    ['a local value, which plans do not show', refersTo('local.cluster'), unknownAt('aws_ecs_service.web.cluster')],
    [
      'a data source',
      refersTo('data.aws_ecs_cluster.main.arn', 'data.aws_ecs_cluster.main'),
      unknownAt('aws_ecs_service.web.cluster'),
      [{ address: 'data.aws_ecs_cluster.main', values: {}, unknown: { arn: true } }],
    ],
    ['a resource that is not planned', refersTo('aws_ecs_cluster.gone.arn'), unknownAt('aws_ecs_service.web.cluster')],
    [
      'an instance by number',
      refersTo('aws_ecs_cluster.many[1].arn', 'aws_ecs_cluster.many[1]', 'aws_ecs_cluster.many'),
      { 'Fn::GetAtt': ['aws_ecs_cluster.many[1]', 'Arn'] },
      [
        { address: 'aws_ecs_cluster.many[0]', values: {} },
        { address: 'aws_ecs_cluster.many[1]', values: {} },
      ],
    ],
    [
      'an instance by key',
      refersTo('aws_ecs_cluster.many["a.b"].arn', 'aws_ecs_cluster.many["a.b"]', 'aws_ecs_cluster.many'),
      { 'Fn::GetAtt': ['aws_ecs_cluster.many["a.b"]', 'Arn'] },
      [
        { address: 'aws_ecs_cluster.many["a.b"]', values: {} },
        { address: 'aws_ecs_cluster.many["c"]', values: {} },
      ],
    ],
    [
      'an instance that cannot be told',
      refersTo('aws_ecs_cluster.many'),
      unknownAt('aws_ecs_service.web.cluster'),
      [
        { address: 'aws_ecs_cluster.many[0]', values: {} },
        { address: 'aws_ecs_cluster.many[1]', values: {} },
      ],
    ],
    [
      'what is not a list of references',
      { references: 'aws_ecs_cluster.main' },
      unknownAt('aws_ecs_service.web.cluster'),
    ],
    ['a text that is no reference', refersTo('[['), unknownAt('aws_ecs_service.web.cluster')],
  ];
  for (const [name, expression, expected, others = []] of scalars) {
    it(name, () => {
      assert.deepEqual(
        property(planJson([CLUSTER, service(expression), ...others]), 'aws_ecs_service.web', 'Cluster'),
        expected,
      );
    });
  }

  it('an attribute that was configured with another resource is that resource', () => {
    const other = service(refersTo('aws_ecs_cluster.main.arn', 'aws_ecs_cluster.main'), 'aws_ecs_service.other');
    const planned = service(refersTo('aws_ecs_service.other.cluster', 'aws_ecs_service.other'));
    assert.deepEqual(property(planJson([CLUSTER, other, planned]), planned.address, 'Cluster'), {
      'Fn::GetAtt': ['aws_ecs_cluster.main', 'Arn'],
    });
  });

  it('a part of a variable beside it is known', () => {
    const planned = service(refersTo('var.settings.create', 'var.settings', 'aws_ecs_cluster.main.arn'));
    assert.deepEqual(property(planJson([CLUSTER, planned]), planned.address, 'Cluster'), {
      'Fn::GetAtt': ['aws_ecs_cluster.main', 'Arn'],
    });
  });

  it('family and revision in one text name the task definition', () => {
    const planned: Planned = {
      address: 'aws_ecs_service.web',
      values: {},
      unknown: { task_definition: true },
      expressions: {
        task_definition: refersTo(
          'aws_ecs_task_definition.web.family',
          'aws_ecs_task_definition.web',
          'aws_ecs_task_definition.web.revision',
          'aws_ecs_task_definition.web',
        ),
      },
    };
    assert.deepEqual(property(planJson([TASK, planned]), planned.address, 'TaskDefinition'), { Ref: TASK.address });
  });

  it('each.key and count.index point at the instance of the same key', () => {
    const others = ['a', 'b'].map((key) => ({ address: `aws_ecs_cluster.many["${key}"]`, values: {} }));
    const planned = service(refersTo('aws_ecs_cluster.many', 'each.key'), 'aws_ecs_service.web["b"]');
    assert.deepEqual(property(planJson([planned, ...others]), planned.address, 'Cluster'), {
      Ref: 'aws_ecs_cluster.many["b"]',
    });
  });

  it('a data source that is read already is known, and hides no other resource', () => {
    const data = {
      address: 'data.aws_ecs_task_definition.web',
      mode: 'data',
      type: 'aws_ecs_task_definition',
      name: 'web',
    };
    const prior_state = { values: { root_module: { resources: [data] } } };
    const planned = service(refersTo('aws_ecs_cluster.main.arn', 'data.aws_ecs_task_definition.web.revision'));
    const plan = planJson([CLUSTER, planned], {}, { prior_state });
    assert.deepEqual(property(plan, planned.address, 'Cluster'), { 'Fn::GetAtt': ['aws_ecs_cluster.main', 'Arn'] });
  });

  it('a known name stays a literal', () => {
    const planned: Planned = {
      address: 'aws_ecs_service.web',
      values: { cluster: 'main' },
      expressions: { cluster: refersTo('aws_ecs_cluster.main.name') },
    };
    assert.equal(property(planJson([CLUSTER, planned]), planned.address, 'Cluster'), 'main');
  });

  it('a known ARN or id of a resource of the plan is a reference, so that an update is judged as the creation', () => {
    const arn = 'arn:aws:ecs:eu-west-1:111111111111:cluster/main';
    const existing = { address: 'aws_ecs_cluster.main', values: { arn, id: arn, name: 'main' } };
    const subnets = { address: 'aws_subnet.a', values: { id: 'subnet-0123456789abcdef0' } };
    const planned: Planned = {
      address: 'aws_ecs_service.web',
      values: {
        cluster: arn,
        network_configuration: [{ subnets: ['subnet-0123456789abcdef0', 'subnet-0aaaaaaaaaaaaaaaa'] }],
      },
    };
    const plan = planJson([existing, subnets, planned]);
    assert.deepEqual(property(plan, planned.address, 'Cluster'), { 'Fn::GetAtt': ['aws_ecs_cluster.main', 'Arn'] });
    assert.deepEqual(property(plan, planned.address, ...SUBNETS), [
      { Ref: 'aws_subnet.a' },
      'subnet-0aaaaaaaaaaaaaaaa',
    ]);
  });

  it('an id that helpers of Terraform carry too still names its owner', () => {
    const id = 'fs-0123456789abcdef0';
    const owners = ['aws_efs_file_system.data', 'aws_efs_backup_policy.data', 'aws_kms_thing.data'];
    const mount: Planned = {
      address: 'aws_efs_mount_target.a',
      values: { id: 'fsmt-0123456789abcdef0', file_system_id: id },
    };
    const plan = planJson([mount, ...owners.map((address) => ({ address, values: { id } }))]);
    assert.deepEqual(property(plan, mount.address, 'FileSystemId'), { Ref: 'aws_efs_file_system.data' });
  });

  it('an ARN that only a target has as its argument stays a literal', () => {
    const arn = 'arn:aws:ecs:eu-west-1:111111111111:cluster/elsewhere';
    const target: Planned = { address: 'aws_cloudwatch_event_target.job', values: { arn } };
    assert.deepEqual(property(planJson([target]), target.address, 'Targets'), [{ Arn: arn }]);
  });

  const lists: readonly (readonly [name: string, expression: unknown, expected: unknown])[] = [
    [
      'one by one',
      refersTo('aws_subnet.a.id', 'aws_subnet.a', 'aws_subnet.b.id', 'aws_subnet.b'),
      [{ Ref: 'aws_subnet.a' }, { Ref: 'aws_subnet.b' }],
    ],
    [
      'all instances by splat',
      refersTo('aws_subnet.many'),
      [{ Ref: 'aws_subnet.many[0]' }, { Ref: 'aws_subnet.many[1]' }],
    ],
    [
      'a variable beside them may add or choose',
      refersTo('aws_subnet.a.id', 'var.more'),
      unknownAt('aws_ecs_service.web.network_configuration[0].subnets'),
    ],
    [
      'one of several instances',
      refersTo('aws_subnet.many', 'local.index'),
      unknownAt('aws_ecs_service.web.network_configuration[0].subnets'),
    ],
  ];
  for (const [name, expression, expected] of lists) {
    it(`a list: ${name}`, () => {
      const others = ['aws_subnet.a', 'aws_subnet.b', 'aws_subnet.many[0]', 'aws_subnet.many[1]'].map(subnet);
      assert.deepEqual(
        property(planJson([inSubnets(expression), ...others]), 'aws_ecs_service.web', ...SUBNETS),
        expected,
      );
    });
  }

  it('unknown elements of a list of which others are known', () => {
    const planned: Planned = {
      address: 'aws_lb.web',
      values: { subnets: ['subnet-1', null] },
      unknown: { subnets: [false, true] },
      expressions: { subnets: refersTo('aws_subnet.a.id', 'aws_subnet.a') },
    };
    assert.deepEqual(property(planJson([planned, subnet('aws_subnet.a')]), 'aws_lb.web', 'Subnets'), [
      'subnet-1',
      { Ref: 'aws_subnet.a' },
    ]);
  });
});

describe('References through Terraform modules', () => {
  const ROLE = 'module.roles.aws_iam_role.task';
  const EXPRESSION = { cluster: refersTo('var.cluster') };

  it('a variable of a module is what its call passes', () => {
    const planned = service(undefined, 'module.web.aws_ecs_service.this');
    const calls = {
      web: moduleCall(
        { cluster: refersTo('aws_ecs_cluster.main.arn', 'aws_ecs_cluster.main') },
        {},
        { 'aws_ecs_service.this': EXPRESSION },
      ),
    };
    assert.deepEqual(property(planJson([CLUSTER, planned], calls), planned.address, 'Cluster'), {
      'Fn::GetAtt': ['aws_ecs_cluster.main', 'Arn'],
    });
  });

  it("each.key in a call is the module's key", () => {
    const planned = service(undefined, 'module.web["b"].aws_ecs_service.this');
    const others = ['a', 'b'].map((key) => ({ address: `aws_ecs_cluster.many["${key}"]`, values: {} }));
    const calls = {
      web: moduleCall(
        { cluster: refersTo('aws_ecs_cluster.many', 'each.key') },
        {},
        { 'aws_ecs_service.this': EXPRESSION },
      ),
    };
    assert.deepEqual(property(planJson([planned, ...others], calls), planned.address, 'Cluster'), {
      Ref: 'aws_ecs_cluster.many["b"]',
    });
  });

  it('an output leads into the module', () => {
    const role: Planned = { address: ROLE, values: { name: 'task' }, unknown: { arn: true } };
    const task: Planned = {
      address: 'aws_ecs_task_definition.web',
      values: {},
      unknown: { task_role_arn: true },
      expressions: { task_role_arn: refersTo('module.roles.task_arn', 'module.roles') },
    };
    const calls = {
      roles: moduleCall(
        {},
        { task_arn: { expression: refersTo('aws_iam_role.task.arn', 'aws_iam_role.task') } },
        { 'aws_iam_role.task': {} },
      ),
    };
    assert.deepEqual(property(planJson([role, task], calls), task.address, 'TaskRoleArn'), {
      'Fn::GetAtt': [ROLE, 'Arn'],
    });
  });

  it('a list that a module returns, whole and by index', () => {
    const others = [subnet('module.vpc.aws_subnet.private[0]'), subnet('module.vpc.aws_subnet.private[1]')];
    const outputs = { private: { expression: refersTo('aws_subnet.private') } };
    const calls = { vpc: moduleCall({}, outputs, { 'aws_subnet.private': {} }) };
    const whole = planJson([inSubnets(refersTo('module.vpc.private', 'module.vpc')), ...others], calls);
    assert.deepEqual(property(whole, 'aws_ecs_service.web', ...SUBNETS), [
      { Ref: 'module.vpc.aws_subnet.private[0]' },
      { Ref: 'module.vpc.aws_subnet.private[1]' },
    ]);
    const one = planJson(
      [inSubnets(refersTo('module.vpc.private[1]', 'module.vpc.private', 'module.vpc')), ...others],
      calls,
    );
    assert.deepEqual(property(one, 'aws_ecs_service.web', ...SUBNETS), [{ Ref: 'module.vpc.aws_subnet.private[1]' }]);
  });

  it('outputs that go round in a circle stay unknown', () => {
    const outputs = { a: { expression: refersTo('var.a') } };
    const calls = { m: moduleCall({ a: refersTo('module.m.a', 'module.m') }, outputs, { 'aws_iam_role.x': {} }) };
    const plan = planJson(
      [service(refersTo('module.m.a', 'module.m')), { address: 'module.m.aws_iam_role.x', values: {} }],
      calls,
    );
    assert.deepEqual(property(plan, 'aws_ecs_service.web', 'Cluster'), unknownAt('aws_ecs_service.web.cluster'));
  });
});

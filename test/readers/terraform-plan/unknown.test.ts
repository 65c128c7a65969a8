import assert from 'node:assert/strict';
import { type Planned, planJson, propertiesOf, readPlan, refersTo } from './plan.js';

const unknownAt = (path: string) => ({ 'Fn::Unknown': `known after apply: ${path}` });

interface Case {
  readonly name: string;
  readonly planned: Planned;
  readonly properties: unknown;
}

const CASES: readonly Case[] = [
  {
    name: 'a scalar that is configured',
    planned: {
      address: 'aws_ecs_task_definition.t',
      values: { family: 't' },
      unknown: { network_mode: true },
      expressions: { network_mode: refersTo('random_pet.x.id', 'random_pet.x') },
    },
    properties: { Family: 't', NetworkMode: unknownAt('aws_ecs_task_definition.t.network_mode') },
  },
  {
    name: 'a scalar that nobody configured is not set: the provider computes it from the default',
    planned: {
      address: 'aws_ecs_task_definition.t',
      values: { family: 't' },
      unknown: { network_mode: true, arn: true },
      expressions: { family: {} },
    },
    properties: { Family: 't' },
  },
  {
    name: 'so is one that a variable leaves null',
    planned: {
      address: 'aws_ecs_task_definition.t',
      values: { family: 't' },
      unknown: { network_mode: true },
      expressions: { network_mode: refersTo('var.network_mode') },
    },
    properties: { Family: 't' },
  },
  {
    name: 'container definitions as a whole',
    planned: {
      address: 'aws_ecs_task_definition.t',
      values: {},
      unknown: { container_definitions: true },
      expressions: {
        container_definitions: refersTo('aws_ecr_repository.app.repository_url', 'aws_ecr_repository.app'),
      },
    },
    properties: { ContainerDefinitions: unknownAt('aws_ecs_task_definition.t.container_definitions') },
  },
  {
    name: 'container definitions that are not JSON',
    planned: { address: 'aws_ecs_task_definition.t', values: { container_definitions: '[{"name": ' } },
    properties: { ContainerDefinitions: { 'Fn::Unknown': 'malformed: container_definitions is not JSON' } },
  },
  {
    name: 'a single block as a whole',
    planned: {
      address: 'aws_ecs_service.s',
      values: {},
      unknown: { network_configuration: true },
      expressions: { network_configuration: [{ subnets: refersTo('aws_subnet.a.id') }] },
    },
    properties: { NetworkConfiguration: unknownAt('aws_ecs_service.s.network_configuration') },
  },
  {
    name: 'an attribute of a block',
    planned: {
      address: 'aws_ecs_service.s',
      values: { network_configuration: [{ subnets: ['subnet-1'] }] },
      unknown: { network_configuration: [{ assign_public_ip: true, subnets: [false] }] },
      expressions: { network_configuration: [{ assign_public_ip: refersTo('random_x.y.z', 'random_x.y') }] },
    },
    properties: {
      NetworkConfiguration: {
        AwsvpcConfiguration: {
          AssignPublicIp: unknownAt('aws_ecs_service.s.network_configuration[0].assign_public_ip'),
          Subnets: ['subnet-1'],
        },
      },
    },
  },
  {
    name: 'one of several blocks, found by its constants, since sets have another order in the plan',
    planned: {
      address: 'aws_ecs_task_definition.t',
      values: {
        volume: [
          { name: 'b', efs_volume_configuration: [{ transit_encryption: 'ENABLED' }] },
          { name: 'a', efs_volume_configuration: [{ transit_encryption: 'ENABLED' }] },
        ],
      },
      unknown: {
        volume: [
          { efs_volume_configuration: [{ file_system_id: true }] },
          { efs_volume_configuration: [{ file_system_id: true }] },
        ],
      },
      expressions: {
        volume: ['a', 'b'].map((name) => ({
          name: { constant_value: name },
          efs_volume_configuration: [
            { file_system_id: refersTo(`aws_efs_file_system.${name}.id`, `aws_efs_file_system.${name}`) },
          ],
        })),
      },
    },
    properties: {
      Volumes: ['b', 'a'].map((Name) => ({
        Name,
        EFSVolumeConfiguration: { FilesystemId: { Ref: `aws_efs_file_system.${Name}` }, TransitEncryption: 'ENABLED' },
      })),
    },
  },
  {
    name: 'a dynamic block is not in the configuration: what is unknown in it stays unknown',
    planned: {
      address: 'aws_ecs_service.s',
      values: { load_balancer: [{ container_name: 'app' }] },
      unknown: { load_balancer: [{ target_group_arn: true }] },
      expressions: {},
    },
    properties: {
      LoadBalancers: [
        { ContainerName: 'app', TargetGroupArn: unknownAt('aws_ecs_service.s.load_balancer[0].target_group_arn') },
      ],
    },
  },
  {
    name: 'one tag',
    planned: {
      address: 'aws_ecs_cluster.c',
      values: { tags: { a: 'b' }, tags_all: { a: 'b' } },
      unknown: { tags: { c: true }, tags_all: { c: true } },
    },
    properties: {
      Tags: [
        { Key: 'a', Value: 'b' },
        { Key: 'c', Value: unknownAt('aws_ecs_cluster.c.tags_all.c') },
      ],
    },
  },
  {
    name: 'a managed policy of a role, one known and one not',
    planned: {
      address: 'aws_iam_role.r',
      values: { managed_policy_arns: ['arn:aws:iam::aws:policy/ReadOnlyAccess', null] },
      unknown: { managed_policy_arns: [false, true] },
      expressions: { managed_policy_arns: refersTo('local.arns') },
    },
    properties: {
      ManagedPolicyArns: ['arn:aws:iam::aws:policy/ReadOnlyAccess', unknownAt('aws_iam_role.r.managed_policy_arns[1]')],
    },
  },
  {
    name: 'ingress of a security group whose peers are unknown',
    planned: {
      address: 'aws_security_group.g',
      values: { ingress: [{ protocol: 'tcp', from_port: 80, to_port: 80 }] },
      unknown: { ingress: [{ cidr_blocks: true }] },
      expressions: { ingress: [{ cidr_blocks: refersTo('aws_vpc.v.cidr_block') }] },
    },
    properties: {
      SecurityGroupIngress: [
        {
          IpProtocol: 'tcp',
          FromPort: 80,
          ToPort: 80,
          CidrIp: unknownAt('aws_security_group.g.ingress[0].cidr_blocks'),
        },
      ],
      SecurityGroupEgress: [],
    },
  },
];

describe('What a Terraform plan leaves unknown', () => {
  const files = ['a', 'b'].map((name) => ({
    address: `aws_efs_file_system.${name}`,
    values: {},
    unknown: { id: true },
  }));
  for (const { name, planned, properties } of CASES) {
    it(name, () => assert.deepEqual(propertiesOf(planned, ...files), properties));
  }

  it('without a configuration nothing unknown is taken for absent', () => {
    const planned = { address: 'aws_ecs_task_definition.t', values: {}, unknown: { network_mode: true } };
    const { resources } = readPlan(planJson([planned], {}, { configuration: undefined }));
    assert.equal(
      JSON.stringify(resources[0]?.properties['NetworkMode']),
      JSON.stringify(unknownAt('aws_ecs_task_definition.t.network_mode')),
    );
  });

  it('a policy document that waits for one ARN is known but for that', () => {
    const document: Planned = {
      address: 'data.aws_iam_policy_document.p',
      actions: ['read'],
      values: {
        statement: [
          { sid: null, effect: null, actions: ['s3:*'], resources: null, principals: [], condition: [] },
          {
            effect: 'Deny',
            actions: ['*'],
            resources: ['*'],
            principals: [{ type: 'AWS', identifiers: ['*'] }],
            condition: [{ test: 'StringEquals', variable: 'aws:PrincipalOrgID', values: ['o-1'] }],
          },
        ],
      },
      unknown: { json: true, id: true, statement: [{ resources: true }, {}] },
      expressions: {
        statement: [
          { actions: {}, resources: refersTo('aws_s3_bucket.b.arn') },
          { effect: { constant_value: 'Deny' } },
        ],
      },
    };
    const policy: Planned = {
      address: 'aws_iam_policy.p',
      values: { name: 'p' },
      unknown: { policy: true },
      expressions: { policy: refersTo('data.aws_iam_policy_document.p.json', 'data.aws_iam_policy_document.p') },
    };
    assert.deepEqual(propertiesOf(policy, document), {
      ManagedPolicyName: 'p',
      PolicyDocument: {
        Version: '2012-10-17',
        Statement: [
          {
            Effect: 'Allow',
            Action: ['s3:*'],
            Resource: unknownAt('data.aws_iam_policy_document.p.statement[0].resources'),
          },
          {
            Effect: 'Deny',
            Action: ['*'],
            Resource: ['*'],
            Principal: { AWS: ['*'] },
            Condition: { StringEquals: { 'aws:PrincipalOrgID': ['o-1'] } },
          },
        ],
      },
    });
  });
});

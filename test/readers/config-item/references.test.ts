import assert from 'node:assert/strict';
import { ENVELOPE, ITEM, plain, read } from './items.js';

describe('References between items', () => {
  const CLUSTER_ARN = ENVELOPE.arn;
  const service = (configuration: object, envelope: object = {}): object => ({
    ...ENVELOPE,
    arn: 'arn:aws:ecs:eu-west-1:111122223333:service/shop/web',
    resourceType: 'AWS::ECS::Service',
    resourceId: 'arn:aws:ecs:eu-west-1:111122223333:service/shop/web',
    resourceName: 'web',
    configuration,
    ...envelope,
  });
  const linked = async (items: readonly object[], property: string): Promise<unknown> => {
    const { resources } = await read(items);
    const [found] = resources.filter(({ type }) => type === 'AWS::ECS::Service');
    return plain(found?.properties[property]);
  };
  const other = { ...ITEM, accountId: '444455556666', arn: 'arn:aws:ecs:eu-west-1:444455556666:cluster/shop' };

  it('are found by ARN, also from another account', async () => {
    assert.deepEqual(await linked([ITEM, service({ Cluster: CLUSTER_ARN })], 'Cluster'), { Ref: 'shop' });
    assert.deepEqual(await linked([other, service({ Cluster: other.arn })], 'Cluster'), { Ref: 'shop' });
  });

  it('are found by name in the same account and region', async () => {
    assert.deepEqual(await linked([ITEM, service({ Cluster: 'shop' })], 'Cluster'), { Ref: 'shop' });
    assert.deepEqual(await linked([ITEM, other, service({ Cluster: 'shop' })], 'Cluster'), { Ref: CLUSTER_ARN });
  });

  it('stay what they are where nothing of that name is there', async () => {
    assert.equal(await linked([other, service({ Cluster: 'shop' })], 'Cluster'), 'shop');
    assert.equal(await linked([ITEM, service({ Cluster: `${CLUSTER_ARN}-2` })], 'Cluster'), `${CLUSTER_ARN}-2`);
  });

  it('are unknown where the items do not say whose they are', async () => {
    const unplaced = service({ Cluster: 'shop' }, { accountId: undefined });
    assert.match(JSON.stringify(await linked([ITEM, unplaced], 'Cluster')), /Fn::Unknown.*the items do not say/);
  });

  it('another revision of a task definition is not the one that is named', async () => {
    const task = {
      ...ENVELOPE,
      arn: 'arn:aws:ecs:eu-west-1:111122223333:task-definition/web:3',
      resourceType: 'AWS::ECS::TaskDefinition',
      resourceId: 'arn:aws:ecs:eu-west-1:111122223333:task-definition/web:3',
      resourceName: 'task',
      configuration: { Family: 'web', ContainerDefinitions: [] },
    };
    const named = (revision: number): object =>
      service({ TaskDefinition: `arn:aws:ecs:eu-west-1:111122223333:task-definition/web:${revision}` });
    assert.deepEqual(await linked([task, named(3)], 'TaskDefinition'), { Ref: 'task' });
    assert.equal(
      await linked([task, named(4)], 'TaskDefinition'),
      'arn:aws:ecs:eu-west-1:111122223333:task-definition/web:4',
    );
  });

  it('are found in lists, by the ids that AWS gives', async () => {
    const subnet = {
      ...ENVELOPE,
      arn: null,
      resourceType: 'AWS::EC2::Subnet',
      resourceId: 'subnet-0a1b2c3d4e5f60718',
      resourceName: null,
      configuration: { subnetId: 'subnet-0a1b2c3d4e5f60718', availabilityZone: 'eu-west-1a' },
    };
    const network = { AwsvpcConfiguration: { Subnets: ['subnet-0a1b2c3d4e5f60718', 'subnet-0b1b2c3d4e5f60718'] } };
    assert.deepEqual(await linked([subnet, service({ NetworkConfiguration: network })], 'NetworkConfiguration'), {
      AwsvpcConfiguration: { Subnets: [{ Ref: 'subnet-0a1b2c3d4e5f60718' }, 'subnet-0b1b2c3d4e5f60718'] },
    });
  });
});

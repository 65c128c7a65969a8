import assert from 'node:assert/strict';
import { CONFIGURATION, ENVELOPE, ITEM, only, plain, read, reading } from './items.js';

/** The forms in which AWS Config gives one item, of which the same is read. */
const FORMS: Readonly<Record<string, unknown>> = {
  'an item': ITEM,
  'a list': [ITEM],
  'a snapshot': { fileVersion: '1.0', configSnapshotId: '1', configurationItems: [ITEM] },
  'a history, where the configuration is a text': {
    configurationItems: [{ ...ITEM, configuration: JSON.stringify(CONFIGURATION) }],
    nextToken: 'x',
  },
  'batch-get-resource-config': {
    baseConfigurationItems: [{ ...ITEM, configuration: JSON.stringify(CONFIGURATION), supplementaryConfiguration: {} }],
    unprocessedResourceKeys: [],
  },
  'a notification, whose envelope is spelled otherwise': {
    configurationItem: {
      ...ITEM,
      arn: undefined,
      ARN: ENVELOPE.arn,
      accountId: undefined,
      awsAccountId: ENVELOPE.accountId,
    },
    messageType: 'ConfigurationItemChangeNotification',
  },
  'the event of a rule': { invokingEvent: JSON.stringify({ configurationItem: ITEM }), ruleParameters: '{}' },
  'the message of a topic': { Type: 'Notification', Message: JSON.stringify({ configurationItem: ITEM }) },
  'an event of EventBridge': { source: 'aws.config', detail: { configurationItem: ITEM } },
  'the answer of a query': {
    Results: [JSON.stringify({ ...ITEM, tags: [{ tag: 'team=shop', key: 'team', value: 'shop' }] })],
    QueryInfo: { SelectFields: [{ Name: 'resourceId' }, { Name: 'configuration' }, { Name: 'tags' }] },
  },
};

describe('Configuration items', () => {
  for (const [name, form] of Object.entries(FORMS)) {
    it(`are read from ${name}`, async () => {
      const resource = await only(form);
      assert.deepEqual([resource.id, resource.type, resource.account], ['shop', 'AWS::ECS::Cluster', '111122223333']);
      assert.deepEqual(plain(resource.properties), {
        ...CONFIGURATION,
        Tags: [{ Key: 'team', Value: 'shop' }],
        ServiceConnectDefaults: { 'Fn::Unknown': '`ServiceConnectDefaults`, which AWS Config does not record' },
      });
    });
  }

  const OTHERS: Readonly<Record<string, unknown>> = {
    'a report of another tool, whose results are maps': { Results: [{ Target: 'x', Vulnerabilities: [] }] },
    'a resource of another kind': { resourceType: 'Patient', resourceId: '1', configuration: {} },
    'an empty list': [],
    'a list of other things': [{ resourceType: 'a' }, 7],
    'a message without an item': { Type: 'Notification', Message: '{"resourceType": "AWS::ECS::Cluster"}' },
  };
  for (const [name, other] of Object.entries(OTHERS)) {
    it(`are not ${name}`, async () => assert.equal(await reading(other), null));
  }

  it('are not a template, whatever that has besides', async () => {
    const { kind } = await read({ Resources: { Web: { Type: 'AWS::ECS::Service' } }, configurationItems: [] });
    assert.equal(kind, 'cloudformation');
  });
});

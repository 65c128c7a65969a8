import assert from 'node:assert/strict';
import { gzipSync } from 'node:zlib';
import { gunzipped } from '../../../src/readers/gzip.js';
import type { Reading } from '../../../src/readers/reading.js';
import { readInput } from '../../../src/readers/recognise.js';
import type { Resource, Template } from '../../../src/resources/resource.js';

const SETTINGS = { file: 'items.json', parameters: {} };

const reading = async (value: unknown): Promise<Reading | null> =>
  readInput(typeof value === 'string' ? value : JSON.stringify(value), SETTINGS);

async function read(value: unknown): Promise<Template> {
  const found = await reading(value);
  assert.ok(found?.template, found?.problem?.message ?? 'not recognised');
  return found.template;
}

async function only(value: unknown): Promise<Resource> {
  const { resources, problems } = await read(value);
  assert.deepEqual(problems ?? [], []);
  const [resource, ...others] = resources;
  assert.ok(resource && others.length === 0);
  return resource;
}

const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

const CONFIGURATION = { ClusterName: 'shop', ClusterSettings: [{ Name: 'containerInsights', Value: 'enabled' }] };
const ENVELOPE = {
  accountId: '111122223333',
  awsRegion: 'eu-west-1',
  arn: 'arn:aws:ecs:eu-west-1:111122223333:cluster/shop',
  configurationItemCaptureTime: '2026-06-01T08:00:00.000Z',
  configurationItemStatus: 'OK',
  resourceType: 'AWS::ECS::Cluster',
  resourceId: 'shop-id',
  resourceName: 'shop',
  tags: { team: 'shop' },
};
const ITEM = { ...ENVELOPE, configuration: CONFIGURATION };

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

describe('Of the items of one resource', () => {
  const at = (time: unknown, extra: object = {}): object => ({ ...ITEM, configurationItemCaptureTime: time, ...extra });
  const named = (name: string): object => ({ configuration: { ClusterName: name } });

  it('the newest is read, wherever it stands', async () => {
    const older = at('2026-05-01T08:00:00.000Z', named('old'));
    const newer = at('2026-05-02T08:00:00.000Z', named('new'));
    for (const items of [
      [older, newer],
      [newer, older],
    ]) {
      assert.equal((await only(items)).properties['ClusterName'], 'new');
    }
  });

  it('times may be seconds, as version 1 of the AWS CLI prints them', async () => {
    assert.equal(
      (await only([at(1780300800.5, named('new')), at(1780300799, named('old'))])).properties['ClusterName'],
      'new',
    );
  });

  it('nothing is read where the newest says that it is gone', async () => {
    for (const configurationItemStatus of ['ResourceDeleted', 'ResourceDeletedNotRecorded', 'ResourceNotRecorded']) {
      const gone = at('2026-05-02T08:00:00.000Z', { configurationItemStatus, configuration: null });
      const { resources } = await read([at('2026-05-01T08:00:00.000Z'), gone]);
      assert.deepEqual(resources, []);
    }
  });

  it('without times it is an error, with the place, since nobody knows which is in force', async () => {
    const { resources, problems } = await read(`[\n${JSON.stringify(at(null))},\n${JSON.stringify(at('soon'))}]`);
    assert.equal(resources.length, 1);
    assert.deepEqual(
      problems?.map(({ line }) => line),
      [3],
    );
    assert.match(problems?.[0]?.message ?? '', /item 2 is a second one of the same resource.*remove one/);
  });

  it('those of another account or region are others', async () => {
    const { resources } = await read([
      ITEM,
      { ...ITEM, accountId: '444455556666', arn: 'arn:b' },
      { ...ITEM, awsRegion: 'us-east-1', arn: 'arn:c' },
    ]);
    assert.deepEqual(
      resources.map(({ id, account }) => [id, account]),
      [
        [ENVELOPE.arn, '111122223333'],
        ['arn:b', '444455556666'],
        ['arn:c', '111122223333'],
      ],
    );
  });
});

describe('The answer of a query', () => {
  const answer = (fields: readonly string[] | null, result: object): unknown => ({
    Results: [JSON.stringify(result)],
    ...(fields && { QueryInfo: { SelectFields: fields.map((Name) => ({ Name })) } }),
  });
  const UNKNOWN: readonly (readonly [name: string, answer: unknown, missing: RegExp])[] = [
    [
      'without the configuration',
      answer(['resourceId', 'resourceType'], ENVELOPE),
      /`configuration`, which the query did not select: add it to `SELECT`/,
    ],
    [
      'with parts of it',
      answer(['resourceId', 'configuration.ClusterName'], ITEM),
      /as a whole, of which the query selected parts: select `configuration`/,
    ],
    ['that does not say what was selected', answer(null, ITEM), /`QueryInfo.SelectFields`, which says whether/],
  ];
  for (const [name, value, missing] of UNKNOWN) {
    it(`${name} makes everything unknown, and says what to select`, async () => {
      const { properties } = await only(value);
      assert.deepEqual(Object.keys(properties), ['Fn::Unknown']);
      assert.match(String(properties['Fn::Unknown']), missing);
    });
  }

  it('taken apart, so that it looks like items, makes everything unknown too', async () => {
    const { properties } = await only([{ ...ITEM, configurationItemStatus: undefined }]);
    assert.match(
      String(properties['Fn::Unknown']),
      /`configurationItemStatus`, without which.*give its answer as it is/,
    );
  });

  it('without tags says that it does not know them', async () => {
    const { properties } = await only(answer(['configuration'], { ...ITEM, tags: undefined }));
    assert.deepEqual(plain(properties['Tags']), {
      'Fn::Unknown': '`tags`, which the query did not select: add it to `SELECT`',
    });
  });

  it('without the type or any name is an error, with the place of the result', async () => {
    const { resources, problems } = await read(
      `{"Results": [\n${JSON.stringify(JSON.stringify({ ...ITEM, resourceType: undefined }))},\n${JSON.stringify(JSON.stringify({ resourceType: 'AWS::ECS::Cluster' }))},\n"{]"]}`,
    );
    assert.deepEqual(resources, []);
    assert.deepEqual(
      problems?.map(({ line, message }) => [line, message]),
      [
        [2, 'item 1 has no `resourceType`; select it in the query'],
        [
          3,
          'item 2 has neither `resourceName`, `resourceId` nor `arn`; select `resourceId` and `resourceName` in the query',
        ],
        [4, 'item 3 is not a map; take the item as AWS Config gives it'],
      ],
    );
  });
});

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

/** What an item of each type reads to, where its spelling or form is not CloudFormation's. */
const SPELLINGS: readonly (readonly [type: string, configuration: object, properties: object])[] = [
  [
    'AWS::ECS::TaskDefinition',
    {
      ProxyConfiguration: { Type: 'APPMESH', Properties: [{ Name: 'a', Value: 'b' }] },
      Volumes: [
        { Name: 'e', EfsVolumeConfiguration: { FileSystemId: 'fs-1', AuthorizationConfig: { Iam: 'ENABLED' } } },
        { Name: 'f', FsxWindowsFileServerVolumeConfiguration: { FileSystemId: 'fs-2' } },
      ],
      RuntimePlatform: { CpuArchitecture: 'ARM64' },
      EphemeralStorage: { SizeInGiB: 30 },
      EnableFaultInjection: false,
    },
    {
      ProxyConfiguration: { Type: 'APPMESH', ProxyConfigurationProperties: [{ Name: 'a', Value: 'b' }] },
      Volumes: [
        {
          Name: 'e',
          EFSVolumeConfiguration: { FilesystemId: 'fs-1', AuthorizationConfig: { IAM: 'ENABLED' } },
          ConfiguredAtLaunch: '?',
        },
        { Name: 'f', FSxWindowsFileServerVolumeConfiguration: { FileSystemId: 'fs-2' }, ConfiguredAtLaunch: '?' },
      ],
      RuntimePlatform: { CpuArchitecture: 'ARM64' },
      EphemeralStorage: { SizeInGiB: 30 },
      EnableFaultInjection: false,
    },
  ],
  [
    'AWS::EC2::SecurityGroup',
    {
      description: 'web',
      groupId: 'sg-0a1b2c3d4e5f60718',
      ipPermissions: [
        {
          fromPort: 443,
          toPort: 443,
          ipProtocol: 'tcp',
          ipRanges: ['0.0.0.0/0', '10.0.0.0/8'],
          ipv4Ranges: [{ cidrIp: '0.0.0.0/0', description: 'all' }],
          ipv6Ranges: [{ cidrIpv6: '::/0' }],
          prefixListIds: [{ prefixListId: 'pl-1' }],
          userIdGroupPairs: [{ groupId: 'sg-2', userId: '111122223333' }],
        },
      ],
    },
    {
      GroupDescription: 'web',
      GroupId: 'sg-0a1b2c3d4e5f60718',
      SecurityGroupIngress: [
        { IpProtocol: 'tcp', FromPort: 443, ToPort: 443, CidrIp: '0.0.0.0/0' },
        { IpProtocol: 'tcp', FromPort: 443, ToPort: 443, CidrIp: '10.0.0.0/8' },
        { IpProtocol: 'tcp', FromPort: 443, ToPort: 443, CidrIpv6: '::/0' },
        { IpProtocol: 'tcp', FromPort: 443, ToPort: 443, SourceSecurityGroupId: 'sg-2' },
        { IpProtocol: 'tcp', FromPort: 443, ToPort: 443, SourcePrefixListId: 'pl-1' },
      ],
    },
  ],
  [
    'AWS::ElasticLoadBalancingV2::LoadBalancer',
    {
      loadBalancerName: 'shop',
      scheme: 'internal',
      securityGroups: [{ value: 'sg-1' }, 'sg-2'],
      availabilityZones: [{ zoneName: 'eu-west-1a', subnetId: 'subnet-1' }],
    },
    {
      Name: 'shop',
      Scheme: 'internal',
      SecurityGroups: ['sg-1', 'sg-2'],
      Subnets: ['subnet-1'],
      LoadBalancerAttributes: '?',
    },
  ],
  [
    'AWS::AutoScaling::LaunchConfiguration',
    { metadataOptions: { httpTokens: 'optional' }, userData: 'ZWNobw==', securityGroups: ['sg-1'] },
    { MetadataOptions: { HttpTokens: 'optional' }, UserData: 'ZWNobw==', SecurityGroups: ['sg-1'] },
  ],
  [
    'AWS::EFS::FileSystem',
    { Encrypted: true, FileSystemId: 'fs-1' },
    { Encrypted: true, FileSystemId: 'fs-1', FileSystemTags: [{ Key: 'team', Value: 'shop' }] },
  ],
];

describe('What an item is read to', () => {
  for (const [resourceType, configuration, expected] of SPELLINGS) {
    it(resourceType, async () => {
      const { properties } = await only({ ...ENVELOPE, resourceType, configuration });
      const withTags = {
        ...('FileSystemTags' in expected ? {} : { Tags: [{ Key: 'team', Value: 'shop' }] }),
        ...expected,
      };
      const shown: unknown = JSON.parse(
        JSON.stringify(properties, (_, value) =>
          value !== null && typeof value === 'object' && 'Fn::Unknown' in value ? '?' : value,
        ),
      );
      // What no item of the schema has is unknown here, and has a test for each control.
      const isKept = ([key, value]: [string, unknown]): boolean => value !== '?' || key in expected;
      assert.ok(shown !== null && typeof shown === 'object');
      assert.deepEqual(Object.fromEntries(Object.entries(shown).filter(isKept)), withTags);
    });
  }

  it('a customer managed policy: the document that is in force, under the type of CloudFormation', async () => {
    const resource = await only({
      ...ENVELOPE,
      resourceType: 'AWS::IAM::Policy',
      configuration: {
        policyName: 'broad',
        policyVersionList: [
          { versionId: 'v2', isDefaultVersion: true, document: encodeURIComponent('{"Statement": []}') },
          { versionId: 'v1', isDefaultVersion: false, document: '{"Statement": [{"Effect": "Allow"}]}' },
        ],
      },
    });
    assert.equal(resource.type, 'AWS::IAM::ManagedPolicy');
    assert.deepEqual(plain(resource.properties['PolicyDocument']), { Statement: [] });
  });

  it('supplementary configuration, whose values may be texts; the configuration itself comes first', async () => {
    const { properties } = await only({
      ...ITEM,
      supplementaryConfiguration: {
        ServiceConnectDefaults: '{"Namespace": "x"}',
        ClusterName: 'other',
        Broken: '{"a": 1, "a": 2}',
        Note: 'text',
      },
    });
    assert.deepEqual(plain(properties['ServiceConnectDefaults']), { Namespace: 'x' });
    assert.equal(properties['ClusterName'], 'shop');
    assert.equal(properties['Note'], 'text');
    assert.match(JSON.stringify(properties['Broken']), /Fn::Unknown.*malformed/);
  });

  const CONFIGURATIONS: readonly (readonly [name: string, configuration: unknown, why: RegExp])[] = [
    ['is missing', undefined, /`configuration`, which this item does not have/],
    ['is null', null, /`configuration`, which this item does not have/],
    ['is a number', 7, /malformed: a map belongs here/],
    ['is a list', [], /malformed: a map belongs here/],
    ['is a text that is no JSON', 'none', /malformed: a JSON text belongs here/],
    ['is a text of a list', '[]', /malformed: a map belongs here/],
    [
      'is a text with a key twice',
      '{"Privileged": true, "Privileged": false}',
      /malformed: a map that gives each key once/,
    ],
    ['is a text that nests too deep', `{"a": ${'['.repeat(9000)}${']'.repeat(9000)}}`, /malformed: /],
  ];
  for (const [name, configuration, why] of CONFIGURATIONS) {
    it(`everything is unknown where the configuration ${name}`, async () => {
      const { properties } = await only({ ...ENVELOPE, configuration });
      assert.deepEqual(Object.keys(properties), ['Fn::Unknown']);
      assert.match(String(properties['Fn::Unknown']), why);
    });
  }

  it('keys that read as intrinsics, and names of the prototype, are data', async () => {
    const { properties } = await only(
      `{"configurationItemStatus": "OK", "resourceType": "AWS::ECS::Cluster", "resourceId": "x", "tags": {"__proto__": "a"}, "configuration": {"__proto__": {"ClusterName": "y"}, "Fn::Unknown": "z", "Ref": "AWS::NoValue"}}`,
    );
    assert.equal(Object.getPrototypeOf(properties), null);
    assert.deepEqual(Object.keys(properties), ['__proto__', 'Tags', 'ServiceConnectDefaults']);
    assert.deepEqual(plain(properties['Tags']), [{ Key: '__proto__', Value: 'a' }]);
  });
});

describe('Places in configuration items', () => {
  const TEXT = `{
  "configurationItems": [
    {"resourceType": "AWS::S3::Bucket", "resourceId": "b", "configuration": [{"a": 1}]}, {
      "resourceType": "AWS::IAM::Role",
      "resourceName": "task",
      "tags": {"a": "b"},
      "configuration": {
        "roleName": "task",
        "attachedManagedPolicies": [
          {"policyArn": "arn:a"},
          {"policyArn": "arn:b"}
        ]
      }
    },
    {"resourceType": "AWS::ECS::Cluster", "resourceId": "c",
      "configuration": "{\\"ClusterName\\": \\"c\\"}"}
  ]
}`;
  const PLACES: readonly (readonly [id: string, path: string, place: { line: number; column: number } | null])[] = [
    ['b', '', { line: 3, column: 5 }],
    ['task', '', { line: 3, column: 90 }],
    ['task', 'Properties.RoleName', { line: 8, column: 21 }],
    ['task', 'Properties.ManagedPolicyArns.1', { line: 11, column: 11 }],
    ['task', 'Properties.Policies.0', { line: 7, column: 24 }],
    ['task', 'Properties.Tags.0.Value', { line: 6, column: 15 }],
    ['c', '', { line: 15, column: 5 }],
    ['c', 'Properties.ClusterName', null],
  ];
  for (const [id, path, place] of PLACES) {
    it(`${id} ${path || 'itself'} is ${place ? `in line ${place.line}` : 'inside of a text'}`, async () => {
      const { resources } = await read(TEXT);
      const found = resources.find((resource) => resource.id === id);
      assert.deepEqual(found?.locate(path === '' ? [] : path.split('.')), place);
    });
  }
});

describe('Items that are compressed', () => {
  it('are unpacked', () => {
    const { bytes } = gunzipped(gzipSync('{"a": 1}'), 'snapshot.json.gz');
    assert.equal(Buffer.from(bytes ?? []).toString(), '{"a": 1}');
  });

  const snapshot = (megabytes: number): Buffer =>
    gzipSync(`{"configurationItems": [${' '.repeat(megabytes * 1024 * 1024)}]}`, { level: 1 });

  const BAD: readonly (readonly [name: string, bytes: () => Buffer, message: RegExp])[] = [
    ['a bomb', () => snapshot(300), /unpacks to more than 256 MB.*select-resource-config/],
    ['cut off', () => gzipSync('{"configurationItems": []}').subarray(0, 20), /cut off or damaged; download it again/],
    ['no gzip but for its beginning', () => Buffer.from([0x1f, 0x8b, 1, 2, 3]), /cut off or damaged/],
    [
      'large, and something else',
      () => gzipSync(`Resources:${' '.repeat(11 * 1024 * 1024)}`),
      /more than 10 MB and is no configuration snapshot/,
    ],
  ];
  for (const [name, bytes, message] of BAD) {
    it(`are refused: ${name}`, () => {
      assert.match(gunzipped(bytes(), 'snapshot.json.gz').problem?.message ?? '', message);
    }).timeout(20_000);
  }
});

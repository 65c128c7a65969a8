import assert from 'node:assert/strict';
import { ENVELOPE, ITEM, only, plain } from './items.js';

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

  for (const document of ['{}', { Fuzz: 'x' }, [], '%7B%7D', { Statement: 'x' }]) {
    it(`a policy document without statements is unknown: ${JSON.stringify(document)}`, async () => {
      const { properties } = await only({
        ...ENVELOPE,
        resourceType: 'AWS::IAM::Role',
        configuration: {
          assumeRolePolicyDocument: document,
          rolePolicyList: [{ policyName: 'inline', policyDocument: document }],
        },
      });
      assert.match(JSON.stringify(properties['AssumeRolePolicyDocument']), /Fn::Unknown.*a policy document/);
      assert.match(JSON.stringify(properties['Policies']), /Fn::Unknown.*a policy document/);
    });
  }

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

import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { readTaskDefinition } from '../../../src/readers/task-definition/index.js';
import type { Resource } from '../../../src/resources/resource.js';
import { inRepository } from '../../support/repository.js';
import { skip } from '../../support/skip.js';

const SETTINGS = { file: 'tasks/web.json', parameters: {} };

function read(text: string): Resource {
  const { template, problem } = readTaskDefinition(text, SETTINGS);
  assert.ok(template, problem?.message);
  assert.equal(template.resources.length, 1);
  const [resource] = template.resources;
  assert.ok(resource);
  return resource;
}

const plainProperties = (definition: unknown): unknown =>
  JSON.parse(JSON.stringify(read(JSON.stringify(definition)).properties));

const CASES: readonly (readonly [name: string, definition: object, properties: unknown])[] = [
  [
    'containers',
    {
      family: 'web',
      containerDefinitions: [
        {
          name: 'app',
          readonlyRootFilesystem: true,
          environment: [{ name: 'aName', value: 'aValue' }],
          secrets: [{ name: 'S', valueFrom: 'arn:x' }],
          logConfiguration: {
            logDriver: 'splunk',
            options: { 'splunk-token': 'x', name: 'kept' },
            secretOptions: [{ name: 'a', valueFrom: 'b' }],
          },
          dockerLabels: { name: 'kept', 'a.b': 'c' },
          firelensConfiguration: { type: 'fluentbit', options: { 'enable-ecs-log-metadata': 'true' } },
          linuxParameters: { capabilities: { add: ['SYS_ADMIN'] }, tmpfs: [{ containerPath: '/t', size: 1 }] },
          dependsOn: [{ containerName: 'b', condition: 'START' }],
        },
      ],
    },
    {
      Family: 'web',
      ContainerDefinitions: [
        {
          Name: 'app',
          ReadonlyRootFilesystem: true,
          Environment: [{ Name: 'aName', Value: 'aValue' }],
          Secrets: [{ Name: 'S', ValueFrom: 'arn:x' }],
          LogConfiguration: {
            LogDriver: 'splunk',
            Options: { 'splunk-token': 'x', name: 'kept' },
            SecretOptions: [{ Name: 'a', ValueFrom: 'b' }],
          },
          DockerLabels: { name: 'kept', 'a.b': 'c' },
          FirelensConfiguration: { Type: 'fluentbit', Options: { 'enable-ecs-log-metadata': 'true' } },
          LinuxParameters: { Capabilities: { Add: ['SYS_ADMIN'] }, Tmpfs: [{ ContainerPath: '/t', Size: 1 }] },
          DependsOn: [{ ContainerName: 'b', Condition: 'START' }],
        },
      ],
    },
  ],
  [
    'irregular names',
    {
      containerDefinitions: [],
      ephemeralStorage: { sizeInGiB: 30 },
      proxyConfiguration: { type: 'APPMESH', containerName: 'envoy', properties: [{ name: 'a', value: 'b' }] },
      volumes: [
        {
          name: 'e',
          efsVolumeConfiguration: { fileSystemId: 'fs-1', authorizationConfig: { iam: 'ENABLED', accessPointId: 'a' } },
        },
        {
          name: 'f',
          fsxWindowsFileServerVolumeConfiguration: {
            fileSystemId: 'fs-2',
            authorizationConfig: { credentialsParameter: 'p' },
          },
        },
        { name: 's', s3filesVolumeConfiguration: { fileSystemArn: 'arn:x' } },
        { name: 'd', dockerVolumeConfiguration: { driverOpts: { type: 'nfs' }, labels: { name: 'x' } } },
        { name: 'h', host: { sourcePath: '/' } },
      ],
    },
    {
      ContainerDefinitions: [],
      EphemeralStorage: { SizeInGiB: 30 },
      ProxyConfiguration: {
        Type: 'APPMESH',
        ContainerName: 'envoy',
        ProxyConfigurationProperties: [{ Name: 'a', Value: 'b' }],
      },
      Volumes: [
        {
          Name: 'e',
          EFSVolumeConfiguration: { FilesystemId: 'fs-1', AuthorizationConfig: { IAM: 'ENABLED', AccessPointId: 'a' } },
        },
        {
          Name: 'f',
          FSxWindowsFileServerVolumeConfiguration: {
            FileSystemId: 'fs-2',
            AuthorizationConfig: { CredentialsParameter: 'p' },
          },
        },
        { Name: 's', S3FilesVolumeConfiguration: { FileSystemArn: 'arn:x' } },
        { Name: 'd', DockerVolumeConfiguration: { DriverOpts: { type: 'nfs' }, Labels: { name: 'x' } } },
        { Name: 'h', Host: { SourcePath: '/' } },
      ],
    },
  ],
  [
    'the envelope of describe-task-definition, with its tags',
    { taskDefinition: { family: 'web', containerDefinitions: [], status: 'ACTIVE' }, tags: [{ key: 'a', value: 'b' }] },
    { Family: 'web', ContainerDefinitions: [], Status: 'ACTIVE', Tags: [{ Key: 'a', Value: 'b' }] },
  ],
  [
    'wrong kinds stay as they are, names that ECS does not know get a capital',
    { containerDefinitions: ['x', 7, null, [{ name: 'a' }]], volumes: 'none', cpu: null, futureThing: { newName: 1 } },
    { ContainerDefinitions: ['x', 7, null, [{ Name: 'a' }]], Volumes: 'none', Cpu: null, FutureThing: { NewName: 1 } },
  ],
  [
    'keys that read as intrinsics are dropped',
    {
      containerDefinitions: [
        {
          name: 'a',
          ref: 'AWS::NoValue',
          Ref: 'AWS::NoValue',
          'fn::If': 1,
          'Fn::If': 1,
          logConfiguration: { options: { Ref: 'x', a: 'b' } },
        },
      ],
    },
    { ContainerDefinitions: [{ Name: 'a', LogConfiguration: { Options: { a: 'b' } } }] },
  ],
];

describe('Reading an ECS task definition', () => {
  for (const [name, definition, properties] of CASES) {
    it(name, () => assert.deepEqual(plainProperties(definition), properties));
  }

  it('names of the prototype are ordinary keys', () => {
    const { properties } = read(
      '{"containerDefinitions": [], "__proto__": {"family": "x"}, "constructor": {"name": "y"}}',
    );
    assert.equal(Object.getPrototypeOf(properties), null);
    assert.deepEqual(Object.keys(properties), ['ContainerDefinitions', '__proto__', 'Constructor']);
  });

  it('is known by its family, else by its file', () => {
    assert.equal(read('{"family": "web-app", "containerDefinitions": []}').id, 'web-app');
    assert.equal(read('{"family": "", "containerDefinitions": []}').id, 'web');
    assert.equal(read('{"family": 7, "containerDefinitions": []}').id, 'web');
  });

  const TEXT = `{
  "family": "web",
  "containerDefinitions": [
    {"name": "a"},
    {
      "name": "b",
      "logConfiguration": {"options": {"Name": 1,
        "name": 2}}
    }
  ],
  "volumes": [{"efsVolumeConfiguration": {"fileSystemId": "fs-1"}}]
}`;
  const PLACES: readonly (readonly [path: readonly string[], line: number, column: number])[] = [
    [[], 1, 1],
    [['Properties'], 1, 1],
    [['Properties', 'Family'], 2, 13],
    [['Properties', 'ContainerDefinitions', '1'], 5, 5],
    [['Properties', 'ContainerDefinitions', '1', 'Name'], 6, 15],
    [['Properties', 'ContainerDefinitions', '1', 'Image'], 5, 5],
    [['Properties', 'ContainerDefinitions', '1', 'LogConfiguration', 'Options', 'name'], 8, 17],
    [['Properties', 'ContainerDefinitions', '9', 'Name'], 3, 27],
    [['Properties', 'Volumes', '0', 'EFSVolumeConfiguration', 'FilesystemId'], 11, 59],
    [['Metadata', 'x'], 1, 1],
  ];
  for (const [path, line, column] of PLACES) {
    it(`finds ${path.join('.') || 'the whole'} in line ${line}`, () => {
      assert.deepEqual(read(TEXT).locate(path), { line, column });
    });
  }

  it('finds places inside the envelope, and the tags beside it', () => {
    const resource = read('{"taskDefinition": {\n"containerDefinitions": []},\n"tags": [{"key": "a", "value": "b"}]}');
    assert.deepEqual(resource.locate([]), { line: 1, column: 20 });
    assert.deepEqual(resource.locate(['Properties', 'ContainerDefinitions']), { line: 2, column: 25 });
    assert.deepEqual(resource.locate(['Properties', 'Tags', '0', 'Value']), { line: 3, column: 32 });
  });
});

describe('A task definition that cannot be read', () => {
  const BAD: readonly (readonly [name: string, text: string, line: number | null, message: RegExp])[] = [
    ['truncated', '{\n"containerDefinitions": [', 2, /not valid JSON/],
    ['a comma too many', '{\n"containerDefinitions": [],\n}', 3, /not valid JSON/],
    ['a comment', '{ // x\n"containerDefinitions": []}', 1, /not valid JSON/],
    [
      'a key twice',
      '{"containerDefinitions": [{\n"privileged": true,\n"privileged": false}]}',
      3,
      /`privileged` is given twice/,
    ],
    ['no containers', '{"family": "web"}', 1, /containerDefinitions/],
    ['containers that are no list', '{"containerDefinitions": {}}', 1, /containerDefinitions/],
    ['a list', '[{"containerDefinitions": []}]', 1, /containerDefinitions/],
    ['deep nesting', `{"containerDefinitions": ${'['.repeat(100_000)}${']'.repeat(100_000)}}`, null, /nested too deep/],
  ];
  for (const [name, text, line, message] of BAD) {
    it(name, () => {
      const { problem } = readTaskDefinition(text, SETTINGS);
      assert.equal(problem?.line, line);
      assert.match(problem?.message ?? '', message);
      assert.equal(problem?.file, 'tasks/web.json');
    });
  }
});

describe('Public task definitions', () => {
  const folder = inRepository('../shared/data/task-definitions/');

  it('are all read (skipped without the shared data)', function () {
    if (!existsSync(folder)) skip(this, 'no ../shared/data/task-definitions');
    for (const name of readdirSync(folder)) {
      const { problem } = readTaskDefinition(readFileSync(folder + name, 'utf8'), { file: name, parameters: {} });
      assert.equal(problem, undefined, `${name}: ${problem?.message}`);
    }
  });
});

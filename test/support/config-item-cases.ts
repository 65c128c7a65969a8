import type { ParameterValues } from '../../src/language/bind.js';
import type { Value, ValueMap } from '../../src/language/value.js';
import type { ConfigItem, ItemStatus } from './config-items.js';

/** Whole items, written by hand with what is expected of them. */
export interface ItemCase {
  readonly control: string;
  readonly name: string;
  readonly expect: ItemStatus;
  readonly item: ConfigItem;
  readonly set?: ParameterValues;
}

const ACCOUNT = '111122223333';

/** The envelope that items have. */
const item = (resourceType: string, configuration: Value): ConfigItem & ValueMap => ({
  version: '1.3',
  accountId: ACCOUNT,
  configurationItemCaptureTime: '2026-11-20T10:00:00.000Z',
  configurationItemStatus: 'OK',
  configurationStateId: '1763632800000',
  resourceType,
  resourceId: 'web',
  awsRegion: 'eu-west-1',
  tags: { owner: 'shop' },
  relationships: [],
  configuration,
  supplementaryConfiguration: {},
});

const container = (own: ValueMap = {}): ValueMap => ({
  Name: 'web',
  Image: `${ACCOUNT}.dkr.ecr.eu-west-1.amazonaws.com/web:1.2.3`,
  Essential: true,
  Cpu: 256,
  Memory: 512,
  LogConfiguration: { LogDriver: 'awslogs' },
  ...own,
});

const task = (own: ValueMap = {}, ...containers: ValueMap[]): ConfigItem =>
  item('AWS::ECS::TaskDefinition', {
    TaskDefinitionArn: `arn:aws:ecs:eu-west-1:${ACCOUNT}:task-definition/web:7`,
    Family: 'web',
    Status: 'ACTIVE',
    NetworkMode: 'awsvpc',
    RequiresCompatibilities: ['FARGATE'],
    Cpu: '512',
    Memory: '1024',
    ExecutionRoleArn: `arn:aws:iam::${ACCOUNT}:role/start`,
    TaskRoleArn: `arn:aws:iam::${ACCOUNT}:role/web`,
    Volumes: [],
    ContainerDefinitions: containers.length > 0 ? containers : [container()],
    ...own,
  });

const service = (own: ValueMap = {}): ConfigItem =>
  item('AWS::ECS::Service', {
    ServiceArn: `arn:aws:ecs:eu-west-1:${ACCOUNT}:service/shop/web`,
    ServiceName: 'web',
    LaunchType: 'FARGATE',
    DesiredCount: 2,
    ...own,
  });

const network = (AssignPublicIp: Value): ValueMap => ({
  NetworkConfiguration: { AwsvpcConfiguration: { AssignPublicIp, Subnets: ['subnet-1', 'subnet-2'] } },
});

const cluster = (own: ValueMap = {}): ConfigItem =>
  item('AWS::ECS::Cluster', { Arn: `arn:aws:ecs:eu-west-1:${ACCOUNT}:cluster/shop`, ClusterName: 'shop', ...own });

const exec = (ExecuteCommandConfiguration: Value): ValueMap => ({ Configuration: { ExecuteCommandConfiguration } });

const repository = (own: ValueMap = {}): ConfigItem => item('AWS::ECR::Repository', { RepositoryName: 'web', ...own });

const listener = (own: ValueMap = {}): ConfigItem =>
  item('AWS::ElasticLoadBalancingV2::Listener', {
    LoadBalancerArn: 'arn:aws:elasticloadbalancing:eu-west-1:1:x',
    ...own,
  });

const insights = (Value: Value): ValueMap => ({ ClusterSettings: [{ Name: 'containerInsights', Value }] });
const environment = (Name: string, Value: Value): ValueMap => container({ Environment: [{ Name, Value }] });
const logging = (LogDriver: string, Options?: ValueMap): ValueMap =>
  container({ LogConfiguration: { LogDriver, ...(Options && { Options }) } });

type Row = readonly [name: string, expect: ItemStatus, item: ConfigItem, set?: ParameterValues];

/** A type that no rule is about. */
const OTHER: Row = ['an item of another type', 'SKIP', item('AWS::S3::Bucket', { Name: 'web' })];
const RETIRED = (own: ValueMap, ...containers: ValueMap[]): Row => [
  'a revision that was deregistered',
  'SKIP',
  task({ ...own, Status: 'INACTIVE' }, ...containers),
];
const DELETED = (resourceType: string): Row[] => [
  ['a deleted resource, configuration null', 'SKIP', item(resourceType, null)],
  ['a deleted resource, configuration empty text', 'SKIP', item(resourceType, '')],
];

const TABLE: Readonly<Record<string, readonly Row[]>> = {
  'cluster-container-insights': [
    ['enabled', 'PASS', cluster(insights('enabled'))],
    ['enhanced', 'PASS', cluster(insights('enhanced'))],
    ['disabled', 'FAIL', cluster(insights('disabled'))],
    ['not set', 'FAIL', cluster()],
    ['settings null', 'FAIL', cluster({ ClusterSettings: null })],
    ['no settings', 'FAIL', cluster({ ClusterSettings: [] })],
    ['not set where accounts enable it', 'PASS', cluster(), { accountContainerInsights: 'enabled' }],
    [
      'disabled where accounts enable it',
      'FAIL',
      cluster(insights('disabled')),
      { accountContainerInsights: 'enhanced' },
    ],
    ...DELETED('AWS::ECS::Cluster'),
  ],
  'cluster-exec-logging': [
    ['off', 'FAIL', cluster(exec({ Logging: 'NONE' }))],
    ['to nowhere', 'FAIL', cluster(exec({ Logging: 'OVERRIDE', LogConfiguration: { S3KeyPrefix: 'x' } }))],
    ['to nowhere, written as null', 'FAIL', cluster(exec({ Logging: 'OVERRIDE', LogConfiguration: null }))],
    [
      'to a log group',
      'PASS',
      cluster(exec({ Logging: 'OVERRIDE', LogConfiguration: { CloudWatchLogGroupName: '/x' } })),
    ],
    ['to a bucket', 'PASS', cluster(exec({ Logging: 'OVERRIDE', LogConfiguration: { S3BucketName: 'x' } }))],
    ['by default: depends on the tasks', 'SKIP', cluster(exec({ Logging: 'DEFAULT' }))],
    ['not set: depends on the tasks', 'SKIP', cluster()],
  ],
  'container-awslogs-options': [
    [
      'all of them',
      'PASS',
      task(
        {},
        logging('awslogs', { 'awslogs-group': '/w', 'awslogs-region': 'eu-west-1', 'awslogs-stream-prefix': 'w' }),
      ),
    ],
    ['no group', 'FAIL', task({}, logging('awslogs', { 'awslogs-region': 'eu-west-1', 'awslogs-stream-prefix': 'w' }))],
    [
      'no prefix on Fargate',
      'FAIL',
      task({}, logging('awslogs', { 'awslogs-group': '/w', 'awslogs-region': 'eu-west-1' })),
    ],
    [
      'no prefix on EC2',
      'PASS',
      task(
        { RequiresCompatibilities: ['EC2'] },
        logging('awslogs', { 'awslogs-group': '/w', 'awslogs-region': 'eu-west-1' }),
      ),
    ],
    ['options that are not recorded', 'SKIP', task({}, logging('awslogs'))],
    ['another driver', 'SKIP', task({}, logging('splunk', {}))],
    ['one recorded and wrong, one not recorded', 'FAIL', task({}, logging('awslogs'), logging('awslogs', {}))],
    RETIRED({}, logging('awslogs', {})),
  ],
  'container-image-tag-not-moving': [
    ['a version', 'PASS', task({}, container({ Image: 'web:1.2.3' }))],
    ['a digest', 'PASS', task({}, container({ Image: `web@sha256:${'0'.repeat(64)}` }))],
    ['latest beside a digest', 'PASS', task({}, container({ Image: `web:latest@sha256:${'a'.repeat(64)}` }))],
    ['latest', 'FAIL', task({}, container({ Image: 'web:Latest' }))],
    ['a tag that a glob covers', 'FAIL', task({}, container({ Image: 'registry.example:5000/web:build-latest' }))],
    ['no tag', 'FAIL', task({}, container({ Image: 'web' }))],
    ['no tag, but the port of a registry', 'FAIL', task({}, container({ Image: 'registry.example:5000/web' }))],
    ['a tag that begins like a moving one', 'PASS', task({}, container({ Image: 'web:mainframe-7' }))],
    ['one of two', 'FAIL', task({}, container(), container({ Image: 'web:stable' }))],
    ['a tag of one’s own list', 'FAIL', task({}, container({ Image: 'web:blue' })), { movingTags: ['blue', 'green'] }],
    ['latest, not in one’s own list', 'PASS', task({}, container({ Image: 'web:latest' })), { movingTags: ['blue'] }],
    ['latest, no list', 'PASS', task({}, container({ Image: 'web:latest' })), { movingTags: [] }],
    ['no containers', 'SKIP', task({ ContainerDefinitions: [] })],
    RETIRED({}, container({ Image: 'web:latest' })),
    ...DELETED('AWS::ECS::TaskDefinition'),
  ],
  'container-log-options-no-secrets': [
    ['a token', 'FAIL', task({}, logging('splunk', { 'splunk-url': 'https://x', 'splunk-token': 'abc' }))],
    ['a header', 'FAIL', task({}, logging('awsfirelens', { Name: 'http', Header: 'Authorization Bearer x' }))],
    ['none', 'PASS', task({}, logging('splunk', { 'splunk-url': 'https://x' }))],
    ['no options recorded', 'SKIP', task({}, logging('splunk'))],
    ['one recorded and fine, one not recorded', 'SKIP', task({}, logging('splunk', {}), logging('splunk'))],
    ['no log configuration', 'PASS', task({}, container({ LogConfiguration: null }))],
    [
      'no log configuration, and one that is not recorded',
      'SKIP',
      task({}, container({ LogConfiguration: null }), logging('splunk')),
    ],
    [
      'no log configuration, and a token',
      'FAIL',
      task({}, container({ LogConfiguration: null }), logging('splunk', { 'splunk-token': 'abc' })),
    ],
    RETIRED({}, logging('splunk', { 'splunk-token': 'abc' })),
  ],
  'container-logging': [
    ['awslogs on Fargate', 'PASS', task()],
    ['fluentd on Fargate', 'FAIL', task({}, logging('fluentd'))],
    ['fluentd on EC2', 'PASS', task({ RequiresCompatibilities: ['EC2'] }, logging('fluentd'))],
    ['fluentd, compatibilities null', 'PASS', task({ RequiresCompatibilities: null }, logging('fluentd'))],
    ['json-file', 'FAIL', task({ RequiresCompatibilities: ['EC2'] }, logging('json-file'))],
    ['none', 'FAIL', task({}, container({ LogConfiguration: null }))],
    ['none in the second container', 'FAIL', task({}, container(), container({ LogConfiguration: {} }))],
    [
      'json-file where it is allowed',
      'PASS',
      task({ RequiresCompatibilities: ['EC2'] }, logging('json-file')),
      { allowedLogDrivers: ['awslogs', 'json-file'] },
    ],
    [
      'syslog where it is not allowed',
      'FAIL',
      task({ RequiresCompatibilities: ['EC2'] }, logging('syslog')),
      { allowedLogDrivers: ['awslogs', 'json-file'] },
    ],
    ['awslogs where only splunk is allowed', 'FAIL', task(), { allowedLogDrivers: ['splunk'] }],
    RETIRED({}, logging('json-file')),
  ],
  'container-no-plaintext-secrets': [
    ['nothing', 'PASS', task()],
    ['a harmless one', 'PASS', task({}, environment('STAGE', 'production'))],
    ['by name', 'FAIL', task({}, environment('DB_PASSWORD', 'hunter2'))],
    ['by camel case name', 'FAIL', task({}, environment('dbPassword', 'hunter2'))],
    ['by form', 'FAIL', task({}, environment('CONFIG', 'AKIAIOSFODNN7EXAMPLE'))],
    [
      'by form, though its name speaks of a place',
      'FAIL',
      task({}, environment('KEY_FILE', '-----BEGIN RSA PRIVATE KEY-----')),
    ],
    [
      'a name, but an ARN',
      'PASS',
      task({}, environment('DB_PASSWORD', 'arn:aws:secretsmanager:eu-west-1:111122223333:secret:x')),
    ],
    ['a name of a place', 'PASS', task({}, environment('PASSWORD_FILE', '/run/secrets/db'))],
    ['an empty value', 'PASS', task({}, environment('DB_PASSWORD', ''))],
    ['a null value', 'PASS', task({}, environment('DB_PASSWORD', null))],
    ['a reference that was not resolved', 'FAIL', task({}, environment('X', '{{resolve:secretsmanager:db}}'))],
    ['allowed by name', 'PASS', task({}, environment('DEMO_PASSWORD', 'demo')), { allowedNames: ['demo_*'] }],
    ['not allowed by that name', 'FAIL', task({}, environment('DB_PASSWORD', 'demo')), { allowedNames: ['demo_*'] }],
    RETIRED({}, environment('DB_PASSWORD', 'hunter2')),
  ],
  'container-resource-limits': [
    ['both on the container', 'PASS', task()],
    ['both on the task on Fargate', 'PASS', task({}, container({ Cpu: 0, Memory: null }))],
    ['memory of the task on EC2', 'FAIL', task({ RequiresCompatibilities: ['EC2'] }, container({ Memory: null }))],
    ['no CPU anywhere', 'FAIL', task({ RequiresCompatibilities: ['EC2'], Cpu: null }, container({ Cpu: 0 }))],
    [
      'a reservation',
      'FAIL',
      task({ RequiresCompatibilities: ['EC2'] }, container({ Memory: null, MemoryReservation: 128 })),
    ],
    RETIRED({ RequiresCompatibilities: ['EC2'] }, container({ Memory: null })),
  ],
  'container-secret-reference-valid': [
    [
      'a secret',
      'PASS',
      task(
        {},
        container({
          Secrets: [{ Name: 'A', ValueFrom: 'arn:aws:secretsmanager:eu-west-1:111122223333:secret:db-AbCdEf' }],
        }),
      ),
    ],
    [
      'a key of a secret',
      'PASS',
      task(
        {},
        container({
          Secrets: [{ Name: 'A', ValueFrom: 'arn:aws:secretsmanager:eu-west-1:111122223333:secret:db-AbCdEf:user::' }],
        }),
      ),
    ],
    [
      'a key without the colons',
      'FAIL',
      task(
        {},
        container({
          Secrets: [{ Name: 'A', ValueFrom: 'arn:aws:secretsmanager:eu-west-1:111122223333:secret:db-AbCdEf:user' }],
        }),
      ),
    ],
    ['a parameter', 'PASS', task({}, container({ Secrets: [{ Name: 'A', ValueFrom: '/web/db' }] }))],
    [
      'the ARN of a parameter',
      'PASS',
      task({}, container({ Secrets: [{ Name: 'A', ValueFrom: 'arn:aws:ssm:eu-west-1:111122223333:parameter/web' }] })),
    ],
    [
      'the ARN of something else',
      'FAIL',
      task({}, container({ Secrets: [{ Name: 'A', ValueFrom: 'arn:aws:s3:::web' }] })),
    ],
    ['nothing', 'FAIL', task({}, container({ Secrets: [{ Name: 'A', ValueFrom: null }] }))],
    ['the form of guides', 'FAIL', task({}, environment('A', '{"SecretsManagerSecret": "db"}'))],
    [
      'the form of guides, as a reference',
      'FAIL',
      task({}, container({ Secrets: [{ Name: 'A', ValueFrom: '{ "SecretsManagerSecret": "db" }' }] })),
    ],
    [
      'a wrong one of a log driver',
      'FAIL',
      task(
        {},
        container({
          LogConfiguration: {
            LogDriver: 'splunk',
            SecretOptions: [{ Name: 'splunk-token', ValueFrom: 'arn:aws:s3:::x' }],
          },
        }),
      ),
    ],
    ['no secrets', 'PASS', task()],
    RETIRED({}, environment('A', '{"SecretsManagerSecret": "db"}')),
  ],
  'load-balancer-https': [
    [
      'HTTPS',
      'PASS',
      listener({
        Protocol: 'HTTPS',
        SslPolicy: 'ELBSecurityPolicy-TLS13-1-2-2021-06',
        Certificates: [{ CertificateArn: 'arn:x' }],
        DefaultActions: [{ Type: 'forward' }],
      }),
    ],
    [
      'an old policy',
      'FAIL',
      listener({
        Protocol: 'HTTPS',
        SslPolicy: 'ELBSecurityPolicy-2016-08',
        Certificates: [{ CertificateArn: 'arn:x' }],
      }),
    ],
    [
      'no certificate',
      'FAIL',
      listener({ Protocol: 'TLS', SslPolicy: 'ELBSecurityPolicy-TLS13-1-2-2021-06', Certificates: [] }),
    ],
    ['HTTP that forwards', 'FAIL', listener({ Protocol: 'HTTP', DefaultActions: [{ Type: 'forward' }] })],
    [
      'HTTP that redirects',
      'PASS',
      listener({ Protocol: 'HTTP', DefaultActions: [{ Type: 'redirect', RedirectConfig: { Protocol: 'HTTPS' } }] }),
    ],
    [
      'HTTP that redirects to HTTP',
      'FAIL',
      listener({
        Protocol: 'HTTP',
        DefaultActions: [{ Type: 'redirect', RedirectConfig: { Protocol: '#{protocol}' } }],
      }),
    ],
    ['TCP', 'PASS', listener({ Protocol: 'TCP', DefaultActions: [{ Type: 'forward' }] })],
  ],
  'repository-immutable-tags': [
    ['immutable', 'PASS', repository({ ImageTagMutability: 'IMMUTABLE' })],
    ['mutable', 'FAIL', repository({ ImageTagMutability: 'MUTABLE' })],
    ['not set', 'FAIL', repository()],
    ['exclusions that are not recorded', 'SKIP', repository({ ImageTagMutability: 'IMMUTABLE_WITH_EXCLUSION' })],
  ],
  'repository-not-public': [
    ['a public repository', 'FAIL', item('AWS::ECR::PublicRepository', { RepositoryName: 'web' })],
    ['a private repository', 'SKIP', repository()],
  ],
  'service-deployment-circuit-breaker': [
    [
      'on, with rollback',
      'PASS',
      service({ DeploymentConfiguration: { DeploymentCircuitBreaker: { Enable: true, Rollback: true } } }),
    ],
    [
      'on, with rollback, rolling',
      'PASS',
      service({
        DeploymentConfiguration: { Strategy: 'ROLLING', DeploymentCircuitBreaker: { Enable: true, Rollback: true } },
      }),
    ],
    [
      'off, rolling',
      'FAIL',
      service({
        DeploymentConfiguration: { Strategy: 'ROLLING', DeploymentCircuitBreaker: { Enable: false, Rollback: false } },
      }),
    ],
    [
      'without rollback, rolling',
      'FAIL',
      service({ DeploymentConfiguration: { Strategy: 'ROLLING', DeploymentCircuitBreaker: { Enable: true } } }),
    ],
    [
      'off, and the strategy is not recorded',
      'SKIP',
      service({ DeploymentConfiguration: { DeploymentCircuitBreaker: { Enable: false, Rollback: false } } }),
    ],
    ['off, blue and green', 'SKIP', service({ DeploymentConfiguration: { Strategy: 'BLUE_GREEN' } })],
    ['off, by CodeDeploy', 'SKIP', service({ DeploymentController: { Type: 'CODE_DEPLOY' } })],
    [
      'on, by CodeDeploy',
      'SKIP',
      service({
        DeploymentController: { Type: 'CODE_DEPLOY' },
        DeploymentConfiguration: { DeploymentCircuitBreaker: { Enable: true, Rollback: true } },
      }),
    ],
    ...DELETED('AWS::ECS::Service'),
  ],
  'service-exec-audited': [
    ['off', 'PASS', service({ EnableExecuteCommand: false })],
    ['not set', 'PASS', service()],
    ['on: depends on the cluster', 'SKIP', service({ EnableExecuteCommand: true })],
    ['on, and forbidden', 'FAIL', service({ EnableExecuteCommand: true }), { forbidExec: true }],
    ['off, and forbidden', 'PASS', service({ EnableExecuteCommand: false }), { forbidExec: true }],
  ],
  'service-no-public-ip': [
    ['public', 'FAIL', service(network('ENABLED'))],
    ['private', 'PASS', service(network('DISABLED'))],
    ['not set', 'PASS', service(network(null))],
    ['no network configuration', 'PASS', service()],
    [
      'a public task set',
      'FAIL',
      item('AWS::ECS::TaskSet', { NetworkConfiguration: { AwsVpcConfiguration: { AssignPublicIp: 'ENABLED' } } }),
    ],
    [
      'a private task set',
      'PASS',
      item('AWS::ECS::TaskSet', { NetworkConfiguration: { AwsVpcConfiguration: { AssignPublicIp: 'DISABLED' } } }),
    ],
    ...DELETED('AWS::ECS::Service'),
  ],
  'task-execution-role-assigned': [
    ['set', 'PASS', task()],
    ['not set on Fargate', 'FAIL', task({ ExecutionRoleArn: null })],
    ['an empty text on Fargate', 'FAIL', task({ ExecutionRoleArn: '' })],
    ['not set on EC2, nothing to fetch', 'SKIP', task({ ExecutionRoleArn: null, RequiresCompatibilities: ['EC2'] })],
    [
      'not set on EC2, a secret',
      'FAIL',
      task(
        { ExecutionRoleArn: null, RequiresCompatibilities: ['EC2'] },
        container({ Secrets: [{ Name: 'A', ValueFrom: '/a' }] }),
      ),
    ],
    [
      'not set on EC2, empty lists',
      'SKIP',
      task(
        { ExecutionRoleArn: null, RequiresCompatibilities: ['EC2'] },
        container({ Secrets: [], EnvironmentFiles: [] }),
      ),
    ],
    [
      'not set on managed instances, awslogs',
      'FAIL',
      task({ ExecutionRoleArn: null, RequiresCompatibilities: ['MANAGED_INSTANCES'] }),
    ],
    RETIRED({ ExecutionRoleArn: null }),
  ],
  'task-host-network-user': [
    ['root by default', 'FAIL', task({ NetworkMode: 'host' })],
    ['user 0', 'FAIL', task({ NetworkMode: 'host' }, container({ User: '0:0' }))],
    ['another user', 'PASS', task({ NetworkMode: 'host' }, container({ User: '1000' }))],
    ['privileged', 'PASS', task({ NetworkMode: 'host' }, container({ Privileged: true }))],
    ['one of two', 'FAIL', task({ NetworkMode: 'host' }, container({ User: 'app' }), container({ User: 'root' }))],
    ['its own network', 'SKIP', task()],
    RETIRED({ NetworkMode: 'host' }),
  ],
  'task-network-mode-awsvpc': [
    ['awsvpc', 'PASS', task()],
    ['none', 'PASS', task({ NetworkMode: 'none' })],
    ['bridge', 'FAIL', task({ NetworkMode: 'bridge' })],
    ['host', 'FAIL', task({ NetworkMode: 'host' })],
    ['not set: perhaps Windows', 'SKIP', task({ NetworkMode: null, RequiresCompatibilities: ['EC2'] })],
    [
      'not set, Linux',
      'FAIL',
      task({
        NetworkMode: null,
        RequiresCompatibilities: ['EC2'],
        RuntimePlatform: { OperatingSystemFamily: 'LINUX' },
      }),
    ],
    [
      'not set, Windows',
      'PASS',
      task({
        NetworkMode: null,
        RequiresCompatibilities: ['EC2'],
        RuntimePlatform: { OperatingSystemFamily: 'WINDOWS_SERVER_2022_CORE' },
      }),
    ],
    ['not set, managed instances', 'PASS', task({ NetworkMode: null, RequiresCompatibilities: ['MANAGED_INSTANCES'] })],
    ['bridge on ECS Anywhere', 'SKIP', task({ NetworkMode: 'bridge', RequiresCompatibilities: ['EXTERNAL'] })],
    [
      'bridge on ECS Anywhere and EC2',
      'FAIL',
      task({ NetworkMode: 'bridge', RequiresCompatibilities: ['EXTERNAL', 'EC2'] }),
    ],
    ['bridge, no compatibilities', 'FAIL', task({ NetworkMode: 'bridge', RequiresCompatibilities: null })],
    RETIRED({ NetworkMode: 'bridge' }),
  ],
  'task-no-host-process-namespace': [
    ['its own', 'PASS', task()],
    ['shared in the task', 'PASS', task({ PidMode: 'task', IpcMode: 'task' })],
    ['null', 'PASS', task({ PidMode: null, IpcMode: null })],
    ['PID', 'FAIL', task({ PidMode: 'host' })],
    ['IPC', 'FAIL', task({ IpcMode: 'host' })],
    RETIRED({ PidMode: 'host' }),
    ...DELETED('AWS::ECS::TaskDefinition'),
  ],
  'task-role-not-execution-role': [
    ['two roles', 'PASS', task()],
    ['one role', 'FAIL', task({ TaskRoleArn: `arn:aws:iam::${ACCOUNT}:role/start` })],
    ['one role by name', 'FAIL', task({ TaskRoleArn: 'start', ExecutionRoleArn: 'start' })],
    ['a name beside an ARN', 'SKIP', task({ TaskRoleArn: 'start' })],
    ['no task role', 'PASS', task({ TaskRoleArn: null })],
    ['neither', 'PASS', task({ TaskRoleArn: null, ExecutionRoleArn: null })],
    RETIRED({ TaskRoleArn: 'start', ExecutionRoleArn: 'start' }),
  ],
};

export const itemCases: readonly ItemCase[] = Object.entries(TABLE).flatMap(([control, rows]) =>
  [...rows, OTHER].map(([name, expect, value, set]) => ({ control, name, expect, item: value, ...(set && { set }) })),
);

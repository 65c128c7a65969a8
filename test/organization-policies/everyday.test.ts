import assert from 'node:assert/strict';
import { exampleInputs } from '../../src/organization-policies/example.js';
import { organizationPolicies } from '../../src/organization-policies/index.js';
import { statementsOf } from '../../src/organization-policies/inputs.js';
import { derivedContext } from '../../src/scp/derived-context.js';
import { compile } from '../../src/scp/evaluate/decider.js';
import type { PolicyType, StatementDocument } from '../../src/scp/policy.js';
import { ALLOW_ALL, levelOf } from './support/proofs.js';

const shared = { allowedLaunchTypes: ['FARGATE', 'EC2'] };
const statementsOfType = (type: PolicyType): StatementDocument[] =>
  organizationPolicies.flatMap((control) => {
    const made = statementsOf(control, exampleInputs(control, { shared }));
    return made?.type === type ? [...made.statements] : [];
  });

const scp = compile(
  [levelOf('scp', 'SERVICE_CONTROL_POLICY', [ALLOW_ALL, ...statementsOfType('SERVICE_CONTROL_POLICY')])],
  { type: 'SERVICE_CONTROL_POLICY', managementAccount: '111111111111' },
);
const rcp = compile([levelOf('rcp', 'RESOURCE_CONTROL_POLICY', statementsOfType('RESOURCE_CONTROL_POLICY'))], {
  type: 'RESOURCE_CONTROL_POLICY',
  managementAccount: '111111111111',
  resourceAccount: '222222222222',
});

const role = (name: string): string => `arn:aws:iam::222222222222:role/${name}`;
const ecs = (rest: string): string => `arn:aws:ecs:eu-west-1:222222222222:${rest}`;
const TAGS = { 'aws:RequestTag/team': 'shop', 'aws:RequestTag/service': 'web', 'aws:TagKeys': ['team', 'service'] };

type Everyday = readonly [
  what: string,
  principal: string,
  action: string,
  resource: string,
  context?: Readonly<Record<string, string | readonly string[]>>,
];

/** What goes on in an account in which every organization policy of ringfence is in force, and must go on. */
const GOES_ON: readonly Everyday[] = [
  ['a container instance joins', role('ecsInstanceRole'), 'ecs:RegisterContainerInstance', ecs('cluster/main')],
  ['an agent polls', role('ecsInstanceRole'), 'ecs:Poll', ecs('container-instance/main/1')],
  ['an agent reports', role('ecsInstanceRole'), 'ecs:SubmitTaskStateChange', ecs('cluster/main')],
  ['an agent finds its endpoint', role('ecsInstanceRole'), 'ecs:DiscoverPollEndpoint', '*'],
  ['an agent sends metrics', role('ecsInstanceRole'), 'ecs:StartTelemetrySession', ecs('container-instance/main/1')],
  [
    'an instance is drained',
    role('ecsInstanceRole'),
    'ecs:UpdateContainerInstancesState',
    ecs('container-instance/main/1'),
  ],
  ['a task protects itself', role('tasks/web'), 'ecs:UpdateTaskProtection', ecs('task/main/1')],
  ['GuardDuty gets telemetry', role('tasks/web'), 'guardduty:SendSecurityTelemetry', '*'],
  [
    'a schedule runs a task',
    role('events'),
    'ecs:RunTask',
    ecs('task-definition/nightly:1'),
    { 'ecs:task-cpu': '256' },
  ],
  [
    'a schedule passes the role of the task',
    role('events'),
    'iam:PassRole',
    role('tasks/nightly'),
    { 'iam:PassedToService': 'ecs-tasks.amazonaws.com' },
  ],
  ['an image is pulled', role('tasks/web'), 'ecr:BatchGetImage', 'arn:aws:ecr:eu-west-1:222222222222:repository/web'],
  ['a registry is logged into', role('tasks/web'), 'ecr:GetAuthorizationToken', '*'],
  [
    'a secret is read',
    role('tasks/web'),
    'secretsmanager:GetSecretValue',
    'arn:aws:secretsmanager:eu-west-1:222222222222:secret:db-1',
  ],
  ['a key decrypts it', role('tasks/web'), 'kms:Decrypt', 'arn:aws:kms:eu-west-1:222222222222:key/1'],
  [
    'logs are written',
    role('tasks/web'),
    'logs:PutLogEvents',
    'arn:aws:logs:eu-west-1:222222222222:log-group:/ecs/web:log-stream:a',
  ],
  [
    'a log group is made',
    role('developer'),
    'logs:CreateLogGroup',
    'arn:aws:logs:eu-west-1:222222222222:log-group:/ecs/web',
  ],
  [
    'a pipeline registers a task definition',
    role('pipeline-web'),
    'ecs:RegisterTaskDefinition',
    ecs('task-definition/web:*'),
    { 'ecs:compute-compatibility': ['FARGATE'], 'ecs:task-cpu': '1024', 'ecs:task-memory': '2048' },
  ],
  [
    'a pipeline creates a service',
    role('pipeline-web'),
    'ecs:CreateService',
    ecs('service/main/web'),
    {
      ...TAGS,
      'ecs:subnet': ['subnet-private1', 'subnet-private2'],
      'ecs:auto-assign-public-ip': 'false',
      'ecs:enable-execute-command': 'false',
      'ecs:capacity-provider': ['FARGATE'],
    },
  ],
  ['a pipeline deploys', role('pipeline-web'), 'ecs:UpdateService', ecs('service/main/web')],
  ['CodeDeploy moves traffic', role('pipeline-codedeploy'), 'ecs:UpdateServicePrimaryTaskSet', ecs('service/main/web')],
  ['a pipeline passes the role that it deploys with', role('pipeline-web'), 'iam:PassRole', role('pipeline-deploy')],
  ['a team makes a role', role('developer'), 'iam:CreateRole', role('app')],
  ['the platform makes a task role', role('platform-base'), 'iam:CreateRole', role('tasks/web')],
  ['somebody looks at services', role('developer'), 'ecs:DescribeServices', ecs('service/main/web')],
  ['somebody stops a task', role('developer'), 'ecs:StopTask', ecs('task/main/1')],
  ['a session on a bastion', role('developer'), 'ssm:StartSession', 'arn:aws:ec2:eu-west-1:222222222222:instance/i-1'],
  ['findings are worked on', role('security'), 'securityhub:BatchUpdateFindings', '*'],
  ['Control Tower changes the recorder', role('AWSControlTowerExecution'), 'config:PutConfigurationRecorder', '*'],
  ['a stack set deletes a rule', role('stacksets-exec-0123'), 'config:DeleteConfigRule', '*'],
];

describe('with every organization policy in force', () => {
  for (const [what, principal, action, resource, extra = {}] of GOES_ON) {
    it(what, () => {
      const organization = { id: 'o-exampleorg1', path: 'o-exampleorg1/r-exam/ou-exam-workload1/' };
      const context = derivedContext({ principal, action, region: 'eu-west-1', organization });
      for (const [key, value] of Object.entries(extra)) {
        context.set(key.toLowerCase(), typeof value === 'string' ? [value] : value);
      }
      const request = { action, resource, principal, context };
      for (const decider of [scp, rcp]) {
        const { decision, by } = decider.explain(request);
        assert.equal(decision, 'allow', JSON.stringify(by));
      }
    });
  }
});

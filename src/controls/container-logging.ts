import { all, any, item, not, oneOf, parameter, says } from '../language/builders.js';
import { control } from './control.js';
import { CONTAINERS, requiresCompatibility } from './shared/containers.js';

const driver = item('LogConfiguration.LogDriver');
const WORDS = 'LogDriver is {value}';
/** Source: the ECS API's reference of LogConfiguration. json-file, which managed instances also take, stays there. */
const SERVERLESS = ['awslogs', 'splunk', 'awsfirelens'];

const each = CONTAINERS;
const allowed = says(WORDS, oneOf(driver, parameter('allowedLogDrivers')));

export default control({
  id: 'container-logging',
  practice: '4.1',
  severity: 'high',
  profile: 'essential',
  title: 'Containers send their logs away from where they run',
  why: 'Without a log driver that ships them, logs stay on the host and vanish with the task: nobody can tell afterwards what went wrong, or what an intruder did.',
  remedy:
    'Set LogConfiguration with LogDriver awslogs (or awsfirelens, splunk), and its options: for awslogs awslogs-group, awslogs-region and awslogs-stream-prefix.',
  mappings: {
    securityHub: ['ECS.9'],
    controlTower: ['CT.ECS.PR.5'],
    configNear: ['ecs-task-definition-log-configuration'],
  },
  parameters: {
    allowedLogDrivers: {
      type: 'texts',
      default: ['awslogs', 'awsfirelens', 'splunk', 'fluentd', 'gelf', 'journald', 'syslog'],
      allowed: ['awslogs', 'awsfirelens', 'splunk', 'fluentd', 'gelf', 'journald', 'syslog', 'json-file'],
      description:
        'The log drivers that containers may use; on Fargate and managed instances only awslogs, splunk and awsfirelens of them',
    },
  },
  rules: [
    {
      types: ['AWS::ECS::TaskDefinition'],
      each,
      // Absent: the Docker daemon's own driver, json-file on the host.
      holds: all(
        allowed,
        any(
          says(WORDS, oneOf(driver, SERVERLESS)),
          not(any(requiresCompatibility('FARGATE'), requiresCompatibility('MANAGED_INSTANCES'))),
        ),
      ),
    },
    // Daemons run on managed instances only.
    { types: ['AWS::ECS::DaemonTaskDefinition'], each, holds: all(allowed, says(WORDS, oneOf(driver, SERVERLESS))) },
  ],
  decisions:
    'The AWS Config rule ecs-task-definition-log-configuration accepts any log configuration, json-file too, so the emitted pack does not use it. journald and syslog are allowed by default as the catalogue has it, although they first write on the host. A FireLens router needs logs of its own: it is judged like any container. An Express service always logs to CloudWatch, so there is nothing to judge.',
  config: {
    guard: ['AWS::ECS::TaskDefinition'],
    why: 'ECS_TASK_DEFINITION_LOG_CONFIGURATION accepts any log configuration, json-file too.',
  },
  blindSpots: {
    check:
      'Whether the logs arrive is not seen: a group that does not exist, a role that may not write, a host that forwards nothing.',
    config: 'AWS Config records no daemon task definitions.',
    organizationPolicy: 'RegisterTaskDefinition carries no condition key for the log driver.',
  },
  examples: [
    {
      name: 'CloudWatch',
      verdict: 'pass',
      cloudformation: `Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      RequiresCompatibilities: [FARGATE]
      ContainerDefinitions:
        - Name: web
          Image: web:1.2.3
          LogConfiguration:
            LogDriver: awslogs
`,
    },
    {
      name: 'no log configuration',
      verdict: 'fail',
      line: 6,
      cloudformation: `Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      ContainerDefinitions:
        - Name: web
          Image: web:1.2.3
`,
    },
    {
      name: 'the sidecar does not log',
      verdict: 'fail',
      line: 10,
      container: 'proxy',
      cloudformation: `Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      ContainerDefinitions:
        - Name: web
          Image: web:1.2.3
          LogConfiguration:
            LogDriver: awsfirelens
        - Name: proxy
          Image: envoy:1.30.1
`,
    },
    {
      name: 'logs that stay on the host',
      verdict: 'fail',
      line: 9,
      cloudformation: `Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      ContainerDefinitions:
        - Name: web
          Image: web:1.2.3
          LogConfiguration:
            LogDriver: json-file
`,
    },
    {
      name: 'a driver that only container instances have',
      verdict: 'pass',
      cloudformation: `Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      RequiresCompatibilities: [EC2]
      ContainerDefinitions:
        - Name: web
          Image: web:1.2.3
          LogConfiguration:
            LogDriver: fluentd
`,
    },
    {
      name: 'the same driver on Fargate',
      verdict: 'fail',
      line: 10,
      cloudformation: `Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      RequiresCompatibilities: [EC2, FARGATE]
      ContainerDefinitions:
        - Name: web
          Image: web:1.2.3
          LogConfiguration:
            LogDriver: fluentd
`,
    },
    {
      name: 'json-file fails on managed instances too',
      verdict: 'fail',
      line: 10,
      cloudformation: `Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      RequiresCompatibilities: [MANAGED_INSTANCES]
      ContainerDefinitions:
        - Name: web
          Image: web:1.2.3
          LogConfiguration:
            LogDriver: json-file
`,
    },
    {
      name: 'a daemon that logs through its host',
      verdict: 'fail',
      line: 9,
      cloudformation: `Resources:
  Agent:
    Type: AWS::ECS::DaemonTaskDefinition
    Properties:
      ContainerDefinitions:
        - Name: agent
          Image: agent:1.2.3
          LogConfiguration:
            LogDriver: syslog
`,
    },
    {
      name: 'a driver that the organization does not allow',
      verdict: 'fail',
      line: 9,
      set: { allowedLogDrivers: ['awsfirelens'] },
      cloudformation: `Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      ContainerDefinitions:
        - Name: web
          Image: web:1.2.3
          LogConfiguration:
            LogDriver: awslogs
`,
    },
    {
      name: 'decided by a parameter without a value',
      verdict: 'unknown',
      line: 12,
      cloudformation: `Parameters:
  Driver:
    Type: String
Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      ContainerDefinitions:
        - Name: web
          Image: web:1.2.3
          LogConfiguration:
            LogDriver: !Ref Driver
`,
    },
    {
      name: 'task definition JSON',
      verdict: 'fail',
      taskDefinition: { family: 'web', containerDefinitions: [{ name: 'web', image: 'web:1.2.3' }] },
    },
    {
      name: 'Terraform',
      verdict: 'fail',
      terraform: [
        {
          type: 'aws_ecs_task_definition',
          name: 'web',
          values: {
            family: 'web',
            requires_compatibilities: ['FARGATE'],
            container_definitions:
              '[{"name":"web","image":"web:1.2.3","logConfiguration":{"logDriver":"gelf","options":{}}}]',
          },
        },
      ],
    },
    {
      name: 'Terraform, containers known after apply',
      verdict: 'unknown',
      terraform: [
        {
          type: 'aws_ecs_task_definition',
          name: 'web',
          values: { family: 'web' },
          unknown: { container_definitions: true },
        },
      ],
    },
  ],
});

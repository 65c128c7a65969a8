import { all, any, equals, exists, fact, not, oneOf, property, says } from '../language/builders.js';
import { control } from './control.js';

const configuration = 'Configuration.ExecuteCommandConfiguration';
const logging = property(`${configuration}.Logging`);
const logGroup = property(`${configuration}.LogConfiguration.CloudWatchLogGroupName`);
const bucket = property(`${configuration}.LogConfiguration.S3BucketName`);

export default control({
  id: 'cluster-exec-logging',
  practice: '6.1',
  severity: 'high',
  profile: 'essential',
  title: 'Clusters log ECS Exec sessions',
  why: 'CloudTrail records that someone opened a shell in a container, not what was typed there: only the session log does.',
  remedy:
    'Set ExecuteCommandConfiguration.Logging to OVERRIDE, with CloudWatchLogGroupName or S3BucketName in its LogConfiguration.',
  mappings: { checkov: ['CKV_AWS_223'] },
  applies: ['AWS::ECS::Cluster'],
  holds: all(
    says('sessions are not logged (Logging is {value})', not(equals(logging, 'NONE'))),
    any(
      says('Logging is OVERRIDE, but no log group and no bucket is named', any(exists(logGroup), exists(bucket))),
      not(equals(logging, 'OVERRIDE')),
    ),
    // Absent means DEFAULT: sessions go where the container logs, if that is by awslogs.
    any(
      says(
        'sessions go where containers log, and not all of them log by awslogs',
        equals(fact('TasksUseAwslogs'), true),
      ),
      oneOf(logging, ['NONE', 'OVERRIDE']),
    ),
  ),
  decisions:
    'DEFAULT, which is also what absent means, sends a session to where the awslogs driver of its container logs, and nowhere where a container has another driver. So it holds when every container of every task that the input runs on the cluster (services, task sets, daemons, schedules) uses awslogs, fails when one does not, and is unknown for a cluster whose tasks are elsewhere.',
  config: { guard: ['AWS::ECS::Cluster'] },
  blindSpots: {
    check:
      'Tasks that other templates run on the cluster are not seen, nor whether log group and bucket exist and may be written to: without that the session runs unlogged. The image needs `script` and `cat` for logs.',
    rawTemplate: 'What the tasks of the cluster use is unknown, so DEFAULT is too.',
    config: 'One configuration item does not have the tasks of a cluster, so DEFAULT cannot be judged.',
    organizationPolicy:
      'No condition key has the configuration of a cluster; sessions that are started on a task by ssm:StartSession itself are never logged.',
  },
  examples: [
    {
      name: 'switched off',
      verdict: 'fail',
      line: 7,
      cloudformation: `Resources:
  Cluster:
    Type: AWS::ECS::Cluster
    Properties:
      Configuration:
        ExecuteCommandConfiguration:
          Logging: NONE
`,
    },
    {
      name: 'to a log group',
      verdict: 'pass',
      cloudformation: `Resources:
  Cluster:
    Type: AWS::ECS::Cluster
    Properties:
      Configuration:
        ExecuteCommandConfiguration:
          Logging: OVERRIDE
          LogConfiguration:
            CloudWatchLogGroupName: /ecs/exec
`,
    },
    {
      name: 'to a bucket of the same template',
      verdict: 'pass',
      cloudformation: `Resources:
  Cluster:
    Type: AWS::ECS::Cluster
    Properties:
      Configuration:
        ExecuteCommandConfiguration:
          Logging: OVERRIDE
          LogConfiguration:
            S3BucketName: !Ref Sessions
  Sessions:
    Type: AWS::S3::Bucket
`,
    },
    {
      name: 'to nowhere',
      verdict: 'fail',
      line: 8,
      cloudformation: `Resources:
  Cluster:
    Type: AWS::ECS::Cluster
    Properties:
      Configuration:
        ExecuteCommandConfiguration:
          Logging: OVERRIDE
          LogConfiguration:
            S3KeyPrefix: exec
`,
    },
    {
      name: 'the default, and tasks that use awslogs',
      verdict: 'pass',
      cloudformation: `Resources:
  Cluster:
    Type: AWS::ECS::Cluster
  Web:
    Type: AWS::ECS::Service
    Properties:
      Cluster: !Ref Cluster
      TaskDefinition: !Ref Task
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      ContainerDefinitions:
        - Name: web
          Image: web:1.2.3
          LogConfiguration:
            LogDriver: awslogs
            Options: {awslogs-group: /ecs/web, awslogs-region: eu-west-1}
`,
    },
    {
      name: 'the default, and a container that logs elsewhere',
      verdict: 'fail',
      line: 7,
      cloudformation: `Resources:
  Cluster:
    Type: AWS::ECS::Cluster
    Properties:
      Configuration:
        ExecuteCommandConfiguration:
          Logging: DEFAULT
  Web:
    Type: AWS::ECS::Service
    Properties:
      Cluster: !GetAtt Cluster.Arn
      TaskDefinition: !Ref Task
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      ContainerDefinitions:
        - Name: router
          Image: fluent-bit:2
          LogConfiguration: {LogDriver: awslogs}
        - Name: web
          Image: web:1.2.3
          LogConfiguration: {LogDriver: awsfirelens}
`,
    },
    {
      name: 'the default, and no tasks in the template',
      verdict: 'unknown',
      cloudformation: `Resources:
  Cluster:
    Type: AWS::ECS::Cluster
    Properties:
      ClusterName: web
`,
    },
    {
      name: 'decided by a parameter without a value',
      verdict: 'unknown',
      cloudformation: `Parameters:
  Logging:
    Type: String
Resources:
  Cluster:
    Type: AWS::ECS::Cluster
    Properties:
      Configuration:
        ExecuteCommandConfiguration:
          Logging: !Ref Logging
`,
    },
    {
      name: 'Terraform, switched off',
      verdict: 'fail',
      terraform: [
        {
          type: 'aws_ecs_cluster',
          name: 'web',
          values: { name: 'web', configuration: [{ execute_command_configuration: [{ logging: 'NONE' }] }] },
        },
      ],
    },
    {
      name: 'Terraform, to a log group',
      verdict: 'pass',
      terraform: [
        {
          type: 'aws_ecs_cluster',
          name: 'web',
          values: {
            name: 'web',
            configuration: [
              {
                execute_command_configuration: [
                  { logging: 'OVERRIDE', log_configuration: [{ cloud_watch_log_group_name: '/ecs/exec' }] },
                ],
              },
            ],
          },
        },
      ],
    },
  ],
});

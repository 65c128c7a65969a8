import type { Example } from '../control.js';

/** The examples of the control of this name. */
export const serviceExecAuditedExamples: readonly Example[] = [
  {
    name: 'off by default',
    verdict: 'pass',
    cloudformation: `Resources:
  Web:
    Type: AWS::ECS::Service
    Properties:
      Cluster: web
`,
  },
  {
    name: 'enabled on a cluster that logs nothing',
    verdict: 'fail',
    line: 11,
    cloudformation: `Resources:
  Cluster:
    Type: AWS::ECS::Cluster
    Properties:
      Configuration:
        ExecuteCommandConfiguration: {Logging: NONE}
  Web:
    Type: AWS::ECS::Service
    Properties:
      Cluster: !Ref Cluster
      EnableExecuteCommand: true
`,
  },
  {
    name: 'enabled on a cluster that logs to a group',
    verdict: 'pass',
    cloudformation: withExec(`
        ExecuteCommandConfiguration:
          Logging: OVERRIDE
          LogConfiguration: {CloudWatchLogGroupName: /ecs/exec}`),
  },
  {
    name: 'enabled and logged, but forbidden',
    verdict: 'fail',
    line: 13,
    set: { forbidExec: true },
    cloudformation: withExec(`
        ExecuteCommandConfiguration:
          Logging: OVERRIDE
          LogConfiguration: {CloudWatchLogGroupName: /ecs/exec}`),
  },
  {
    name: 'forbidden and off',
    verdict: 'pass',
    set: { forbidExec: true },
    cloudformation: `Resources:
  Web:
    Type: AWS::ECS::Service
    Properties:
      EnableExecuteCommand: false
`,
  },
  {
    name: 'enabled with default logging, and containers that use awslogs',
    verdict: 'pass',
    cloudformation: withDriver('awslogs'),
  },
  {
    name: 'enabled with default logging, and a container that logs elsewhere',
    verdict: 'fail',
    line: 9,
    cloudformation: withDriver('splunk'),
  },
  {
    name: 'enabled on a cluster that is elsewhere',
    verdict: 'unknown',
    cloudformation: `Resources:
  Web:
    Type: AWS::ECS::Service
    Properties:
      Cluster: shared
      EnableExecuteCommand: true
`,
  },
  {
    name: 'decided by a parameter without a value',
    verdict: 'unknown',
    cloudformation: `Parameters:
  Exec:
    Type: String
Resources:
  Web:
    Type: AWS::ECS::Service
    Properties:
      Cluster: shared
      EnableExecuteCommand: !Ref Exec
`,
  },
  {
    name: 'a task set of a service with ECS Exec',
    verdict: 'fail',
    resource: 'Green',
    line: 15,
    cloudformation: `Resources:
  Cluster:
    Type: AWS::ECS::Cluster
    Properties:
      Configuration: {ExecuteCommandConfiguration: {Logging: NONE}}
  Web:
    Type: AWS::ECS::Service
    Properties:
      Cluster: !Ref Cluster
      EnableExecuteCommand: true
  Green:
    Type: AWS::ECS::TaskSet
    Properties:
      Cluster: !Ref Cluster
      Service: !Ref Web
      TaskDefinition: web:7
`,
  },
  {
    name: 'a daemon',
    verdict: 'fail',
    line: 10,
    cloudformation: `Resources:
  Cluster:
    Type: AWS::ECS::Cluster
    Properties:
      Configuration: {ExecuteCommandConfiguration: {Logging: NONE}}
  Agent:
    Type: AWS::ECS::Daemon
    Properties:
      ClusterArn: !GetAtt Cluster.Arn
      EnableExecuteCommand: true
`,
  },
  {
    name: 'a schedule of EventBridge',
    verdict: 'fail',
    line: 16,
    cloudformation: `Resources:
  Cluster:
    Type: AWS::ECS::Cluster
    Properties:
      Configuration: {ExecuteCommandConfiguration: {Logging: NONE}}
  Nightly:
    Type: AWS::Events::Rule
    Properties:
      ScheduleExpression: rate(1 day)
      Targets:
        - Id: task
          Arn: !GetAtt Cluster.Arn
          RoleArn: arn:aws:iam::111122223333:role/events
          EcsParameters:
            TaskDefinitionArn: arn:aws:ecs:eu-west-1:111122223333:task-definition/nightly
            EnableExecuteCommand: true
`,
  },
  {
    name: 'a schedule of EventBridge Scheduler on a cluster that logs',
    verdict: 'pass',
    cloudformation: `Resources:
  Cluster:
    Type: AWS::ECS::Cluster
    Properties:
      Configuration:
        ExecuteCommandConfiguration:
          Logging: OVERRIDE
          LogConfiguration: {S3BucketName: sessions}
  Nightly:
    Type: AWS::Scheduler::Schedule
    Properties:
      ScheduleExpression: rate(1 day)
      FlexibleTimeWindow: {Mode: 'OFF'}
      Target:
        Arn: !GetAtt Cluster.Arn
        RoleArn: arn:aws:iam::111122223333:role/scheduler
        EcsParameters:
          TaskDefinitionArn: arn:aws:ecs:eu-west-1:111122223333:task-definition/nightly
          EnableExecuteCommand: true
`,
  },
  {
    name: 'Terraform, off',
    verdict: 'pass',
    terraform: [
      { type: 'aws_ecs_service', name: 'web', values: { name: 'web', cluster: 'web', enable_execute_command: false } },
    ],
  },
  {
    name: 'Terraform, enabled on a cluster that logs nothing',
    verdict: 'fail',
    terraform: [
      {
        type: 'aws_ecs_cluster',
        name: 'web',
        values: { name: 'web', configuration: [{ execute_command_configuration: [{ logging: 'NONE' }] }] },
      },
      {
        type: 'aws_ecs_service',
        name: 'web',
        values: { name: 'web', enable_execute_command: true },
        unknown: { cluster: true },
        references: { cluster: ['aws_ecs_cluster.web.id', 'aws_ecs_cluster.web'] },
      },
    ],
  },
];

/** A service with ECS Exec on a cluster with this configuration. */
function withExec(configuration: string): string {
  return `Resources:
  Cluster:
    Type: AWS::ECS::Cluster
    Properties:
      Configuration:${configuration}
  Web:
    Type: AWS::ECS::Service
    Properties:
      Cluster: !Ref Cluster
      EnableExecuteCommand: true
`;
}

/** A service with ECS Exec on a cluster that says nothing, with a container that logs by this driver. */
function withDriver(driver: string): string {
  return `Resources:
  Cluster:
    Type: AWS::ECS::Cluster
  Web:
    Type: AWS::ECS::Service
    Properties:
      Cluster: !Ref Cluster
      TaskDefinition: !Ref Task
      EnableExecuteCommand: true
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      ContainerDefinitions:
        - Name: web
          Image: web:1.2.3
          LogConfiguration: {LogDriver: ${driver}}
`;
}

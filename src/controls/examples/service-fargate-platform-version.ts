import type { Example } from '../control.js';

/** The examples of the control of this name. */
export const serviceFargatePlatformVersionExamples: readonly Example[] = [
  {
    name: 'pinned to an old version',
    verdict: 'fail',
    line: 6,
    cloudformation: `Resources:
  Web:
    Type: AWS::ECS::Service
    Properties:
      LaunchType: FARGATE
      PlatformVersion: 1.3.0
      TaskDefinition: web:7
`,
  },
  {
    name: 'the default is the latest',
    verdict: 'pass',
    cloudformation: `Resources:
  Web:
    Type: AWS::ECS::Service
    Properties:
      LaunchType: FARGATE
      TaskDefinition: web:7
`,
  },
  {
    name: 'latest',
    verdict: 'pass',
    cloudformation: `Resources:
  Web:
    Type: AWS::ECS::Service
    Properties:
      LaunchType: FARGATE
      PlatformVersion: LATEST
`,
  },
  {
    name: 'the minimum itself',
    verdict: 'pass',
    cloudformation: `Resources:
  Web:
    Type: AWS::ECS::Service
    Properties:
      LaunchType: FARGATE
      PlatformVersion: 1.4.0
`,
  },
  {
    name: 'the minimum is raised',
    verdict: 'fail',
    line: 6,
    set: { minimumPlatformVersion: '1.5.0' },
    cloudformation: `Resources:
  Web:
    Type: AWS::ECS::Service
    Properties:
      LaunchType: FARGATE
      PlatformVersion: 1.4.0
      TaskDefinition: !Ref Task
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      Family: web
`,
  },
  {
    name: 'versions compare by number',
    verdict: 'pass',
    set: { minimumPlatformVersion: '1.9.0' },
    cloudformation: `Resources:
  Web:
    Type: AWS::ECS::Service
    Properties:
      LaunchType: FARGATE
      PlatformVersion: 1.10.0
`,
  },
  {
    name: 'the first version, on Windows',
    verdict: 'pass',
    resource: 'Web',
    cloudformation: `Resources:
  Web:
    Type: AWS::ECS::Service
    Properties:
      LaunchType: FARGATE
      PlatformVersion: 1.0.0
      TaskDefinition: !Ref Task
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      RuntimePlatform:
        OperatingSystemFamily: WINDOWS_SERVER_2022_CORE
`,
  },
  {
    name: 'the first version, on Linux',
    verdict: 'fail',
    line: 6,
    cloudformation: `Resources:
  Web:
    Type: AWS::ECS::Service
    Properties:
      LaunchType: FARGATE
      PlatformVersion: 1.0.0
      TaskDefinition: !Ref Task
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      Family: web
`,
  },
  {
    name: 'the first version, where the task definition is elsewhere',
    verdict: 'unknown',
    cloudformation: `Resources:
  Web:
    Type: AWS::ECS::Service
    Properties:
      LaunchType: FARGATE
      PlatformVersion: 1.0.0
      TaskDefinition: web:7
`,
  },
  {
    name: 'by capacity provider',
    verdict: 'fail',
    line: 7,
    cloudformation: `Resources:
  Web:
    Type: AWS::ECS::Service
    Properties:
      CapacityProviderStrategy:
        - CapacityProvider: FARGATE_SPOT
      PlatformVersion: 1.2.0
`,
  },
  {
    name: 'on EC2',
    verdict: 'none',
    cloudformation: `Resources:
  Web:
    Type: AWS::ECS::Service
    Properties:
      LaunchType: EC2
`,
  },
  {
    name: 'decided by a parameter without a value',
    verdict: 'unknown',
    cloudformation: `Parameters:
  Version:
    Type: String
Resources:
  Web:
    Type: AWS::ECS::Service
    Properties:
      LaunchType: FARGATE
      PlatformVersion: !Ref Version
`,
  },
  {
    name: 'a task set',
    verdict: 'fail',
    line: 9,
    cloudformation: `Resources:
  Green:
    Type: AWS::ECS::TaskSet
    Properties:
      Cluster: web
      Service: web
      TaskDefinition: web:7
      LaunchType: FARGATE
      PlatformVersion: 1.3.0
`,
  },
  {
    name: 'a schedule of EventBridge',
    verdict: 'fail',
    line: 13,
    cloudformation: `Resources:
  Nightly:
    Type: AWS::Events::Rule
    Properties:
      ScheduleExpression: rate(1 day)
      Targets:
        - Id: task
          Arn: arn:aws:ecs:eu-west-1:111122223333:cluster/batch
          RoleArn: arn:aws:iam::111122223333:role/events
          EcsParameters:
            TaskDefinitionArn: arn:aws:ecs:eu-west-1:111122223333:task-definition/nightly
            LaunchType: FARGATE
            PlatformVersion: 1.3.0
`,
  },
  {
    name: 'a schedule of EventBridge Scheduler',
    verdict: 'pass',
    cloudformation: `Resources:
  Nightly:
    Type: AWS::Scheduler::Schedule
    Properties:
      ScheduleExpression: rate(1 day)
      FlexibleTimeWindow: {Mode: 'OFF'}
      Target:
        Arn: arn:aws:ecs:eu-west-1:111122223333:cluster/batch
        RoleArn: arn:aws:iam::111122223333:role/scheduler
        EcsParameters:
          TaskDefinitionArn: arn:aws:ecs:eu-west-1:111122223333:task-definition/nightly
          LaunchType: FARGATE
          PlatformVersion: LATEST
`,
  },
  {
    name: 'Terraform',
    verdict: 'fail',
    terraform: [
      {
        type: 'aws_ecs_service',
        name: 'web',
        values: { name: 'web', launch_type: 'FARGATE', platform_version: '1.3.0' },
      },
    ],
  },
  {
    name: 'Terraform, the version is known after apply',
    verdict: 'unknown',
    terraform: [
      {
        type: 'aws_ecs_service',
        name: 'web',
        values: { name: 'web', launch_type: 'FARGATE' },
        unknown: { platform_version: true },
      },
    ],
  },
];

import { all, any, equals, exists, item, not, says } from '../language/builders.js';
import type { Condition } from '../language/condition.js';
import { control } from './control.js';
import { CONTAINERS, requiresCompatibility, TASK_DEFINITIONS } from './shared/containers.js';

const isSet = (option: string): Condition =>
  says(`Option ${option} is not set`, exists(item(`LogConfiguration.Options.${option}`)));

export default control({
  id: 'container-awslogs-options',
  practice: '4.1',
  severity: 'medium',
  profile: 'essential',
  title: 'Containers that log to CloudWatch say where',
  why: 'Without group, region and stream prefix ECS refuses the task definition or the task does not start; and without a prefix nobody finds the stream of a container.',
  remedy: 'Set awslogs-group and awslogs-region in LogConfiguration.Options, and on Fargate awslogs-stream-prefix.',
  mappings: { cfnLint: ['E3046'] },
  applies: TASK_DEFINITIONS,
  each: CONTAINERS,
  when: equals(item('LogConfiguration.LogDriver'), 'awslogs'),
  holds: all(
    isSet('awslogs-group'),
    isSet('awslogs-region'),
    any(isSet('awslogs-stream-prefix'), not(requiresCompatibility('FARGATE'))),
  ),
  decisions:
    'The region is asked for everywhere, since the API names it as required. On container instances the stream prefix is optional: the container id names the stream there. An Express service names group and prefix by other properties, each with a default.',
  config: { guard: ['AWS::ECS::TaskDefinition'] },
  blindSpots: {
    check: 'Whether the group exists, or awslogs-create-group may make it, is not seen.',
    config:
      'The published schema of the configuration item has no Options: the rule is not applicable where the item does not carry them.',
    organizationPolicy: 'RegisterTaskDefinition carries no condition key for log options.',
  },
  examples: [
    {
      name: 'all that Fargate needs',
      verdict: 'pass',
      cloudformation: `Resources:
  Logs:
    Type: AWS::Logs::LogGroup
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      RequiresCompatibilities: [FARGATE]
      ContainerDefinitions:
        - Name: web
          Image: web:1.2.3
          LogConfiguration:
            LogDriver: awslogs
            Options:
              awslogs-group: !Ref Logs
              awslogs-region: !Ref AWS::Region
              awslogs-stream-prefix: web
`,
    },
    {
      name: 'no stream prefix on Fargate',
      verdict: 'fail',
      line: 11,
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
            Options:
              awslogs-group: /web
              awslogs-region: eu-west-1
`,
    },
    {
      name: 'container instances need no prefix',
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
            LogDriver: awslogs
            Options:
              awslogs-group: /web
              awslogs-region: eu-west-1
`,
    },
    {
      name: 'no region',
      verdict: 'fail',
      line: 10,
      cloudformation: `Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      ContainerDefinitions:
        - Name: web
          Image: web:1.2.3
          LogConfiguration:
            LogDriver: awslogs
            Options:
              awslogs-group: /web
`,
    },
    {
      name: 'no options at all',
      verdict: 'fail',
      line: 8,
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
      name: 'another driver',
      verdict: 'none',
      cloudformation: `Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      ContainerDefinitions:
        - Name: web
          Image: web:1.2.3
          LogConfiguration:
            LogDriver: awsfirelens
`,
    },
    {
      name: 'options of a condition that nobody decides',
      verdict: 'unknown',
      cloudformation: `Parameters:
  Stage:
    Type: String
Conditions:
  Production: !Equals [!Ref Stage, production]
Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      ContainerDefinitions:
        - Name: web
          Image: web:1.2.3
          LogConfiguration:
            LogDriver: awslogs
            Options: !If
              - Production
              - {awslogs-group: /web, awslogs-region: eu-west-1}
              - !Ref AWS::NoValue
`,
    },
    {
      name: 'task definition JSON',
      verdict: 'fail',
      taskDefinition: {
        family: 'web',
        requiresCompatibilities: ['FARGATE'],
        containerDefinitions: [
          {
            name: 'web',
            image: 'web:1.2.3',
            logConfiguration: {
              logDriver: 'awslogs',
              options: { 'awslogs-group': '/web', 'awslogs-region': 'eu-west-1' },
            },
          },
        ],
      },
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
            container_definitions:
              '[{"name":"web","image":"web:1.2.3","logConfiguration":{"logDriver":"awslogs","options":{"awslogs-group":"/web"}}}]',
          },
        },
      ],
    },
  ],
});

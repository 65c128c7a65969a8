import { all, any, equals, exists, item, matches, not, oneOf, property, says, some } from '../language/builders.js';
import { control } from './control.js';

const mode = property('NetworkMode');
const compatibilities = property('RequiresCompatibilities');
const only = (compatibility: string) =>
  all(
    some(compatibilities, equals(item(), compatibility)),
    not(some(compatibilities, not(equals(item(), compatibility)))),
  );

export default control({
  id: 'task-network-mode-awsvpc',
  practice: '2.2',
  severity: 'medium',
  profile: 'essential',
  title: 'Tasks have a network interface of their own (awsvpc)',
  why: "In bridge and host mode tasks share the network interface and the security groups of their container instance, so one task's rules open the way to all the others.",
  remedy:
    'Set NetworkMode to awsvpc (or to none for a task without a network), and give the service its own security group.',
  mappings: { controlTower: ['CT.ECS.PR.4'], config: ['ecs-awsvpc-networking-enabled'] },
  applies: ['AWS::ECS::TaskDefinition'],
  when: not(only('EXTERNAL')),
  holds: any(
    says('NetworkMode is {value}', oneOf(mode, ['awsvpc', 'none'])),
    // The API's default is bridge on Linux, but the platform's own network on Windows and awsvpc on managed instances.
    all(
      not(exists(mode)),
      any(matches(property('RuntimePlatform.OperatingSystemFamily'), '^WINDOWS'), only('MANAGED_INSTANCES')),
    ),
  ),
  decisions:
    'Only a task definition whose OperatingSystemFamily is a Windows one counts as Windows. A task definition that requires MANAGED_INSTANCES alone may omit the mode: there the default is awsvpc (ECS developer guide, task definition parameters for managed instances). ECS Anywhere has no awsvpc, so a task definition that requires EXTERNAL alone is not judged.',
  config: {
    guard: ['AWS::ECS::TaskDefinition'],
    why: 'ECS_AWSVPC_NETWORKING_ENABLED also fails task definitions for ECS Anywhere and for Windows, and those without a network.',
  },
  blindSpots: {
    check: 'A Windows task definition for EC2 that names no operating system looks like a Linux one.',
    config:
      'The published schema of the configuration item has no RuntimePlatform: where NetworkMode is absent too, the task may be one for Windows, and the rule is not applicable.',
    organizationPolicy: 'RegisterTaskDefinition carries no condition key for the network mode.',
  },
  examples: [
    {
      name: 'awsvpc',
      verdict: 'pass',
      cloudformation: `Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      Family: web
      NetworkMode: awsvpc
`,
    },
    {
      name: 'no network at all',
      verdict: 'pass',
      cloudformation: `Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      Family: cruncher
      NetworkMode: none
`,
    },
    {
      name: 'the default is bridge',
      verdict: 'fail',
      line: 4,
      cloudformation: `Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      Family: web
      RequiresCompatibilities: [EC2]
`,
    },
    {
      name: 'bridge',
      verdict: 'fail',
      line: 6,
      cloudformation: `Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      Family: web
      NetworkMode: bridge
`,
    },
    {
      name: 'also for ECS Anywhere: it runs on EC2 too',
      verdict: 'fail',
      line: 7,
      cloudformation: `Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      Family: web
      RequiresCompatibilities: [EC2, EXTERNAL]
      NetworkMode: bridge
`,
    },
    {
      name: 'a Windows task may omit it',
      verdict: 'pass',
      cloudformation: `Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      Family: intranet
      RequiresCompatibilities: [EC2]
      RuntimePlatform:
        OperatingSystemFamily: WINDOWS_SERVER_2022_CORE
`,
    },
    {
      name: 'on managed instances the default is awsvpc',
      verdict: 'pass',
      cloudformation: `Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      Family: web
      RequiresCompatibilities: [MANAGED_INSTANCES]
`,
    },
    {
      name: 'decided by a parameter without a value',
      verdict: 'unknown',
      line: 9,
      cloudformation: `Parameters:
  Mode:
    Type: String
Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      Family: web
      NetworkMode: !Ref Mode
`,
    },
    {
      name: 'ECS Anywhere only',
      verdict: 'none',
      cloudformation: `Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      Family: till
      RequiresCompatibilities: [EXTERNAL]
      NetworkMode: bridge
`,
    },
    {
      name: 'task definition JSON',
      verdict: 'fail',
      taskDefinition: { family: 'web', networkMode: 'bridge', containerDefinitions: [{ name: 'web', image: 'web:1' }] },
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
            network_mode: 'bridge',
            requires_compatibilities: ['EC2'],
            container_definitions: '[{"name":"web","image":"web:1.2.3"}]',
          },
        },
      ],
    },
    {
      name: 'Terraform, awsvpc',
      verdict: 'pass',
      terraform: [
        {
          type: 'aws_ecs_task_definition',
          name: 'web',
          values: { family: 'web', network_mode: 'awsvpc', requires_compatibilities: ['FARGATE'] },
          unknown: { container_definitions: true },
        },
      ],
    },
  ],
});

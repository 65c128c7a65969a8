import { all, any, equals, exists, item, not, property, says } from '../language/builders.js';
import { control } from './control.js';
import { CONTAINERS, requiresCompatibility, TASK_DEFINITIONS } from './shared/containers.js';

export default control({
  id: 'container-resource-limits',
  practice: '001',
  severity: 'medium',
  profile: 'essential',
  title: 'Containers have a limit of memory and a share of CPU',
  why: 'A container without a hard limit of memory may take all of its container instance, and ECS places tasks by what they reserve: the neighbours are then killed or starved.',
  remedy:
    'Set Memory (the hard limit, not only MemoryReservation) on the container, and Cpu on the container or the task; on Fargate Memory and Cpu of the task are enough.',
  mappings: { controlTower: ['CT.ECS.PR.7'] },
  applies: TASK_DEFINITIONS,
  each: CONTAINERS,
  holds: all(
    any(
      says('Memory of container {name} is not set', exists(item('Memory'))),
      all(requiresCompatibility('FARGATE'), exists(property('Memory'))),
    ),
    any(
      // 0 is what the API stores, and prints, where nothing was set: the smallest share that Linux gives.
      says('Cpu of container {name} is {value}', all(exists(item('Cpu')), not(equals(item('Cpu'), 0)))),
      exists(property('Cpu')),
    ),
  ),
  decisions:
    'Cpu 0 counts as not set: that is how the API keeps an absent one, and Docker gives it 2 shares. MemoryReservation is a soft limit, so it is not enough. Memory of the task counts on Fargate only, as CT.ECS.PR.7 has it: elsewhere the task has a limit, but its containers can starve each other. An Express service always has Cpu and Memory by default, so it is not judged.',
  config: {
    guard: ['AWS::ECS::TaskDefinition'],
    why: 'ECS_TASK_DEFINITION_MEMORY_HARD_LIMIT was discontinued in April 2026, and looked at memory only.',
  },
  blindSpots: {
    check:
      'Limits that RunTask overrides are not seen. On Windows container instances ECS ignores what is set on the task, which counts here.',
    config: 'AWS Config records no daemon task definitions.',
    organizationPolicy:
      'The condition keys ecs:task-cpu and ecs:task-memory see the task, not its containers (restrict-task-size).',
  },
  examples: [
    {
      name: 'both on the container',
      verdict: 'pass',
      cloudformation: `Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      ContainerDefinitions:
        - Name: web
          Image: web:1.2.3
          Memory: 512
          Cpu: 256
`,
    },
    {
      name: 'on Fargate both on the task',
      verdict: 'pass',
      cloudformation: `Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      RequiresCompatibilities: [FARGATE]
      Cpu: 256
      Memory: 512
      ContainerDefinitions:
        - Name: web
          Image: web:1.2.3
`,
    },
    {
      name: 'a reservation is no limit',
      verdict: 'fail',
      line: 6,
      cloudformation: `Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      ContainerDefinitions:
        - Name: web
          Image: web:1.2.3
          MemoryReservation: 256
          Cpu: 256
`,
    },
    {
      name: 'on container instances the memory of the task is not enough',
      verdict: 'fail',
      line: 9,
      cloudformation: `Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      RequiresCompatibilities: [EC2]
      Cpu: 256
      Memory: 512
      ContainerDefinitions:
        - Name: web
          Image: web:1.2.3
`,
    },
    {
      name: 'no CPU anywhere',
      verdict: 'fail',
      line: 6,
      cloudformation: `Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      ContainerDefinitions:
        - Name: web
          Image: web:1.2.3
          Memory: 512
`,
    },
    {
      name: 'CPU of 0 is none',
      verdict: 'fail',
      line: 9,
      cloudformation: `Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      ContainerDefinitions:
        - Name: web
          Image: web:1.2.3
          Memory: 512
          Cpu: 0
`,
    },
    {
      name: 'CPU of the task',
      verdict: 'pass',
      cloudformation: `Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      Cpu: 256
      ContainerDefinitions:
        - Name: web
          Image: web:1.2.3
          Memory: 512
          Cpu: 0
`,
    },
    {
      name: 'compatibilities that nobody knows yet',
      verdict: 'unknown',
      cloudformation: `Parameters:
  Compatibilities:
    Type: CommaDelimitedList
Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      RequiresCompatibilities: !Ref Compatibilities
      Cpu: 256
      Memory: 512
      ContainerDefinitions:
        - Name: web
          Image: web:1.2.3
`,
    },
    {
      name: 'a limit by parameter',
      verdict: 'pass',
      cloudformation: `Parameters:
  Memory:
    Type: Number
Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      Cpu: 256
      ContainerDefinitions:
        - Name: web
          Image: web:1.2.3
          Memory: !Ref Memory
`,
    },
    {
      name: 'a daemon without limits',
      verdict: 'fail',
      line: 7,
      cloudformation: `Resources:
  Agent:
    Type: AWS::ECS::DaemonTaskDefinition
    Properties:
      Cpu: 256
      ContainerDefinitions:
        - Name: agent
          Image: agent:1.2.3
`,
    },
    {
      name: 'task definition JSON, as AWS prints it',
      verdict: 'fail',
      taskDefinition: {
        family: 'web',
        containerDefinitions: [{ name: 'web', image: 'web:1.2.3', cpu: 0, memory: 512, essential: true }],
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
            requires_compatibilities: ['EC2'],
            container_definitions: '[{"name":"web","image":"web:1.2.3","memoryReservation":128,"cpu":10}]',
          },
        },
      ],
    },
  ],
});

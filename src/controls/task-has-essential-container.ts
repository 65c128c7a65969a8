import { equals, item, not, says, some } from '../language/builders.js';
import { control } from './control.js';
import { CONTAINERS, TASK_DEFINITIONS } from './shared/containers.js';

export default control({
  id: 'task-has-essential-container',
  practice: '001',
  severity: 'medium',
  profile: 'essential',
  title: 'At least one container of a task is essential',
  why: 'ECS refuses a task definition without an essential container, and a task whose application container is not essential goes on running, and counting as healthy, after the application has stopped.',
  remedy:
    'Remove Essential: false from the application container (the default is true), and keep it for sidecars that the task can live without.',
  mappings: { cfnLint: ['E3042'] },
  applies: TASK_DEFINITIONS,
  // The API's default is true.
  holds: says('No container is essential', some(CONTAINERS, not(equals(item('Essential'), false)))),
  config: { none: 'ECS refuses such a task definition, so none is ever recorded.' },
  blindSpots: {
    check: 'Which container is the application is not known: an essential sidecar is enough.',
    organizationPolicy:
      'RegisterTaskDefinition carries no condition key for it, and refuses such a task definition by itself.',
  },
  examples: [
    {
      name: 'the default is essential',
      verdict: 'pass',
      cloudformation: `Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      ContainerDefinitions:
        - Name: web
          Image: web:1.2.3
        - Name: router
          Image: aws-for-fluent-bit:2.32.5
          Essential: false
`,
    },
    {
      name: 'nothing is essential',
      verdict: 'fail',
      line: 6,
      cloudformation: `Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      ContainerDefinitions:
        - Name: web
          Image: web:1.2.3
          Essential: false
        - Name: router
          Image: aws-for-fluent-bit:2.32.5
          Essential: 'false'
`,
    },
    {
      name: 'a daemon without an essential container',
      verdict: 'fail',
      cloudformation: `Resources:
  Agent:
    Type: AWS::ECS::DaemonTaskDefinition
    Properties:
      ContainerDefinitions:
        - Name: agent
          Image: agent:1.2.3
          Essential: false
`,
    },
    {
      name: 'decided by a parameter without a value',
      verdict: 'unknown',
      cloudformation: `Parameters:
  Essential:
    Type: String
Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      ContainerDefinitions:
        - Name: web
          Image: web:1.2.3
          Essential: !Ref Essential
`,
    },
    {
      name: 'one container is essential, whatever the other is',
      verdict: 'pass',
      cloudformation: `Parameters:
  Essential:
    Type: String
Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      ContainerDefinitions:
        - Name: router
          Image: aws-for-fluent-bit:2.32.5
          Essential: !Ref Essential
        - Name: web
          Image: web:1.2.3
          Essential: true
`,
    },
    {
      name: 'task definition JSON',
      verdict: 'fail',
      taskDefinition: { family: 'web', containerDefinitions: [{ name: 'web', image: 'web:1.2.3', essential: false }] },
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
            container_definitions: '[{"name":"web","image":"web:1.2.3","essential":false}]',
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

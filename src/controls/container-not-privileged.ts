import { equals, item, not, says } from '../language/builders.js';
import { control } from './control.js';
import { CONTAINERS, TASK_DEFINITIONS } from './shared/containers.js';

export default control({
  id: 'container-not-privileged',
  practice: '3.2',
  severity: 'high',
  profile: 'essential',
  title: 'Containers do not run privileged',
  why: 'A privileged container has root access to its container instance, and through it to every task there.',
  remedy: 'Remove Privileged, and add only the Linux capabilities that the container needs.',
  mappings: {
    securityHub: ['ECS.4'],
    controlTower: ['CT.ECS.PR.11'],
    checkov: ['CKV_AWS_334'],
    config: ['ecs-containers-nonprivileged'],
  },
  applies: TASK_DEFINITIONS,
  each: CONTAINERS,
  // The API's default is false.
  holds: says('Privileged is true', not(equals(item('Privileged'), true))),
  prevention: ['deny-privileged-tasks'],
  config: {
    managed: [{ identifier: 'ECS_CONTAINERS_NONPRIVILEGED' }],
    why: 'It fails where a container has privileged true, and nowhere else.',
  },
  blindSpots: {
    config:
      'The managed rule looks at the latest active revision of a family only, and AWS Config records no daemon task definitions.',
    organizationPolicy: 'Revisions that were registered before the policy keep running.',
  },
  examples: [
    {
      name: 'privileged',
      verdict: 'fail',
      line: 9,
      container: 'agent',
      cloudformation: `Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      Family: node-agent
      ContainerDefinitions:
        - Name: agent
          Image: agent:1.2.3
          Privileged: true
`,
    },
    {
      name: 'the default is unprivileged',
      verdict: 'pass',
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
      name: 'decided by a parameter without a value',
      verdict: 'unknown',
      line: 12,
      cloudformation: `Parameters:
  Privileged:
    Type: String
    AllowedValues: ['true', 'false']
Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      ContainerDefinitions:
        - Name: web
          Image: web:1.2.3
          Privileged: !Ref Privileged
`,
    },
    {
      name: 'task definition JSON',
      verdict: 'fail',
      taskDefinition: {
        family: 'agent',
        containerDefinitions: [{ name: 'agent', image: 'agent:1', privileged: true }],
      },
    },
    {
      name: 'Terraform',
      verdict: 'fail',
      terraform: [
        {
          type: 'aws_ecs_task_definition',
          name: 'agent',
          values: {
            family: 'agent',
            container_definitions: '[{"name":"agent","image":"agent:1","privileged":true}]',
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
          name: 'agent',
          values: { family: 'agent' },
          unknown: { container_definitions: true },
        },
      ],
    },
  ],
});

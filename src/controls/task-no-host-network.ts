import { equals, not, property, says } from '../language/builders.js';
import { control } from './control.js';

export default control({
  id: 'task-no-host-network',
  practice: '2.2',
  severity: 'high',
  profile: 'essential',
  title: "Tasks do not use the host's network",
  why: "In host mode a container sees every network interface of its container instance: the host's own services, the instance metadata with the instance's credentials, and the traffic of other tasks.",
  remedy: 'Set NetworkMode to awsvpc.',
  mappings: { securityHub: ['ECS.17'], config: ['ecs-task-definition-network-mode-not-host'] },
  applies: ['AWS::ECS::TaskDefinition'],
  // The API's default is bridge.
  holds: says('NetworkMode is `host`', not(equals(property('NetworkMode'), 'host'))),
  config: {
    managed: [{ identifier: 'ECS_TASK_DEFINITION_NETWORK_MODE_NOT_HOST' }],
    why: 'It fails where the network mode is host, and nowhere else.',
  },
  blindSpots: {
    config: 'AWS Config looks at the latest active revision of a family only.',
    organizationPolicy: 'RegisterTaskDefinition carries no condition key for the network mode.',
  },
  examples: [
    {
      name: 'host network',
      verdict: 'fail',
      line: 6,
      cloudformation: `Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      Family: proxy
      NetworkMode: host
`,
    },
    {
      name: 'awsvpc',
      verdict: 'pass',
      cloudformation: `Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      Family: proxy
      NetworkMode: awsvpc
`,
    },
    {
      name: 'the default is not the host network',
      verdict: 'pass',
      cloudformation: `Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      Family: proxy
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
      Family: proxy
      NetworkMode: !Ref Mode
`,
    },
    {
      name: 'task definition JSON',
      verdict: 'fail',
      taskDefinition: {
        family: 'proxy',
        networkMode: 'host',
        containerDefinitions: [{ name: 'proxy', image: 'envoy:1' }],
      },
    },
    {
      name: 'Terraform',
      verdict: 'fail',
      terraform: [
        {
          type: 'aws_ecs_task_definition',
          name: 'proxy',
          values: {
            family: 'proxy',
            network_mode: 'host',
            container_definitions: '[{"name":"proxy","image":"envoy:1.30.1"}]',
          },
        },
      ],
    },
    {
      name: 'Terraform, known after apply',
      verdict: 'unknown',
      terraform: [
        {
          type: 'aws_ecs_task_definition',
          name: 'proxy',
          values: { family: 'proxy', container_definitions: '[{"name":"proxy","image":"envoy:1.30.1"}]' },
          unknown: { network_mode: true },
        },
      ],
    },
  ],
});

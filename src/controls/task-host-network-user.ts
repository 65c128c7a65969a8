import { all, any, equals, every, exists, item, matches, not, property, says } from '../language/builders.js';
import { control } from './control.js';
import { CONTAINERS } from './shared/containers.js';

/** Root by name or number, with or without a group. Source: the ECS API's reference of ContainerDefinition.user. */
const ROOT = '^(root|0+)(:.*)?$';

export default control({
  id: 'task-host-network-user',
  practice: '2.2',
  severity: 'high',
  profile: 'essential',
  title: "In the host's network, containers that are not meant to be privileged do not run as root",
  why: "Root in the host's network may listen on every port of the container instance and send raw packets there: privileges that nobody granted on purpose.",
  remedy:
    'Set NetworkMode to awsvpc; where the host network is needed, set User to one that is not root in every container.',
  mappings: {
    securityHub: ['ECS.1'],
    controlTower: ['CT.ECS.PR.8'],
    config: ['ecs-task-definition-user-for-host-mode-check'],
  },
  applies: ['AWS::ECS::TaskDefinition'],
  when: equals(property('NetworkMode'), 'host'),
  // The API's default is not privileged, and as the user that the image names, which is root unless it says otherwise.
  holds: every(
    CONTAINERS,
    any(
      says(
        'User of container {name} is {value}, and Privileged is not true',
        all(exists(item('User')), not(matches(item('User'), ROOT))),
      ),
      equals(item('Privileged'), true),
    ),
  ),
  decisions:
    'A privileged container holds, as in AWS Config: it was given its rights on purpose, and container-not-privileged judges them. Some checkers ask for both. ECS.1 of Security Hub is retired; the mapping is kept for those who still report it. A container without User fails although the image may name one: the template does not say.',
  config: {
    guard: ['AWS::ECS::TaskDefinition'],
    why: 'ECS_TASK_DEFINITION_USER_FOR_HOST_MODE_CHECK knows root by name; that it also takes user 0 for root is not documented.',
  },
  blindSpots: {
    check: 'The user that the image itself names is not seen.',
    rawTemplate: 'A User that is written as a bare number (0) in JSON or YAML counts as one that is not root.',
    config: 'The user that the image names is not recorded.',
    organizationPolicy: 'RegisterTaskDefinition carries no condition key for the user or the network mode.',
  },
  examples: [
    {
      name: 'a user that is not root',
      verdict: 'pass',
      cloudformation: `Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      NetworkMode: host
      ContainerDefinitions:
        - Name: proxy
          Image: envoy:1.30.1
          User: '101:101'
`,
    },
    {
      name: 'privileged on purpose',
      verdict: 'pass',
      cloudformation: `Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      NetworkMode: host
      ContainerDefinitions:
        - Name: agent
          Image: agent:1.2.3
          Privileged: true
`,
    },
    {
      name: 'no user',
      verdict: 'fail',
      line: 10,
      cloudformation: `Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      NetworkMode: host
      ContainerDefinitions:
        - Name: proxy
          Image: envoy:1.30.1
          User: envoy
        - Name: metrics
          Image: metrics:1.2.3
`,
    },
    {
      name: 'root by name',
      verdict: 'fail',
      line: 9,
      cloudformation: `Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      NetworkMode: host
      ContainerDefinitions:
        - Name: proxy
          Image: envoy:1.30.1
          User: root
          Privileged: false
`,
    },
    {
      name: 'root by number, with a group',
      verdict: 'fail',
      line: 9,
      cloudformation: `Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      NetworkMode: host
      ContainerDefinitions:
        - Name: proxy
          Image: envoy:1.30.1
          User: 0:101
`,
    },
    {
      name: 'a user that begins like root',
      verdict: 'pass',
      cloudformation: `Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      NetworkMode: host
      ContainerDefinitions:
        - Name: proxy
          Image: envoy:1.30.1
          User: rootless
`,
    },
    {
      name: 'decided by a parameter without a value',
      verdict: 'unknown',
      line: 12,
      cloudformation: `Parameters:
  User:
    Type: String
Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      NetworkMode: host
      ContainerDefinitions:
        - Name: proxy
          Image: envoy:1.30.1
          User: !Ref User
`,
    },
    {
      name: 'another network mode',
      verdict: 'none',
      cloudformation: `Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      NetworkMode: awsvpc
      ContainerDefinitions:
        - Name: proxy
          Image: envoy:1.30.1
`,
    },
    {
      name: 'task definition JSON',
      verdict: 'fail',
      taskDefinition: {
        family: 'proxy',
        networkMode: 'host',
        containerDefinitions: [{ name: 'proxy', image: 'envoy:1.30.1', user: '0' }],
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
  ],
});

import { all, equals, not, oneOf, property, says } from '../language/builders.js';
import { control } from './control.js';

export default control({
  id: 'task-no-host-process-namespace',
  practice: '2.2',
  severity: 'high',
  profile: 'essential',
  title: "Tasks do not share the host's process and IPC namespaces",
  why: "In the host's namespaces a container sees the processes, environment variables and shared memory of the host and of every other task there, and may signal or change them.",
  remedy:
    'Remove PidMode and IpcMode, or set them to task where the containers of one task must see each other; in a daemon task definition set them to none.',
  mappings: {
    securityHub: ['ECS.3'],
    controlTower: ['CT.ECS.PR.10'],
    checkov: ['CKV_AWS_335'],
    configNear: ['ecs-task-definition-pid-mode-check'],
  },
  rules: [
    {
      // The API's default is a private PID namespace; that of IPC follows the Docker daemon, which is not the host's.
      types: ['AWS::ECS::TaskDefinition'],
      holds: all(
        says('PidMode is `host`', not(equals(property('PidMode'), 'host'))),
        says('IpcMode is `host`', not(equals(property('IpcMode'), 'host'))),
      ),
    },
    {
      // Daemons spell it otherwise: none (the default) or shared.
      types: ['AWS::ECS::DaemonTaskDefinition'],
      holds: all(
        says('PidMode is {value}', not(oneOf(property('PidMode'), ['shared', 'host']))),
        says('IpcMode is {value}', not(oneOf(property('IpcMode'), ['shared', 'host']))),
      ),
    },
  ],
  decisions:
    'The AWS Config rule ecs-task-definition-pid-mode-check looks at PidMode only, so the emitted pack does not use it.',
  config: {
    guard: ['AWS::ECS::TaskDefinition'],
    why: 'ECS_TASK_DEFINITION_PID_MODE_CHECK does not look at IpcMode.',
  },
  blindSpots: {
    check: 'A Docker daemon whose own default for IPC was changed on the container instance is not seen.',
    config: 'AWS Config records no daemon task definitions.',
    organizationPolicy: 'RegisterTaskDefinition carries no condition key for the namespaces.',
  },
  examples: [
    {
      name: 'the PID namespace of the host',
      verdict: 'fail',
      line: 6,
      cloudformation: `Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      Family: profiler
      PidMode: host
`,
    },
    {
      name: 'the IPC namespace of the host',
      verdict: 'fail',
      line: 7,
      cloudformation: `Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      Family: database
      PidMode: task
      IpcMode: host
`,
    },
    {
      name: 'the defaults are private',
      verdict: 'pass',
      cloudformation: `Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      Family: web
`,
    },
    {
      name: 'shared within the task',
      verdict: 'pass',
      cloudformation: `Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      Family: web
      PidMode: task
      IpcMode: task
`,
    },
    {
      name: 'a daemon that sees the processes of its host',
      verdict: 'fail',
      line: 6,
      cloudformation: `Resources:
  Agent:
    Type: AWS::ECS::DaemonTaskDefinition
    Properties:
      Family: agent
      PidMode: shared
`,
    },
    {
      name: 'a daemon on its own',
      verdict: 'pass',
      cloudformation: `Resources:
  Agent:
    Type: AWS::ECS::DaemonTaskDefinition
    Properties:
      Family: agent
      PidMode: none
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
      PidMode: !Ref Mode
`,
    },
    {
      name: 'decided without the parameter',
      verdict: 'fail',
      line: 10,
      cloudformation: `Parameters:
  Mode:
    Type: String
Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      Family: web
      PidMode: !Ref Mode
      IpcMode: host
`,
    },
    {
      name: 'task definition JSON',
      verdict: 'fail',
      taskDefinition: {
        family: 'profiler',
        pidMode: 'host',
        containerDefinitions: [{ name: 'perf', image: 'perf:1' }],
      },
    },
    {
      name: 'Terraform',
      verdict: 'fail',
      terraform: [
        {
          type: 'aws_ecs_task_definition',
          name: 'database',
          values: {
            family: 'database',
            ipc_mode: 'host',
            container_definitions: '[{"name":"database","image":"database:1.2.3"}]',
          },
        },
      ],
    },
  ],
});

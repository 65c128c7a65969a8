import { all, any, equals, exists, item, property, says, some } from '../language/builders.js';
import { control } from './control.js';
import { CONTAINERS, requiresCompatibility } from './shared/containers.js';

/** What ECS fetches with the execution role before a container starts. */
const fetches = some(
  CONTAINERS,
  any(
    some(item('Secrets'), exists(item())),
    some(item('LogConfiguration.SecretOptions'), exists(item())),
    some(item('EnvironmentFiles'), exists(item())),
    exists(item('RepositoryCredentials.CredentialsParameter')),
  ),
);
const logsToCloudWatch = some(CONTAINERS, equals(item('LogConfiguration.LogDriver'), 'awslogs'));
const holds = says('ExecutionRoleArn is not set', exists(property('ExecutionRoleArn')));

export default control({
  id: 'task-execution-role-assigned',
  practice: '3.1',
  severity: 'medium',
  profile: 'essential',
  title: 'Tasks that ECS fetches images, secrets or settings for have an execution role',
  why: 'Without an execution role ECS may neither pull from a private registry nor read secrets nor write logs for the task, which then does not start, or takes what it needs from rights given to the whole container instance.',
  remedy:
    'Set ExecutionRoleArn to a role that trusts ecs-tasks.amazonaws.com, with AmazonECSTaskExecutionRolePolicy and the right to read exactly the secrets of this task.',
  mappings: {},
  rules: [
    {
      types: ['AWS::ECS::TaskDefinition'],
      when: any(
        requiresCompatibility('FARGATE'),
        fetches,
        all(requiresCompatibility('MANAGED_INSTANCES'), logsToCloudWatch),
      ),
      holds,
    },
    // Daemons run on managed instances only.
    { types: ['AWS::ECS::DaemonTaskDefinition'], when: any(fetches, logsToCloudWatch), holds },
  ],
  decisions:
    'Besides Secrets and registry credentials, SecretOptions of a log driver and EnvironmentFiles count: ECS reads both with the execution role. On managed instances awslogs needs it as on Fargate (ECS developer guide, task definition parameters for managed instances); on container instances of EC2 the instance role is used. A Fargate task with public images and no logs could do without one; it is asked for all the same, since the next change would need it.',
  config: { guard: ['AWS::ECS::TaskDefinition'] },
  blindSpots: {
    check:
      'What the role may do is not judged here. A task definition that does not require FARGATE, but is started there, is not seen.',
    config: 'AWS Config records no daemon task definitions.',
    organizationPolicy: 'RegisterTaskDefinition carries no condition key for the execution role.',
  },
  examples: [
    {
      name: 'Fargate with an execution role',
      verdict: 'pass',
      cloudformation: `Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      RequiresCompatibilities: [FARGATE]
      ExecutionRoleArn: !Ref ExecutionRole
  ExecutionRole:
    Type: AWS::IAM::Role
`,
    },
    {
      name: 'Fargate without one',
      verdict: 'fail',
      line: 4,
      cloudformation: `Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      RequiresCompatibilities: [FARGATE]
      TaskRoleArn: arn:aws:iam::111122223333:role/web
`,
    },
    {
      name: 'secrets on a container instance',
      verdict: 'fail',
      line: 4,
      cloudformation: `Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      RequiresCompatibilities: [EC2]
      ContainerDefinitions:
        - Name: web
          Image: web:1.2.3
          Secrets:
            - Name: DB_PASSWORD
              ValueFrom: arn:aws:secretsmanager:eu-west-1:111122223333:secret:db-AbCdEf
`,
    },
    {
      name: 'a private registry',
      verdict: 'fail',
      line: 4,
      cloudformation: `Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      ContainerDefinitions:
        - Name: web
          Image: registry.example.com/web:1.2.3
          RepositoryCredentials:
            CredentialsParameter: arn:aws:secretsmanager:eu-west-1:111122223333:secret:registry-AbCdEf
`,
    },
    {
      name: 'the secret of a log driver',
      verdict: 'fail',
      cloudformation: `Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      ContainerDefinitions:
        - Name: web
          Image: web:1.2.3
          LogConfiguration:
            LogDriver: splunk
            SecretOptions:
              - Name: splunk-token
                ValueFrom: /web/splunk-token
`,
    },
    {
      name: 'CloudWatch logs on managed instances',
      verdict: 'fail',
      cloudformation: `Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      RequiresCompatibilities: [MANAGED_INSTANCES]
      ContainerDefinitions:
        - Name: web
          Image: web:1.2.3
          LogConfiguration:
            LogDriver: awslogs
`,
    },
    {
      name: 'a daemon that logs to CloudWatch',
      verdict: 'fail',
      cloudformation: `Resources:
  Agent:
    Type: AWS::ECS::DaemonTaskDefinition
    Properties:
      ContainerDefinitions:
        - Name: agent
          Image: agent:1.2.3
          LogConfiguration:
            LogDriver: awslogs
`,
    },
    {
      name: 'a container instance, with nothing to fetch',
      verdict: 'none',
      cloudformation: `Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      RequiresCompatibilities: [EC2]
      ContainerDefinitions:
        - Name: web
          Image: web:1.2.3
          Secrets: []
          LogConfiguration:
            LogDriver: awslogs
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
`,
    },
    {
      name: 'a role by parameter',
      verdict: 'pass',
      cloudformation: `Parameters:
  ExecutionRole:
    Type: String
Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      RequiresCompatibilities: [FARGATE]
      ExecutionRoleArn: !Ref ExecutionRole
`,
    },
    {
      name: 'task definition JSON',
      verdict: 'fail',
      taskDefinition: {
        family: 'web',
        requiresCompatibilities: ['FARGATE'],
        containerDefinitions: [{ name: 'web', image: 'web:1.2.3' }],
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
              '[{"name":"web","image":"web:1.2.3","secrets":[{"name":"DB_PASSWORD","valueFrom":"/web/db-password"}]}]',
          },
        },
      ],
    },
    {
      name: 'Terraform, a role of the plan',
      verdict: 'pass',
      terraform: [
        { type: 'aws_iam_role', name: 'start', values: { name: 'start' } },
        {
          type: 'aws_ecs_task_definition',
          name: 'web',
          values: { family: 'web', requires_compatibilities: ['FARGATE'] },
          unknown: { container_definitions: true, execution_role_arn: true },
          references: { execution_role_arn: ['aws_iam_role.start.arn', 'aws_iam_role.start'] },
        },
      ],
    },
  ],
});

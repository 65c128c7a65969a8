import { equals, fact, not, says } from '../language/builders.js';
import { control } from './control.js';
import { EXPRESS_SERVICE, TASK_DEFINITIONS } from './shared/containers.js';

export default control({
  id: 'task-role-not-execution-role',
  practice: '3.1',
  severity: 'medium',
  profile: 'essential',
  title: "A task's own role is not its execution role",
  why: 'The execution role may pull images and read every secret that the task is started with; code in the container that has the same role may do so too, at any time.',
  remedy:
    'Make two roles: TaskRoleArn with what the application calls, ExecutionRoleArn with what ECS needs to start the task. Leave TaskRoleArn out where the application calls nothing.',
  mappings: { checkov: ['CKV_AWS_249'] },
  applies: [...TASK_DEFINITIONS, EXPRESS_SERVICE],
  holds: says(
    'TaskRoleArn and ExecutionRoleArn name the same role',
    not(equals(fact('TaskRoleIsExecutionRole'), true)),
  ),
  decisions:
    'A task without one of the two holds: task-role-assigned and task-execution-role-assigned judge that. Two ARNs with the same role name are the same role whatever stands before it, since names of roles are unique in an account and both roles of a task are of the same account.',
  config: { guard: ['AWS::ECS::TaskDefinition'] },
  blindSpots: {
    check:
      'Two different roles with the same policies are not seen, nor a role that RunTask puts in the place of either.',
    rawTemplate: 'The two are compared by ringfence: unknown on templates that it has not resolved.',
    config:
      'A name beside an ARN is not compared, since Guard 2 cannot take a text apart: the rule is not applicable there. Express services and daemons are not recorded.',
    organizationPolicy: 'RegisterTaskDefinition carries no condition key for the roles.',
  },
  examples: [
    {
      name: 'two roles of the template',
      verdict: 'pass',
      cloudformation: `Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      TaskRoleArn: !GetAtt TaskRole.Arn
      ExecutionRoleArn: !GetAtt ExecutionRole.Arn
  TaskRole:
    Type: AWS::IAM::Role
  ExecutionRole:
    Type: AWS::IAM::Role
`,
    },
    {
      name: 'one role for both',
      verdict: 'fail',
      line: 5,
      cloudformation: `Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      TaskRoleArn: !GetAtt Role.Arn
      ExecutionRoleArn: !Sub \${Role.Arn}
  Role:
    Type: AWS::IAM::Role
`,
    },
    {
      name: 'once by name, once by reference',
      verdict: 'fail',
      line: 5,
      cloudformation: `Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      TaskRoleArn: ecs-tasks
      ExecutionRoleArn: !GetAtt Role.Arn
  Role:
    Type: AWS::IAM::Role
    Properties:
      RoleName: ecs-tasks
`,
    },
    {
      name: 'the same name in an account that is not known',
      verdict: 'fail',
      line: 5,
      cloudformation: `Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      TaskRoleArn: !Sub arn:aws:iam::\${AWS::AccountId}:role/ecsTaskExecutionRole
      ExecutionRoleArn: !Sub arn:\${AWS::Partition}:iam::\${AWS::AccountId}:role/ecsTaskExecutionRole
`,
    },
    {
      name: 'two names',
      verdict: 'pass',
      cloudformation: `Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      TaskRoleArn: !Sub arn:aws:iam::\${AWS::AccountId}:role/web
      ExecutionRoleArn: arn:aws:iam::111122223333:role/ecsTaskExecutionRole
`,
    },
    {
      name: 'no role of its own',
      verdict: 'pass',
      cloudformation: `Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      ExecutionRoleArn: arn:aws:iam::111122223333:role/ecsTaskExecutionRole
`,
    },
    {
      name: 'decided by two parameters without values',
      verdict: 'unknown',
      line: 10,
      cloudformation: `Parameters:
  TaskRole:
    Type: String
  ExecutionRole:
    Type: String
Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      TaskRoleArn: !Ref TaskRole
      ExecutionRoleArn: !Ref ExecutionRole
`,
    },
    {
      name: 'one parameter for both',
      verdict: 'fail',
      line: 8,
      cloudformation: `Parameters:
  Role:
    Type: String
Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      TaskRoleArn: !Ref Role
      ExecutionRoleArn: !Ref Role
`,
    },
    {
      name: 'an Express service',
      verdict: 'fail',
      line: 8,
      cloudformation: `Resources:
  Web:
    Type: AWS::ECS::ExpressGatewayService
    Properties:
      InfrastructureRoleArn: arn:aws:iam::111122223333:role/infrastructure
      PrimaryContainer:
        Image: web:1.2.3
      TaskRoleArn: arn:aws:iam::111122223333:role/web
      ExecutionRoleArn: arn:aws:iam::111122223333:role/web
`,
    },
    {
      name: 'task definition JSON',
      verdict: 'fail',
      taskDefinition: {
        family: 'web',
        taskRoleArn: 'arn:aws:iam::111122223333:role/web',
        executionRoleArn: 'arn:aws:iam::111122223333:role/web',
        containerDefinitions: [{ name: 'web', image: 'web:1.2.3' }],
      },
    },
    {
      name: 'Terraform, one role for both',
      verdict: 'fail',
      terraform: [
        { type: 'aws_iam_role', name: 'web', values: { name: 'web' } },
        {
          type: 'aws_ecs_task_definition',
          name: 'web',
          values: { family: 'web', container_definitions: '[{"name":"web","image":"web:1.2.3"}]' },
          unknown: { task_role_arn: true, execution_role_arn: true },
          references: {
            task_role_arn: ['aws_iam_role.web.arn', 'aws_iam_role.web'],
            execution_role_arn: ['aws_iam_role.web.arn', 'aws_iam_role.web'],
          },
        },
      ],
    },
    {
      name: 'Terraform, two roles',
      verdict: 'pass',
      terraform: [
        { type: 'aws_iam_role', name: 'web', values: { name: 'web' } },
        { type: 'aws_iam_role', name: 'start', values: { name: 'start' } },
        {
          type: 'aws_ecs_task_definition',
          name: 'web',
          values: { family: 'web', container_definitions: '[{"name":"web","image":"web:1.2.3"}]' },
          unknown: { task_role_arn: true, execution_role_arn: true },
          references: {
            task_role_arn: ['aws_iam_role.web.arn', 'aws_iam_role.web'],
            execution_role_arn: ['aws_iam_role.start.arn', 'aws_iam_role.start'],
          },
        },
      ],
    },
  ],
});

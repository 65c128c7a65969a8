import type { Example } from '../control.js';

const TRUST =
  '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"ecs-tasks.amazonaws.com"},"Action":"sts:AssumeRole"}]}';

/** The examples of the control of this name. */
export const taskRoleLeastPrivilegeExamples: readonly Example[] = [
  {
    name: 'everything on everything',
    verdict: 'fail',
    line: 13,
    cloudformation: withStatement(`
              - Effect: Allow
                Action: '*'
                Resource: '*'`),
  },
  {
    name: 'all of a service on everything',
    verdict: 'fail',
    line: 13,
    cloudformation: withStatement(`
              Effect: Allow
              Action: [logs:PutLogEvents, 's3:*']
              Resource: ['*']`),
  },
  {
    name: 'all of a service on its own resources',
    verdict: 'pass',
    cloudformation: withStatement(`
              - Effect: Allow
                Action: 's3:*'
                Resource:
                  - !GetAtt Bucket.Arn
                  - !Sub arn:\${AWS::Partition}:s3:::\${Bucket}/*`),
  },
  {
    name: 'some actions on everything',
    verdict: 'pass',
    cloudformation: withStatement(`
              - Effect: Allow
                Action: [ecr:GetAuthorizationToken, 'xray:Put*']
                Resource: '*'`),
  },
  {
    name: 'a deny of everything',
    verdict: 'pass',
    cloudformation: withStatement(`
              - Effect: Deny
                Action: '*'
                Resource: '*'`),
  },
  {
    name: 'everything but IAM',
    verdict: 'fail',
    line: 13,
    cloudformation: withStatement(`
              - Effect: Allow
                NotAction: 'iam:*'
                Resource: !GetAtt Bucket.Arn`),
  },
  {
    name: 'any role may be passed on',
    verdict: 'fail',
    line: 13,
    cloudformation: withStatement(`
              - Effect: Allow
                Action: iam:PassRole
                Resource: '*'
                Condition: {StringEquals: {'iam:PassedToService': ecs-tasks.amazonaws.com}}`),
  },
  {
    name: 'any role may be passed on, by a wildcard',
    verdict: 'fail',
    line: 13,
    cloudformation: withStatement(`
              - Effect: Allow
                Action: IAM:pass*
                Resource: '*'`),
  },
  {
    name: 'one role may be passed on',
    verdict: 'pass',
    cloudformation: withStatement(`
              - Effect: Allow
                Action: iam:PassRole
                Resource: arn:aws:iam::111122223333:role/worker`),
  },
  {
    name: 'the resource is a parameter without a value',
    verdict: 'unknown',
    cloudformation: withStatement(`
              - Effect: Allow
                Action: 's3:*'
                Resource: !Ref Resource`),
  },
  {
    name: 'administrator access, in any partition',
    verdict: 'fail',
    line: 11,
    cloudformation: withManaged(`!Sub 'arn:\${AWS::Partition}:iam::aws:policy/AdministratorAccess'`),
  },
  {
    name: 'full access to a service',
    verdict: 'fail',
    line: 11,
    cloudformation: withManaged('arn:aws:iam::aws:policy/AmazonS3FullAccess'),
  },
  {
    name: 'the managed policy of execution roles',
    verdict: 'pass',
    cloudformation: withManaged('arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy'),
  },
  {
    name: 'a customer managed policy that is elsewhere',
    verdict: 'unknown',
    cloudformation: withManaged('arn:aws:iam::111122223333:policy/shop'),
  },
  {
    name: 'a managed policy of the template',
    verdict: 'fail',
    resource: 'Role',
    line: 5,
    cloudformation: `${withManaged('!Ref Broad')}  Broad:
    Type: AWS::IAM::ManagedPolicy
    Properties:
      PolicyDocument:
        Statement: {Effect: Allow, Action: 'dynamodb:*', Resource: '*'}
`,
  },
  {
    name: 'a policy of the template that names the role',
    verdict: 'fail',
    line: 2,
    cloudformation: `Resources:
  Role:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Statement: {Effect: Allow, Principal: {Service: [ecs-tasks.amazonaws.com]}, Action: sts:AssumeRole}
  Policy:
    Type: AWS::IAM::Policy
    Properties:
      PolicyName: broad
      Roles: [!Ref Role]
      PolicyDocument:
        Statement: {Effect: Allow, Action: 'sqs:*', Resource: '*'}
`,
  },
  {
    name: 'the trust is written with the suffix of the partition',
    verdict: 'fail',
    line: 7,
    cloudformation: `Resources:
  Role:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Statement: {Effect: Allow, Principal: {Service: !Sub 'ecs-tasks.\${AWS::URLSuffix}'}, Action: sts:AssumeRole}
      ManagedPolicyArns: [arn:aws:iam::aws:policy/PowerUserAccess]
`,
  },
  {
    name: 'a role of something else',
    verdict: 'none',
    cloudformation: `Resources:
  Role:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Statement: {Effect: Allow, Principal: {Service: lambda.amazonaws.com}, Action: sts:AssumeRole}
      ManagedPolicyArns: [arn:aws:iam::aws:policy/AdministratorAccess]
`,
  },
  {
    name: 'Terraform, a policy attachment',
    verdict: 'fail',
    terraform: [
      { type: 'aws_iam_role', name: 'task', values: { name: 'task', assume_role_policy: TRUST } },
      {
        type: 'aws_iam_role_policy_attachment',
        name: 'task',
        values: { role: 'task', policy_arn: 'arn:aws:iam::aws:policy/AdministratorAccess' },
        references: { role: ['aws_iam_role.task.name', 'aws_iam_role.task'] },
      },
    ],
  },
  {
    name: 'Terraform, a policy of the role',
    verdict: 'fail',
    terraform: [
      { type: 'aws_iam_role', name: 'task', values: { name: 'task', assume_role_policy: TRUST } },
      {
        type: 'aws_iam_role_policy',
        name: 'task',
        values: { name: 'task', policy: '{"Statement":[{"Effect":"Allow","Action":"s3:*","Resource":"*"}]}' },
        unknown: { role: true },
        references: { role: ['aws_iam_role.task.id', 'aws_iam_role.task'] },
      },
    ],
  },
  {
    name: 'Terraform, a narrow policy of the role',
    verdict: 'pass',
    terraform: [
      { type: 'aws_iam_role', name: 'task', values: { name: 'task', assume_role_policy: TRUST } },
      {
        type: 'aws_iam_role_policy',
        name: 'task',
        values: {
          name: 'task',
          policy: '{"Statement":[{"Effect":"Allow","Action":"s3:GetObject","Resource":"arn:aws:s3:::shop/*"}]}',
        },
        unknown: { role: true },
        references: { role: ['aws_iam_role.task.id', 'aws_iam_role.task'] },
      },
    ],
  },
  {
    name: 'Terraform, a policy that is known after apply',
    verdict: 'unknown',
    terraform: [
      { type: 'aws_iam_role', name: 'task', values: { name: 'task', assume_role_policy: TRUST } },
      {
        type: 'aws_iam_role_policy',
        name: 'task',
        values: { name: 'task' },
        unknown: { role: true, policy: true },
        references: { role: ['aws_iam_role.task.id', 'aws_iam_role.task'] },
      },
    ],
  },
];

/** A task role with one inline policy. */
function withStatement(statement: string): string {
  return `Parameters:
  Resource: {Type: String}
Resources:
  Bucket: {Type: AWS::S3::Bucket}
  Role:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Statement: {Effect: Allow, Principal: {Service: ecs-tasks.amazonaws.com}, Action: sts:AssumeRole}
      Policies:
        - PolicyName: task
          PolicyDocument:
            Statement:${statement}
`;
}

/** A task role with one managed policy. */
function withManaged(arn: string): string {
  return `Parameters:
  Policy: {Type: String}
Resources:
  Bucket: {Type: AWS::S3::Bucket}
  Role:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Statement: {Effect: Allow, Principal: {Service: ecs-tasks.amazonaws.com}, Action: sts:AssumeRole}
      ManagedPolicyArns:
        - ${arn}
`;
}

import type { Example } from '../control.js';

const task = (secret: string, before = ''): string => `${before}Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      ContainerDefinitions:
        - Name: web
          Image: web:1.2.3
          Secrets:
            - Name: DB_PASSWORD
              ValueFrom: ${secret}
`;

const examples: readonly Example[] = [
  {
    name: 'the ARN of a secret',
    verdict: 'pass',
    cloudformation: task('arn:aws:secretsmanager:eu-west-1:111122223333:secret:db-AbCdEf'),
  },
  {
    name: 'one key of a secret',
    verdict: 'pass',
    cloudformation: task("'arn:aws-cn:secretsmanager:cn-north-1:111122223333:secret:db-AbCdEf:password::'"),
  },
  {
    name: 'one key, without the colons that follow it',
    verdict: 'fail',
    line: 10,
    cloudformation: task('arn:aws:secretsmanager:eu-west-1:111122223333:secret:db-AbCdEf:password'),
  },
  {
    name: 'the ARN of a parameter, region and account only known at deployment',
    verdict: 'pass',
    cloudformation: task(`!Sub arn:aws:ssm:\${AWS::Region}:\${AWS::AccountId}:parameter/web/db-password`),
  },
  { name: 'the name of a parameter', verdict: 'pass', cloudformation: task('/web/db-password') },
  {
    name: 'a secret of the template',
    verdict: 'pass',
    cloudformation: `${task('!Ref Password')}  Password:
    Type: AWS::SecretsManager::Secret
`,
  },
  {
    name: 'one key of a secret of the template',
    verdict: 'pass',
    cloudformation: `${task(`!Sub '\${Password}:password::'`)}  Password:
    Type: AWS::SecretsManager::Secret
`,
  },
  {
    name: 'the secret that RDS manages',
    verdict: 'pass',
    cloudformation: `${task('!GetAtt Database.MasterUserSecret.SecretArn')}  Database:
    Type: AWS::RDS::DBInstance
`,
  },
  {
    name: 'the ARN of something else',
    verdict: 'fail',
    line: 10,
    cloudformation: task(`!Sub arn:aws:kms:\${AWS::Region}:\${AWS::AccountId}:key/db`),
  },
  {
    name: 'the secret itself',
    verdict: 'fail',
    line: 10,
    cloudformation: task("'not a reference!'"),
  },
  {
    name: 'an account that was left to be filled in',
    verdict: 'fail',
    line: 10,
    cloudformation: task('arn:aws:secretsmanager:region:aws_account_id:secret:secret_name-AbCdEf'),
  },
  {
    name: 'the form that guides show, as a value',
    verdict: 'fail',
    line: 10,
    cloudformation: task('{"SecretsManagerSecret": "arn:aws:secretsmanager:eu-west-1:111122223333:secret:db-AbCdEf"}'),
  },
  {
    name: 'the form that guides show, as text in an environment variable',
    verdict: 'fail',
    line: 10,
    cloudformation: `Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      ContainerDefinitions:
        - Name: web
          Image: web:1.2.3
          Environment:
            - Name: DB_PASSWORD
              Value: '{"SecretsManagerSecret": "db"}'
`,
  },
  {
    name: 'the form that guides show, as an object in an environment variable',
    verdict: 'fail',
    line: 10,
    cloudformation: `Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      ContainerDefinitions:
        - Name: web
          Image: web:1.2.3
          Environment:
            - Name: DB_PASSWORD
              Value: {SecretsManagerSecret: db}
`,
  },
  {
    name: 'no reference at all',
    verdict: 'fail',
    line: 9,
    cloudformation: `Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      ContainerDefinitions:
        - Name: web
          Image: web:1.2.3
          Secrets:
            - Name: DB_PASSWORD
`,
  },
  {
    name: 'the secret option of a log driver',
    verdict: 'fail',
    line: 12,
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
                ValueFrom: arn:aws:s3:::tokens/splunk
`,
  },
  {
    name: 'a parameter without a value',
    verdict: 'unknown',
    line: 13,
    cloudformation: task(
      '!Ref Secret',
      `Parameters:
  Secret:
    Type: String
`,
    ),
  },
  {
    name: 'no secrets',
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
    name: 'an Express service',
    verdict: 'fail',
    cloudformation: `Resources:
  Web:
    Type: AWS::ECS::ExpressGatewayService
    Properties:
      PrimaryContainer:
        Image: web:1.2.3
        Secrets:
          - Name: DB_PASSWORD
            ValueFrom: arn:aws:kms:eu-west-1:111122223333:key/db
`,
  },
  {
    name: 'task definition JSON',
    verdict: 'fail',
    taskDefinition: {
      family: 'web',
      containerDefinitions: [
        {
          name: 'web',
          image: 'web:1.2.3',
          environment: [{ name: 'DB_PASSWORD', value: '{"SecretsManagerSecret": "db"}' }],
        },
      ],
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
            '[{"name":"web","image":"web:1.2.3","secrets":[{"name":"DB_PASSWORD","valueFrom":"arn:aws:secretsmanager:eu-west-1:111122223333:secret:db-AbCdEf:password"}]}]',
        },
      },
    ],
  },
  {
    name: 'Terraform, valid',
    verdict: 'pass',
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
];

export default examples;

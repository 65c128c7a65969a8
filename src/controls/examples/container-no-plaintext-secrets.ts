import type { Example } from '../control.js';

const variable = (name: string, value: string, around = ''): string => `${around}Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      ContainerDefinitions:
        - Name: web
          Image: web:1.2.3
          Environment:
            - Name: ${name}
              Value: ${value}
`;

const parameter = (name: string, more = ''): string => `Parameters:
  ${name}:
    Type: String
${more}`;

/** Made up for this file: no such key, token or password exists. */
const examples: readonly Example[] = [
  {
    name: 'nothing secret',
    verdict: 'pass',
    cloudformation: variable('LOG_LEVEL', 'info'),
  },
  {
    name: 'a secret where secrets belong',
    verdict: 'pass',
    cloudformation: `Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      ContainerDefinitions:
        - Name: web
          Image: web:1.2.3
          Secrets:
            - Name: DB_PASSWORD
              ValueFrom: arn:aws:secretsmanager:eu-west-1:111122223333:secret:db-AbCdEf
`,
  },
  // By name
  {
    name: 'a password',
    verdict: 'fail',
    severity: 'high',
    line: 10,
    cloudformation: variable('DB_PASSWORD', 'correct-horse'),
  },
  { name: 'in camel case', verdict: 'fail', severity: 'high', cloudformation: variable('dbPassword', 'correct-horse') },
  { name: 'two words', verdict: 'fail', severity: 'high', cloudformation: variable('StripeApiKey', 'correct-horse') },
  { name: 'two words as one', verdict: 'fail', severity: 'high', cloudformation: variable('MAIL_APIKEY', 'abc') },
  { name: 'first of the words', verdict: 'fail', severity: 'high', cloudformation: variable('SECRET_KEY_BASE', 'abc') },
  {
    name: 'a number is a password too',
    verdict: 'fail',
    severity: 'high',
    cloudformation: variable('REDIS_PASSWORD', '123456'),
  },
  {
    name: 'the credentials of the agent for registries',
    verdict: 'fail',
    severity: 'high',
    cloudformation: variable('ECS_ENGINE_AUTH_DATA', "'{}'"),
  },
  {
    name: 'the secret key of AWS, by parameter with a default',
    verdict: 'fail',
    severity: 'high',
    line: 14,
    cloudformation: variable('AWS_SECRET_ACCESS_KEY', '!Ref Key', parameter('Key', '    Default: abc\n')),
  },
  { name: 'the name of a secret', verdict: 'pass', cloudformation: variable('DB_SECRET_NAME', 'prod/db') },
  {
    name: 'the ARN of a secret, only known at deployment',
    verdict: 'pass',
    cloudformation: `${variable('DB_SECRET_ARN', '!Ref Secret')}  Secret:
    Type: AWS::SecretsManager::Secret
`,
  },
  { name: 'in camel case, where it lies', verdict: 'pass', cloudformation: variable('tokenFile', '/run/token') },
  { name: 'where tokens are issued', verdict: 'pass', cloudformation: variable('TOKEN_URL', 'https://id.example.com') },
  {
    name: 'a value that is an ARN',
    verdict: 'pass',
    cloudformation: variable('DB_SECRET', 'arn:aws:secretsmanager:eu-west-1:111122223333:secret:db-AbCdEf'),
  },
  { name: 'no value', verdict: 'pass', cloudformation: variable('DB_PASSWORD', "''") },
  { name: 'a switch', verdict: 'pass', cloudformation: variable('REQUIRE_PASSWORD', "'true'") },
  { name: 'about a password', verdict: 'pass', cloudformation: variable('PASSWORD_MIN_LENGTH', "'12'") },
  { name: 'tokens that are counted', verdict: 'pass', cloudformation: variable('MAX_TOKENS', "'4096'") },
  { name: 'part of another word', verdict: 'pass', cloudformation: variable('TOKENIZER', 'fast') },
  { name: 'the working directory', verdict: 'pass', cloudformation: variable('PWD', '/srv') },
  {
    name: 'a name that is allowed',
    verdict: 'pass',
    set: { allowedNames: ['*_test_token'] },
    cloudformation: variable('STRIPE_TEST_TOKEN', 'abc'),
  },
  {
    name: 'the form that guides show is judged by another control',
    verdict: 'pass',
    cloudformation: variable('DB_PASSWORD', `'{"SecretsManagerSecret": "db"}'`),
  },
  // By form
  { name: 'an access key of AWS', verdict: 'fail', line: 10, cloudformation: variable('KEY', 'AKIAIOSFODNN7EXAMPLE') },
  {
    name: 'a private key',
    verdict: 'fail',
    cloudformation: variable(
      'TLS_FILE',
      `|
                -----BEGIN RSA PRIVATE KEY-----
                bm90IGEga2V5
                -----END RSA PRIVATE KEY-----`,
    ),
  },
  {
    name: 'a JSON Web Token',
    verdict: 'fail',
    cloudformation: variable('SESSION', 'eyJhbGciOiJub25lIn0.eyJzdWIiOiJub2JvZHkifQ.bm90LXNpZ25lZA'),
  },
  {
    name: 'a token of GitHub',
    verdict: 'fail',
    cloudformation: variable('GIT', `ghp_${'notArealToken'.repeat(3).slice(0, 36)}`),
  },
  {
    name: 'a password in a URL',
    verdict: 'fail',
    line: 10,
    cloudformation: variable('DATABASE_URL', 'postgres://app:correct-horse@db.example.com:5432/app'),
  },
  {
    name: 'a password in a URL of which the host is not known',
    verdict: 'fail',
    line: 10,
    cloudformation: `${variable('DATABASE_URL', `!Sub postgres://app:correct-horse@\${Database.Endpoint.Address}/app`)}  Database:
    Type: AWS::RDS::DBInstance
`,
  },
  {
    name: 'a password in a connection string',
    verdict: 'fail',
    cloudformation: variable('CONNECTION', 'Server=db.example.com;User Id=app;Password=correct-horse'),
  },
  {
    name: 'a URL with a user alone',
    verdict: 'pass',
    cloudformation: variable('DATABASE_URL', 'postgres://app@db.example.com:5432/app'),
  },
  {
    name: 'a URL with a placeholder for the password',
    verdict: 'pass',
    cloudformation: variable('DATABASE_URL', 'postgres://app:$DB_PASS@db.example.com/app'),
  },
  // References
  {
    name: 'a reference to a secret is resolved into plain text',
    verdict: 'fail',
    line: 10,
    cloudformation: variable('DB_PASSWORD', "'{{resolve:secretsmanager:prod/db:SecretString:password}}'"),
  },
  {
    name: 'also in a URL, and of a secure parameter',
    verdict: 'fail',
    cloudformation: variable('DATABASE_URL', "'postgres://app:{{resolve:ssm-secure:/db/password}}@db.example.com/app'"),
  },
  {
    name: 'a NoEcho parameter',
    verdict: 'fail',
    line: 14,
    cloudformation: variable('DATABASE', '!Ref Database', parameter('Database', '    NoEcho: true\n')),
  },
  {
    name: 'a NoEcho parameter as a part of the value, whatever the name',
    verdict: 'fail',
    cloudformation: variable('DB_NAME', `!Sub db-\${Suffix}`, parameter('Suffix', '    NoEcho: true\n')),
  },
  {
    name: 'a secret key that the template makes',
    verdict: 'fail',
    cloudformation: `${variable('KEY', '!GetAtt Key.SecretAccessKey')}  Key:
    Type: AWS::IAM::AccessKey
`,
  },
  {
    name: 'a parameter without a value',
    verdict: 'unknown',
    line: 13,
    cloudformation: variable('DB_PASSWORD', '!Ref Password', parameter('Password')),
  },
  {
    name: 'by name alone beside a value that nobody knows yet',
    verdict: 'fail',
    severity: 'high',
    line: 15,
    cloudformation: `${parameter('Host')}${variable('DB_HOST', '!Ref Host')}            - Name: DB_PASSWORD
              Value: correct-horse
`,
  },
  {
    name: 'one secret by its form among others by name',
    verdict: 'fail',
    severity: 'critical',
    cloudformation: `${variable('DB_PASSWORD', 'correct-horse')}            - Name: KEY
              Value: AKIAIOSFODNN7EXAMPLE
`,
  },
  {
    name: 'an Express service',
    verdict: 'fail',
    severity: 'high',
    cloudformation: `Resources:
  Web:
    Type: AWS::ECS::ExpressGatewayService
    Properties:
      PrimaryContainer:
        Image: web:1.2.3
        Environment:
          - Name: DB_PASSWORD
            Value: correct-horse
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
          environment: [{ name: 'AWS_ACCESS_KEY_ID', value: 'AKIAIOSFODNN7EXAMPLE' }],
        },
      ],
    },
  },
  {
    name: 'Terraform',
    verdict: 'fail',
    severity: 'high',
    terraform: [
      {
        type: 'aws_ecs_task_definition',
        name: 'web',
        values: {
          family: 'web',
          container_definitions:
            '[{"name":"web","image":"web:1.2.3","environment":[{"name":"DB_PASSWORD","value":"correct-horse"}]}]',
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
  {
    name: 'names, ARNs and addresses of resources',
    verdict: 'pass',
    cloudformation: `Resources:
  Secret: {Type: AWS::SecretsManager::Secret}
  Alb: {Type: AWS::ElasticLoadBalancingV2::LoadBalancer}
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      ContainerDefinitions:
        - Name: web
          Image: web:1.2.3
          Environment:
            - {Name: REGION, Value: !Ref AWS::Region}
            - {Name: DB_SECRET, Value: !Ref Secret}
            - {Name: API, Value: !Sub 'https://\${Alb.DNSName}/v1'}
            - {Name: DB_PASSWORD, Value: !Sub 'arn:\${AWS::Partition}:secretsmanager:\${AWS::Region}:\${AWS::AccountId}:secret:db'}
`,
  },
  {
    name: 'what a custom resource returns may be anything',
    verdict: 'unknown',
    line: 6,
    cloudformation: `Resources:
  Made: {Type: Custom::Token}
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      ContainerDefinitions: [{Name: web, Image: 'web:1', Environment: [{Name: SETTING, Value: !GetAtt Made.Name}]}]
`,
  },
];

export default examples;

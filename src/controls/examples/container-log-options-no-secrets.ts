import type { Example } from '../control.js';

const examples: readonly Example[] = [
  {
    name: 'the token as a secret option',
    verdict: 'pass',
    cloudformation: `Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      ContainerDefinitions:
        - Name: web
          Image: web:1.2.3
          LogConfiguration:
            LogDriver: splunk
            Options:
              splunk-url: https://splunk.example.com:8088
            SecretOptions:
              - Name: splunk-token
                ValueFrom: arn:aws:secretsmanager:eu-west-1:111122223333:secret:splunk-AbCdEf
`,
  },
  {
    name: 'no log configuration',
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
    name: 'a Splunk token',
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
            Options:
              splunk-url: https://splunk.example.com:8088
              splunk-token: 00000000-1111-2222-3333-444444444444
`,
  },
  {
    name: 'a token from a NoEcho parameter lands there in plain text all the same',
    verdict: 'fail',
    line: 14,
    cloudformation: `Parameters:
  Token:
    Type: String
    NoEcho: true
Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      ContainerDefinitions:
        - Name: web
          Image: web:1.2.3
          LogConfiguration:
            LogDriver: splunk
            Options: {splunk-token: !Ref Token}
`,
  },
  {
    name: 'the API key of a FireLens plugin',
    verdict: 'fail',
    line: 13,
    cloudformation: `Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      ContainerDefinitions:
        - Name: web
          Image: web:1.2.3
          LogConfiguration:
            LogDriver: awsfirelens
            Options:
              Name: datadog
              Host: http-intake.logs.datadoghq.com
              apikey: not-a-real-key
`,
  },
  {
    name: 'a password, with capitals as Fluent Bit shows it',
    verdict: 'fail',
    line: 13,
    cloudformation: `Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      ContainerDefinitions:
        - Name: web
          Image: web:1.2.3
          LogConfiguration:
            LogDriver: awsfirelens
            Options:
              Name: es
              HTTP_User: writer
              HTTP_Passwd: not-a-real-password
`,
  },
  {
    name: 'a header that authorizes',
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
            LogDriver: awsfirelens
            Options:
              Name: http
              Header: Authorization Bearer not-a-real-token
`,
  },
  {
    name: 'a header that does not',
    verdict: 'pass',
    cloudformation: `Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      ContainerDefinitions:
        - Name: web
          Image: web:1.2.3
          LogConfiguration:
            LogDriver: awsfirelens
            Options:
              Name: http
              Header: X-Source ecs
`,
  },
  {
    name: 'options of a condition that nobody decides',
    verdict: 'unknown',
    cloudformation: `Parameters:
  Stage:
    Type: String
Conditions:
  Production: !Equals [!Ref Stage, production]
Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      ContainerDefinitions:
        - Name: web
          Image: web:1.2.3
          LogConfiguration:
            LogDriver: awsfirelens
            Options: !If
              - Production
              - {Name: datadog, apikey: not-a-real-key}
              - {Name: cloudwatch, region: eu-west-1}
`,
  },
  {
    name: 'the proxy of Service Connect',
    verdict: 'fail',
    line: 10,
    cloudformation: `Resources:
  Web:
    Type: AWS::ECS::Service
    Properties:
      ServiceConnectConfiguration:
        Enabled: true
        LogConfiguration:
          LogDriver: splunk
          Options:
            splunk-token: 00000000-1111-2222-3333-444444444444
`,
  },
  {
    name: 'a service without Service Connect',
    verdict: 'none',
    cloudformation: `Resources:
  Web:
    Type: AWS::ECS::Service
    Properties:
      DesiredCount: 2
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
          logConfiguration: {
            logDriver: 'splunk',
            options: { 'splunk-token': '00000000-1111-2222-3333-444444444444' },
          },
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
            '[{"name":"web","image":"web:1.2.3","logConfiguration":{"logDriver":"awsfirelens","options":{"Name":"nrlogs","license_key":"not-a-real-key"}}}]',
        },
      },
    ],
  },
];

export default examples;

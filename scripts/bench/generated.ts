import type { Sample } from './inputs.js';

/** Services with their task definitions and groups in one template: about 2 to 60 KB, as real ones have. */
const SERVICES: readonly number[] = [1, 1, 2, 2, 3, 4, 5, 6, 8, 10, 13, 16, 20, 26, 34, 42];

/** Templates for where no real ones are. */
export const generatedTemplates = (): Sample[] =>
  SERVICES.map((services, number) => ({ name: `${number}.yaml`, text: template(services) }));

const template = (services: number): string =>
  [PARAMETERS, 'Resources:', ...Array.from({ length: services }, (_, number) => service(number))].join('\n');

const PARAMETERS = `AWSTemplateFormatVersion: '2010-09-09'
Parameters:
  Environment: {Type: String, Default: test, AllowedValues: [test, prod]}
  Image: {Type: String, Default: 'example/web:1.2.3'}
  Subnets: {Type: 'List<AWS::EC2::Subnet::Id>'}
Conditions:
  Production: !Equals [!Ref Environment, prod]`;

const service = (number: number): string => `
  Group${number}:
    Type: AWS::EC2::SecurityGroup
    Properties:
      GroupDescription: !Sub 'of service ${number} in \${Environment}'
      SecurityGroupIngress:
        - {IpProtocol: tcp, FromPort: ${8000 + number}, ToPort: ${8000 + number}, CidrIp: 10.0.0.0/8}
  Role${number}:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Statement:
          - {Effect: Allow, Action: 'sts:AssumeRole', Principal: {Service: ecs-tasks.amazonaws.com}}
  Task${number}:
    Type: AWS::ECS::TaskDefinition
    Properties:
      Cpu: '256'
      Memory: '512'
      NetworkMode: awsvpc
      RequiresCompatibilities: [FARGATE]
      ExecutionRoleArn: !GetAtt Role${number}.Arn
      ContainerDefinitions:
        - Name: web
          Image: !Ref Image
          Environment:
            - {Name: STAGE, Value: !Ref Environment}
          LogConfiguration:
            LogDriver: awslogs
            Options: {awslogs-group: !Sub '/ecs/\${AWS::StackName}', awslogs-region: !Ref 'AWS::Region'}
  Service${number}:
    Type: AWS::ECS::Service
    Properties:
      LaunchType: FARGATE
      DesiredCount: !If [Production, 3, 1]
      TaskDefinition: !Ref Task${number}
      NetworkConfiguration:
        AwsvpcConfiguration:
          AssignPublicIp: !If [Production, DISABLED, ENABLED]
          Subnets: !Ref Subnets
          SecurityGroups: [!Ref Group${number}]`;

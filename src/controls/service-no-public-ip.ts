import { equals, every, item, not, property, says } from '../language/builders.js';
import { control } from './control.js';
import { ecsTargets } from './shared/schedules.js';

const publicIp = 'AssignPublicIp is ENABLED';

export default control({
  id: 'service-no-public-ip',
  practice: '3.2',
  severity: 'high',
  profile: 'essential',
  title: 'ECS services do not assign public IP addresses',
  why: "A task with a public address can be reached, and can reach out, past the VPC's controls.",
  remedy: 'Set AssignPublicIp to DISABLED, and place the tasks in private subnets behind NAT or VPC endpoints.',
  mappings: {
    securityHub: ['ECS.2', 'ECS.16'],
    controlTower: ['CT.ECS.PR.9'],
    checkov: ['CKV_AWS_333'],
  },
  // The API's default is DISABLED, so an absent property holds.
  rules: [
    {
      types: ['AWS::ECS::Service'],
      holds: says(
        publicIp,
        not(equals(property('NetworkConfiguration.AwsvpcConfiguration.AssignPublicIp'), 'ENABLED')),
      ),
    },
    {
      // Task sets spell it with a capital V.
      types: ['AWS::ECS::TaskSet'],
      holds: says(
        publicIp,
        not(equals(property('NetworkConfiguration.AwsVpcConfiguration.AssignPublicIp'), 'ENABLED')),
      ),
    },
    ...ecsTargets({
      rule: (target) =>
        every(
          target,
          says(
            publicIp,
            not(equals(item('EcsParameters.NetworkConfiguration.AwsVpcConfiguration.AssignPublicIp'), 'ENABLED')),
          ),
        ),
      schedule: (parameters) =>
        says(
          publicIp,
          not(equals(property(`${parameters}.NetworkConfiguration.AwsvpcConfiguration.AssignPublicIp`), 'ENABLED')),
        ),
    }),
  ],
  prevention: ['deny-service-public-ip', 'block-public-vpc-access'],
  config: { guard: ['AWS::ECS::Service', 'AWS::ECS::TaskSet'] },
  blindSpots: {
    config: 'Schedules, and tasks that RunTask starts by itself, are not judged.',
    organizationPolicy: 'RunTask, StartTask, task sets and Express services carry no condition key for it.',
  },
  examples: [
    {
      name: 'public address',
      verdict: 'fail',
      line: 8,
      cloudformation: `Resources:
  Web:
    Type: AWS::ECS::Service
    Properties:
      NetworkConfiguration:
        AwsvpcConfiguration:
          Subnets: [subnet-1]
          AssignPublicIp: ENABLED
`,
    },
    {
      name: 'the default is private',
      verdict: 'pass',
      cloudformation: `Resources:
  Web:
    Type: AWS::ECS::Service
    Properties:
      NetworkConfiguration:
        AwsvpcConfiguration:
          Subnets: [subnet-1]
`,
    },
    {
      name: 'decided by a parameter without a value',
      verdict: 'unknown',
      line: 11,
      cloudformation: `Parameters:
  Public:
    Type: String
Resources:
  Web:
    Type: AWS::ECS::Service
    Properties:
      NetworkConfiguration:
        AwsvpcConfiguration:
          Subnets: [subnet-1]
          AssignPublicIp: !Ref Public
`,
    },
    {
      name: 'a schedule that starts tasks with a public address',
      verdict: 'fail',
      line: 14,
      cloudformation: `Resources:
  Nightly:
    Type: AWS::Events::Rule
    Properties:
      ScheduleExpression: rate(1 day)
      Targets:
        - Id: task
          Arn: arn:aws:ecs:eu-west-1:111122223333:cluster/batch
          RoleArn: arn:aws:iam::111122223333:role/events
          EcsParameters:
            TaskDefinitionArn: arn:aws:ecs:eu-west-1:111122223333:task-definition/nightly
            NetworkConfiguration:
              AwsVpcConfiguration:
                AssignPublicIp: ENABLED
                Subnets: [subnet-1]
`,
    },
    {
      name: 'a rule without an ECS target',
      verdict: 'none',
      cloudformation: `Resources:
  Nightly:
    Type: AWS::Events::Rule
    Properties:
      ScheduleExpression: rate(1 day)
      Targets:
        - Id: function
          Arn: arn:aws:lambda:eu-west-1:111122223333:function:nightly
`,
    },
    {
      name: 'Terraform',
      verdict: 'fail',
      terraform: [
        {
          type: 'aws_ecs_service',
          name: 'web',
          values: { name: 'web', network_configuration: [{ assign_public_ip: true, subnets: ['subnet-1'] }] },
        },
      ],
    },
    {
      name: 'Terraform, known after apply',
      verdict: 'unknown',
      terraform: [
        {
          type: 'aws_ecs_service',
          name: 'web',
          values: { name: 'web', network_configuration: [{ subnets: ['subnet-1'] }] },
          unknown: { network_configuration: [{ assign_public_ip: true }] },
        },
      ],
    },
  ],
});

import { all, any, equals, exists, fact, not, property, says } from '../language/builders.js';
import type { Rule } from './control.js';
import { control } from './control.js';

const ruleFor = (type: string, options: string): Rule => {
  const tokens = property(`${options}.HttpTokens`);
  return {
    types: [type],
    when: equals(fact('IsContainerInstance'), true),
    holds: any(
      says('HttpTokens is {value}', equals(tokens, 'required')),
      all(not(exists(tokens)), equals(fact('MetadataDefault'), 'required')),
    ),
  };
};

export default control({
  id: 'container-instance-imdsv2',
  practice: '3.3',
  severity: 'high',
  profile: 'essential',
  title: 'Container instances require IMDSv2',
  why: 'With IMDSv1 one forged request from any container on the instance, by a server-side request forgery say, returns the credentials of the instance role.',
  remedy: 'Set MetadataOptions.HttpTokens to required.',
  mappings: { securityHub: ['EC2.170'] },
  rules: [
    ruleFor('AWS::EC2::LaunchTemplate', 'LaunchTemplateData.MetadataOptions'),
    ruleFor('AWS::AutoScaling::LaunchConfiguration', 'MetadataOptions'),
  ],
  prevention: ['container-instance-defaults'],
  decisions:
    'Absent is unknown: the default comes from the AMI (Amazon Linux 2023 requires IMDSv2), then from the account’s setting in the region, then it is optional. A template or configuration belongs to container instances when an Auto Scaling group that a capacity provider names launches from it, when its user data joins a cluster (ECS_CLUSTER, Bottlerocket’s settings.ecs, Initialize-ECSAgent), or when its AMI is an ECS-optimized one by its public parameter.',
  config: { none: 'It needs several resources: a launch template does not say that its instances join a cluster.' },
  blindSpots: {
    check:
      'Launch templates that another template names are not known to be for container instances. Hop limit and task access are for container-instance-blocks-task-imds.',
    rawTemplate: 'Whether instances join a cluster is unknown, so nothing is certain there.',
    config: 'Launch templates say nothing about ECS there; ec2-launch-template-imdsv2-check judges all of them.',
    organizationPolicy: 'The declarative policy sets the default; a launch template that says optional goes past it.',
  },
  examples: [
    {
      name: 'IMDSv1 in the launch template behind a capacity provider',
      verdict: 'fail',
      line: 7,
      cloudformation: `Resources:
  Template:
    Type: AWS::EC2::LaunchTemplate
    Properties:
      LaunchTemplateData:
        MetadataOptions:
          HttpTokens: optional
  Group:
    Type: AWS::AutoScaling::AutoScalingGroup
    Properties:
      MinSize: '0'
      MaxSize: '4'
      LaunchTemplate:
        LaunchTemplateId: !Ref Template
        Version: !GetAtt Template.LatestVersionNumber
  Provider:
    Type: AWS::ECS::CapacityProvider
    Properties:
      AutoScalingGroupProvider:
        AutoScalingGroupArn: !Ref Group
`,
    },
    {
      name: 'required, behind a capacity provider with mixed instances',
      verdict: 'pass',
      cloudformation: `Resources:
  Template:
    Type: AWS::EC2::LaunchTemplate
    Properties:
      LaunchTemplateData:
        MetadataOptions:
          HttpTokens: required
  Group:
    Type: AWS::AutoScaling::AutoScalingGroup
    Properties:
      MinSize: '0'
      MaxSize: '4'
      MixedInstancesPolicy:
        LaunchTemplate:
          LaunchTemplateSpecification:
            LaunchTemplateId: !Ref Template
            Version: '1'
  Provider:
    Type: AWS::ECS::CapacityProvider
    Properties:
      AutoScalingGroupProvider:
        AutoScalingGroupArn: !Ref Group
`,
    },
    {
      name: 'user data that joins a cluster',
      verdict: 'fail',
      line: 7,
      cloudformation: `Resources:
  Template:
    Type: AWS::EC2::LaunchTemplate
    Properties:
      LaunchTemplateData:
        MetadataOptions:
          HttpTokens: optional
        UserData:
          Fn::Base64: !Sub |
            #!/bin/bash
            echo ECS_CLUSTER=\${AWS::StackName} >> /etc/ecs/ecs.config
`,
    },
    {
      name: 'a launch configuration whose literal user data joins a cluster',
      verdict: 'fail',
      line: 6,
      cloudformation: `Resources:
  Configuration:
    Type: AWS::AutoScaling::LaunchConfiguration
    Properties:
      MetadataOptions:
        HttpTokens: optional
      UserData:
        Fn::Base64: |
          #!/bin/bash
          echo ECS_CLUSTER=web >> /etc/ecs/ecs.config
`,
    },
    {
      name: 'not set: AMI and account decide',
      verdict: 'unknown',
      cloudformation: `Resources:
  Template:
    Type: AWS::EC2::LaunchTemplate
    Properties:
      LaunchTemplateData:
        UserData:
          Fn::Base64: echo ECS_CLUSTER=web >> /etc/ecs/ecs.config
`,
    },
    {
      name: 'an ECS-optimized AMI',
      verdict: 'fail',
      line: 8,
      cloudformation: `Resources:
  Template:
    Type: AWS::EC2::LaunchTemplate
    Properties:
      LaunchTemplateData:
        ImageId: '{{resolve:ssm:/aws/service/ecs/optimized-ami/amazon-linux-2023/recommended/image_id}}'
        MetadataOptions:
          HttpTokens: optional
`,
    },
    {
      name: 'instances of something else',
      verdict: 'none',
      cloudformation: `Resources:
  Template:
    Type: AWS::EC2::LaunchTemplate
    Properties:
      LaunchTemplateData:
        MetadataOptions:
          HttpTokens: optional
        UserData:
          Fn::Base64: yum install -y httpd
`,
    },
    {
      name: 'Terraform, IMDSv1 behind a capacity provider',
      verdict: 'fail',
      resource: 'aws_launch_template.workers',
      terraform: [
        {
          type: 'aws_launch_template',
          name: 'workers',
          values: { id: 'lt-0123456789abcdef0', name: 'workers', metadata_options: [{ http_tokens: 'optional' }] },
        },
        {
          type: 'aws_autoscaling_group',
          name: 'workers',
          values: {
            arn: 'arn:aws:autoscaling:eu-west-1:111122223333:autoScalingGroup:1:autoScalingGroupName/workers',
            name: 'workers',
            launch_template: [{ id: 'lt-0123456789abcdef0', version: '$Latest' }],
          },
        },
        {
          type: 'aws_ecs_capacity_provider',
          name: 'workers',
          values: {
            name: 'workers',
            auto_scaling_group_provider: [
              {
                auto_scaling_group_arn:
                  'arn:aws:autoscaling:eu-west-1:111122223333:autoScalingGroup:1:autoScalingGroupName/workers',
              },
            ],
          },
        },
      ],
    },
    {
      name: 'Terraform, required, with user data that joins a cluster',
      verdict: 'pass',
      terraform: [
        {
          type: 'aws_launch_template',
          name: 'workers',
          values: {
            metadata_options: [{ http_tokens: 'required' }],
            user_data: 'IyEvYmluL2Jhc2gKZWNobyBFQ1NfQ0xVU1RFUj13ZWIgPj4gL2V0Yy9lY3MvZWNzLmNvbmZpZwo=',
          },
        },
      ],
    },
  ],
});

import { all, any, countAtLeast, exists, fact, not, parameter, property, says } from '../language/builders.js';
import { control } from './control.js';

export default control({
  id: 'service-multi-az',
  practice: '5.1',
  severity: 'high',
  profile: 'essential',
  title: 'Services run in several Availability Zones',
  why: 'A service in one zone is down when that zone is.',
  remedy: 'Name subnets in at least two Availability Zones in AwsvpcConfiguration.Subnets.',
  mappings: {},
  parameters: {
    minimumSubnets: {
      type: 'integer',
      default: 2,
      minimum: 1,
      maximum: 16,
      description: 'The least number of subnets.',
    },
  },
  applies: ['AWS::ECS::Service'],
  when: exists(property('NetworkConfiguration.AwsvpcConfiguration')),
  holds: all(
    says('too few different subnets', countAtLeast(fact('DistinctSubnets'), parameter('minimumSubnets'))),
    any(
      says('the subnets are in one Availability Zone', countAtLeast(fact('DistinctZones'), 2)),
      not(exists(fact('DistinctZones'))),
    ),
  ),
  decisions:
    'Different literals, and different subnets of the input, are different; two parameters or imports may hold the same subnet, so they are unknown. Zones count where all of the subnets are in the input: literal zones, and elements of one Fn::GetAZs by their index. A subnet without a zone is put anywhere by AWS.',
  config: {
    none: 'It needs several resources: the item of a service names subnets, and their zones are in other items.',
  },
  blindSpots: {
    check:
      'Two subnets that are not in the input may be in one zone. A service with one task runs in one zone, whatever its subnets: service-multiple-tasks looks at that.',
    rawTemplate:
      'Subnets are counted before an engine looks, so on a template that ringfence has not prepared this is unknown.',
    config: 'Configuration items of services name the subnets, not their zones.',
    organizationPolicy: 'ecs:subnet can deny a subnet, not demand a second one.',
  },
  examples: [
    {
      name: 'one subnet',
      verdict: 'fail',
      line: 7,
      cloudformation: `Resources:
  Web:
    Type: AWS::ECS::Service
    Properties:
      NetworkConfiguration:
        AwsvpcConfiguration:
          Subnets: [subnet-0a1b2c3d]
`,
    },
    {
      name: 'two subnets',
      verdict: 'pass',
      cloudformation: `Resources:
  Web:
    Type: AWS::ECS::Service
    Properties:
      NetworkConfiguration:
        AwsvpcConfiguration:
          Subnets: [subnet-0a1b2c3d, subnet-4e5f6a7b]
`,
    },
    {
      name: 'the same subnet twice',
      verdict: 'fail',
      line: 7,
      cloudformation: `Resources:
  Web:
    Type: AWS::ECS::Service
    Properties:
      NetworkConfiguration:
        AwsvpcConfiguration:
          Subnets: [subnet-0a1b2c3d, subnet-0a1b2c3d]
`,
    },
    {
      name: 'the same parameter twice',
      verdict: 'fail',
      line: 10,
      cloudformation: `Parameters:
  Subnet:
    Type: AWS::EC2::Subnet::Id
Resources:
  Web:
    Type: AWS::ECS::Service
    Properties:
      NetworkConfiguration:
        AwsvpcConfiguration:
          Subnets: [!Ref Subnet, !Ref Subnet]
`,
    },
    {
      name: 'three are asked for',
      verdict: 'fail',
      line: 7,
      set: { minimumSubnets: 3 },
      cloudformation: `Resources:
  Web:
    Type: AWS::ECS::Service
    Properties:
      NetworkConfiguration:
        AwsvpcConfiguration:
          Subnets: [subnet-0a1b2c3d, subnet-4e5f6a7b]
`,
    },
    {
      name: 'two subnets of the input in two zones',
      verdict: 'pass',
      cloudformation: `Resources:
  Web:
    Type: AWS::ECS::Service
    Properties:
      NetworkConfiguration:
        AwsvpcConfiguration:
          Subnets: [!Ref SubnetA, !GetAtt SubnetB.SubnetId]
  SubnetA:
    Type: AWS::EC2::Subnet
    Properties:
      AvailabilityZone: !Select [0, !GetAZs '']
  SubnetB:
    Type: AWS::EC2::Subnet
    Properties:
      AvailabilityZone: !Select [1, !GetAZs '']
`,
    },
    {
      name: 'two subnets of the input in one zone',
      verdict: 'fail',
      line: 7,
      cloudformation: `Resources:
  Web:
    Type: AWS::ECS::Service
    Properties:
      NetworkConfiguration:
        AwsvpcConfiguration:
          Subnets: [!Ref SubnetA, !Ref SubnetB]
  SubnetA:
    Type: AWS::EC2::Subnet
    Properties:
      AvailabilityZone: eu-west-1a
  SubnetB:
    Type: AWS::EC2::Subnet
    Properties:
      AvailabilityZone: eu-west-1a
`,
    },
    {
      name: 'two subnets of the input, whose zones AWS chooses',
      verdict: 'unknown',
      cloudformation: `Resources:
  Web:
    Type: AWS::ECS::Service
    Properties:
      NetworkConfiguration:
        AwsvpcConfiguration:
          Subnets: [!Ref SubnetA, !Ref SubnetB]
  SubnetA:
    Type: AWS::EC2::Subnet
    Properties:
      CidrBlock: 10.0.0.0/24
  SubnetB:
    Type: AWS::EC2::Subnet
    Properties:
      CidrBlock: 10.0.1.0/24
`,
    },
    {
      name: 'a list that is a parameter',
      verdict: 'unknown',
      cloudformation: `Parameters:
  Subnets:
    Type: List<AWS::EC2::Subnet::Id>
Resources:
  Web:
    Type: AWS::ECS::Service
    Properties:
      NetworkConfiguration:
        AwsvpcConfiguration:
          Subnets: !Ref Subnets
`,
    },
    {
      name: 'a list that is a parameter with a value',
      verdict: 'pass',
      parameters: { Subnets: 'subnet-0a1b2c3d,subnet-4e5f6a7b' },
      cloudformation: `Parameters:
  Subnets:
    Type: List<AWS::EC2::Subnet::Id>
Resources:
  Web:
    Type: AWS::ECS::Service
    Properties:
      NetworkConfiguration:
        AwsvpcConfiguration:
          Subnets: !Ref Subnets
`,
    },
    {
      name: 'two parameters may hold the same subnet',
      verdict: 'unknown',
      cloudformation: `Parameters:
  SubnetA:
    Type: AWS::EC2::Subnet::Id
  SubnetB:
    Type: AWS::EC2::Subnet::Id
Resources:
  Web:
    Type: AWS::ECS::Service
    Properties:
      NetworkConfiguration:
        AwsvpcConfiguration:
          Subnets: [!Ref SubnetA, !Ref SubnetB]
`,
    },
    {
      name: 'a second subnet by a condition that is not known',
      verdict: 'unknown',
      cloudformation: `Parameters:
  Environment:
    Type: String
Conditions:
  IsProduction: !Equals [!Ref Environment, production]
Resources:
  Web:
    Type: AWS::ECS::Service
    Properties:
      NetworkConfiguration:
        AwsvpcConfiguration:
          Subnets:
            - subnet-0a1b2c3d
            - !If [IsProduction, subnet-4e5f6a7b, !Ref AWS::NoValue]
`,
    },
    {
      name: 'bridge networking',
      verdict: 'none',
      cloudformation: `Resources:
  Web:
    Type: AWS::ECS::Service
    Properties:
      LaunchType: EC2
`,
    },
    {
      name: 'Terraform, one subnet',
      verdict: 'fail',
      terraform: [
        {
          type: 'aws_ecs_service',
          name: 'web',
          values: { name: 'web', network_configuration: [{ subnets: ['subnet-0a1b2c3d'] }] },
        },
      ],
    },
    {
      name: 'Terraform, two subnets',
      verdict: 'pass',
      terraform: [
        {
          type: 'aws_ecs_service',
          name: 'web',
          values: { name: 'web', network_configuration: [{ subnets: ['subnet-0a1b2c3d', 'subnet-4e5f6a7b'] }] },
        },
      ],
    },
    {
      name: 'Terraform, subnets known after apply',
      verdict: 'unknown',
      terraform: [
        {
          type: 'aws_ecs_service',
          name: 'web',
          values: { name: 'web', network_configuration: [{}] },
          unknown: { network_configuration: [{ subnets: true }] },
        },
      ],
    },
  ],
});

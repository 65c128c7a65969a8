import { any, equals, every, exists, item, not, parameterIs, property, says, some } from '../language/builders.js';
import { control } from './control.js';

const volumes = property('VolumeConfigurations');
const volume = item('ManagedEBSVolume');

export default control({
  id: 'service-ebs-volume-encrypted',
  practice: '2.1',
  severity: 'high',
  profile: 'essential',
  title: 'EBS volumes that services attach to their tasks are encrypted',
  why: 'An unencrypted volume, and every snapshot made of it, can be read by whoever gets hold of the copy.',
  remedy: 'Set Encrypted to true in the ManagedEBSVolume, with KmsKeyId for a key of your own.',
  mappings: {},
  parameters: {
    ebsEncryptionByDefault: {
      type: 'boolean',
      default: false,
      description: 'EBS encryption by default is on in these accounts and regions; it overrides Encrypted.',
    },
  },
  applies: ['AWS::ECS::Service'],
  when: some(volumes, exists(volume)),
  // The API's default is false.
  holds: any(
    every(
      volumes,
      any(says('Encrypted is {value}', equals(item('ManagedEBSVolume.Encrypted'), true)), not(exists(volume))),
    ),
    parameterIs('ebsEncryptionByDefault', true),
  ),
  prevention: ['require-ebs-encryption'],
  decisions:
    'A volume from a snapshot has to say so too: whether the snapshot is encrypted is not in the template, and Encrypted: true is right for both. KmsKeyId without Encrypted fails: EC2 takes a key only for a volume whose Encrypted is true.',
  config: {
    none: 'The item schema of services has no VolumeConfigurations, and how an item would spell it is not known.',
  },
  blindSpots: {
    check: 'Volumes that RunTask and StartTask configure are not in a template.',
    config: 'The schema of configuration items of services has no VolumeConfigurations.',
    organizationPolicy:
      'ecs:enable-ebs-volumes can only deny volumes as a whole; what EC2 creates for the infrastructure role is denied as any unencrypted volume is.',
  },
  examples: [
    {
      name: 'not encrypted',
      verdict: 'fail',
      line: 9,
      cloudformation: `Resources:
  Database:
    Type: AWS::ECS::Service
    Properties:
      VolumeConfigurations:
        - Name: data
          ManagedEBSVolume:
            RoleArn: arn:aws:iam::111122223333:role/ecs-infrastructure
            Encrypted: false
            SizeInGiB: 20
`,
    },
    {
      name: 'the default is not encrypted, a key or not',
      verdict: 'fail',
      line: 7,
      cloudformation: `Resources:
  Database:
    Type: AWS::ECS::Service
    Properties:
      VolumeConfigurations:
        - Name: data
          ManagedEBSVolume:
            RoleArn: arn:aws:iam::111122223333:role/ecs-infrastructure
            KmsKeyId: alias/data
            SizeInGiB: 20
`,
    },
    {
      name: 'one of two volumes is not encrypted',
      verdict: 'fail',
      line: 12,
      cloudformation: `Resources:
  Database:
    Type: AWS::ECS::Service
    Properties:
      VolumeConfigurations:
        - Name: data
          ManagedEBSVolume:
            RoleArn: arn:aws:iam::111122223333:role/ecs-infrastructure
            Encrypted: true
            SizeInGiB: 20
        - Name: cache
          ManagedEBSVolume:
            RoleArn: arn:aws:iam::111122223333:role/ecs-infrastructure
            SnapshotId: snap-0123456789abcdef0
`,
    },
    {
      name: 'encrypted',
      verdict: 'pass',
      cloudformation: `Resources:
  Database:
    Type: AWS::ECS::Service
    Properties:
      VolumeConfigurations:
        - Name: data
          ManagedEBSVolume:
            RoleArn: arn:aws:iam::111122223333:role/ecs-infrastructure
            Encrypted: true
            SizeInGiB: 20
`,
    },
    {
      name: 'the account encrypts every volume',
      verdict: 'pass',
      set: { ebsEncryptionByDefault: true },
      cloudformation: `Resources:
  Database:
    Type: AWS::ECS::Service
    Properties:
      VolumeConfigurations:
        - Name: data
          ManagedEBSVolume:
            RoleArn: arn:aws:iam::111122223333:role/ecs-infrastructure
            SizeInGiB: 20
`,
    },
    {
      name: 'decided by a parameter without a value',
      verdict: 'unknown',
      line: 13,
      cloudformation: `Parameters:
  Encrypted:
    Type: String
    AllowedValues: ['true', 'false']
Resources:
  Database:
    Type: AWS::ECS::Service
    Properties:
      VolumeConfigurations:
        - Name: data
          ManagedEBSVolume:
            RoleArn: arn:aws:iam::111122223333:role/ecs-infrastructure
            Encrypted: !Ref Encrypted
`,
    },
    {
      name: 'no volumes',
      verdict: 'none',
      cloudformation: `Resources:
  Web:
    Type: AWS::ECS::Service
    Properties:
      DesiredCount: 2
`,
    },
    {
      name: 'Terraform',
      verdict: 'fail',
      terraform: [
        {
          type: 'aws_ecs_service',
          name: 'database',
          values: {
            name: 'database',
            volume_configuration: [
              {
                name: 'data',
                managed_ebs_volume: [
                  { role_arn: 'arn:aws:iam::111122223333:role/ecs', size_in_gb: 20, encrypted: null },
                ],
              },
            ],
          },
        },
      ],
    },
    {
      name: 'Terraform, encrypted',
      verdict: 'pass',
      terraform: [
        {
          type: 'aws_ecs_service',
          name: 'database',
          values: {
            name: 'database',
            volume_configuration: [
              {
                name: 'data',
                managed_ebs_volume: [
                  { role_arn: 'arn:aws:iam::111122223333:role/ecs', size_in_gb: 20, encrypted: true },
                ],
              },
            ],
          },
        },
      ],
    },
  ],
});

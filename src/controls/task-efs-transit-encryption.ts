import { any, equals, every, exists, item, not, property, says, some } from '../language/builders.js';
import { control } from './control.js';

const hasEfs = exists(item('EFSVolumeConfiguration'));

export default control({
  id: 'task-efs-transit-encryption',
  practice: '2.1',
  severity: 'high',
  profile: 'essential',
  title: 'EFS volumes encrypt data in transit',
  why: 'Without transit encryption, files and credentials cross the network between task and file system in plain NFS, for anyone on the path to read or change.',
  remedy:
    'Set TransitEncryption to ENABLED in every EFSVolumeConfiguration; the platform then mounts over TLS, nothing changes in the container.',
  mappings: {
    securityHub: ['ECS.18'],
    checkov: ['CKV_AWS_97'],
    trivy: ['AVD-AWS-0035'],
    config: ['ecs-task-definition-efs-encryption-enabled'],
  },
  applies: ['AWS::ECS::TaskDefinition'],
  when: some(property('Volumes'), hasEfs),
  // The API's default is DISABLED, so an absent property fails.
  holds: every(
    property('Volumes'),
    any(
      says(
        'TransitEncryption of volume {name} is {value}',
        equals(item('EFSVolumeConfiguration.TransitEncryption'), 'ENABLED'),
      ),
      not(hasEfs),
    ),
  ),
  config: {
    managed: [{ identifier: 'ECS_TASK_DEFINITION_EFS_ENCRYPTION_ENABLED' }],
    why: 'It fails where an EFS volume has not transit encryption enabled, and nowhere else.',
  },
  blindSpots: {
    check: 'A file system that the container mounts itself, by an NFS client in the image, is not seen.',
    config: 'AWS Config looks at the latest active revision of a family only.',
    organizationPolicy: 'RegisterTaskDefinition carries no condition key for volumes.',
  },
  examples: [
    {
      name: 'transit encryption on',
      verdict: 'pass',
      cloudformation: `Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      Family: cms
      ContainerDefinitions:
        - Name: cms
          Image: cms:1.2.3
      Volumes:
        - Name: scratch
        - Name: uploads
          EFSVolumeConfiguration:
            FilesystemId: fs-12345678
            TransitEncryption: ENABLED
`,
    },
    {
      name: 'the default is no encryption',
      verdict: 'fail',
      line: 8,
      cloudformation: `Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      Family: cms
      Volumes:
        - Name: uploads
          EFSVolumeConfiguration:
            FilesystemId: fs-12345678
      ContainerDefinitions:
        - Name: cms
          Image: cms:1.2.3
`,
    },
    {
      name: 'one of two volumes is not encrypted',
      verdict: 'fail',
      line: 14,
      cloudformation: `Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      Family: cms
      Volumes:
        - Name: uploads
          EFSVolumeConfiguration:
            FilesystemId: fs-12345678
            TransitEncryption: ENABLED
        - Name: cache
          EFSVolumeConfiguration:
            FilesystemId: fs-87654321
            TransitEncryption: DISABLED
      ContainerDefinitions:
        - Name: cms
          Image: cms:1.2.3
`,
    },
    {
      name: 'decided by a parameter without a value',
      verdict: 'unknown',
      line: 13,
      cloudformation: `Parameters:
  Encryption:
    Type: String
Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      Family: cms
      Volumes:
        - Name: uploads
          EFSVolumeConfiguration:
            FilesystemId: fs-12345678
            TransitEncryption: !Ref Encryption
      ContainerDefinitions:
        - Name: cms
          Image: cms:1.2.3
`,
    },
    {
      name: 'no EFS volume',
      verdict: 'none',
      cloudformation: `Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      Family: web
      Volumes:
        - Name: scratch
      ContainerDefinitions:
        - Name: web
          Image: web:1.2.3
`,
    },
    {
      name: 'task definition JSON',
      verdict: 'fail',
      taskDefinition: {
        family: 'cms',
        containerDefinitions: [{ name: 'cms', image: 'cms:1.2.3' }],
        volumes: [{ name: 'uploads', efsVolumeConfiguration: { fileSystemId: 'fs-12345678', rootDirectory: '/' } }],
      },
    },
    {
      name: 'Terraform',
      verdict: 'fail',
      terraform: [
        {
          type: 'aws_ecs_task_definition',
          name: 'cms',
          values: {
            family: 'cms',
            container_definitions: '[{"name":"cms","image":"cms:1.2.3"}]',
            volume: [
              {
                name: 'uploads',
                efs_volume_configuration: [{ file_system_id: 'fs-12345678', transit_encryption: 'DISABLED' }],
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
          type: 'aws_ecs_task_definition',
          name: 'cms',
          values: {
            family: 'cms',
            container_definitions: '[{"name":"cms","image":"cms:1.2.3"}]',
            volume: [{ name: 'uploads', efs_volume_configuration: [{ transit_encryption: 'ENABLED' }] }],
          },
          unknown: { volume: [{ efs_volume_configuration: [{ file_system_id: true }] }] },
        },
      ],
    },
  ],
});

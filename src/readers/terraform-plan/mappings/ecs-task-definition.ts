import { block, blocks, containerDefinitions, group, pairs, tags, value } from '../fields.js';
import { reference } from '../links.js';
import type { Mapping } from '../mapping.js';

export const taskDefinition: Mapping = {
  type: 'AWS::ECS::TaskDefinition',
  fields: {
    Family: value('family'),
    ContainerDefinitions: containerDefinitions('container_definitions'),
    Cpu: value('cpu'),
    Memory: value('memory'),
    NetworkMode: value('network_mode'),
    PidMode: value('pid_mode'),
    IpcMode: value('ipc_mode'),
    ExecutionRoleArn: reference('execution_role_arn'),
    TaskRoleArn: reference('task_role_arn'),
    RequiresCompatibilities: value('requires_compatibilities'),
    EnableFaultInjection: value('enable_fault_injection'),
    EphemeralStorage: block('ephemeral_storage', { SizeInGiB: value('size_in_gib') }),
    RuntimePlatform: block('runtime_platform', {
      CpuArchitecture: value('cpu_architecture'),
      OperatingSystemFamily: value('operating_system_family'),
    }),
    PlacementConstraints: blocks('placement_constraints', { Type: value('type'), Expression: value('expression') }),
    ProxyConfiguration: block('proxy_configuration', {
      Type: value('type'),
      ContainerName: value('container_name'),
      ProxyConfigurationProperties: pairs('properties', 'Name', 'Value'),
    }),
    InferenceAccelerators: blocks('inference_accelerator', {
      DeviceName: value('device_name'),
      DeviceType: value('device_type'),
    }),
    Volumes: blocks('volume', {
      Name: value('name'),
      ConfiguredAtLaunch: value('configure_at_launch'),
      Host: group({ SourcePath: value('host_path') }),
      DockerVolumeConfiguration: block('docker_volume_configuration', {
        Autoprovision: value('autoprovision'),
        Driver: value('driver'),
        DriverOpts: value('driver_opts'),
        Labels: value('labels'),
        Scope: value('scope'),
      }),
      EFSVolumeConfiguration: block('efs_volume_configuration', {
        FilesystemId: reference('file_system_id'),
        RootDirectory: value('root_directory'),
        TransitEncryption: value('transit_encryption'),
        TransitEncryptionPort: value('transit_encryption_port'),
        AuthorizationConfig: block('authorization_config', {
          AccessPointId: reference('access_point_id'),
          IAM: value('iam'),
        }),
      }),
      FSxWindowsFileServerVolumeConfiguration: block('fsx_windows_file_server_volume_configuration', {
        FileSystemId: reference('file_system_id'),
        RootDirectory: value('root_directory'),
        AuthorizationConfig: block('authorization_config', {
          CredentialsParameter: reference('credentials_parameter'),
          Domain: value('domain'),
        }),
      }),
      S3FilesVolumeConfiguration: block('s3files_volume_configuration', {
        FileSystemArn: reference('file_system_arn'),
        AccessPointArn: reference('access_point_arn'),
        RootDirectory: value('root_directory'),
        TransitEncryptionPort: value('transit_encryption_port'),
      }),
    }),
    Tags: tags,
  },
};

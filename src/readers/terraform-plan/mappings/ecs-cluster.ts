import { block, blocks, tags, value } from '../fields.js';
import { reference, references } from '../links.js';
import type { Mapping } from '../mapping.js';
import { capacityProviderStrategy } from './ecs-shared.js';

export const cluster: Mapping = {
  type: 'AWS::ECS::Cluster',
  fields: {
    ClusterName: value('name'),
    ClusterSettings: blocks('setting', { Name: value('name'), Value: value('value') }),
    Configuration: block('configuration', {
      ExecuteCommandConfiguration: block('execute_command_configuration', {
        KmsKeyId: reference('kms_key_id'),
        Logging: value('logging'),
        LogConfiguration: block('log_configuration', {
          CloudWatchEncryptionEnabled: value('cloud_watch_encryption_enabled'),
          CloudWatchLogGroupName: reference('cloud_watch_log_group_name'),
          S3BucketName: reference('s3_bucket_name'),
          S3EncryptionEnabled: value('s3_bucket_encryption_enabled'),
          S3KeyPrefix: value('s3_key_prefix'),
        }),
      }),
      ManagedStorageConfiguration: block('managed_storage_configuration', {
        FargateEphemeralStorageKmsKeyId: reference('fargate_ephemeral_storage_kms_key_id'),
        KmsKeyId: reference('kms_key_id'),
      }),
    }),
    ServiceConnectDefaults: block('service_connect_defaults', { Namespace: reference('namespace') }),
    // Until version 5 of the provider.
    CapacityProviders: references('capacity_providers'),
    DefaultCapacityProviderStrategy: capacityProviderStrategy('default_capacity_provider_strategy'),
    Tags: tags,
  },
};

export const clusterCapacityProviders: Mapping = {
  type: 'AWS::ECS::ClusterCapacityProviderAssociations',
  fields: {
    Cluster: reference('cluster_name'),
    CapacityProviders: references('capacity_providers'),
    DefaultCapacityProviderStrategy: capacityProviderStrategy('default_capacity_provider_strategy'),
  },
};

export const capacityProvider: Mapping = {
  type: 'AWS::ECS::CapacityProvider',
  fields: {
    Name: value('name'),
    ClusterName: reference('cluster'),
    AutoScalingGroupProvider: block('auto_scaling_group_provider', {
      AutoScalingGroupArn: reference('auto_scaling_group_arn'),
      ManagedDraining: value('managed_draining'),
      ManagedTerminationProtection: value('managed_termination_protection'),
      ManagedScaling: block('managed_scaling', {
        InstanceWarmupPeriod: value('instance_warmup_period'),
        MaximumScalingStepSize: value('maximum_scaling_step_size'),
        MinimumScalingStepSize: value('minimum_scaling_step_size'),
        Status: value('status'),
        TargetCapacity: value('target_capacity'),
      }),
    }),
    ManagedInstancesProvider: block('managed_instances_provider', {
      InfrastructureRoleArn: reference('infrastructure_role_arn'),
      PropagateTags: value('propagate_tags'),
      InstanceLaunchTemplate: block('instance_launch_template', {
        Ec2InstanceProfileArn: reference('ec2_instance_profile_arn'),
        Monitoring: value('monitoring'),
        NetworkConfiguration: block('network_configuration', {
          SecurityGroups: references('security_groups'),
          Subnets: references('subnets'),
        }),
        StorageConfiguration: block('storage_configuration', { StorageSizeGiB: value('storage_size_gib') }),
      }),
    }),
    Tags: tags,
  },
};

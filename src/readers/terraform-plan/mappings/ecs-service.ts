import { block, blocks, type Field, group, tags, value, within } from '../fields.js';
import { reference, references } from '../links.js';
import type { Mapping } from '../mapping.js';
import { serviceConnect } from './ecs-service-connect.js';
import { capacityProviderStrategy, networkConfiguration } from './ecs-shared.js';

const deployment = (field: Field): Field => within('deployment_configuration', field);

export const service: Mapping = {
  type: 'AWS::ECS::Service',
  fields: {
    ServiceName: value('name'),
    Cluster: reference('cluster'),
    TaskDefinition: reference('task_definition'),
    DesiredCount: value('desired_count'),
    LaunchType: value('launch_type'),
    PlatformVersion: value('platform_version'),
    SchedulingStrategy: value('scheduling_strategy'),
    PropagateTags: value('propagate_tags'),
    EnableECSManagedTags: value('enable_ecs_managed_tags'),
    EnableExecuteCommand: value('enable_execute_command'),
    HealthCheckGracePeriodSeconds: value('health_check_grace_period_seconds'),
    AvailabilityZoneRebalancing: value('availability_zone_rebalancing'),
    Role: reference('iam_role'),
    CapacityProviderStrategy: capacityProviderStrategy('capacity_provider_strategy'),
    DeploymentController: block('deployment_controller', { Type: value('type') }),
    DeploymentConfiguration: group({
      MaximumPercent: value('deployment_maximum_percent'),
      MinimumHealthyPercent: value('deployment_minimum_healthy_percent'),
      DeploymentCircuitBreaker: block('deployment_circuit_breaker', {
        Enable: value('enable'),
        Rollback: value('rollback'),
      }),
      Alarms: block('alarms', {
        AlarmNames: references('alarm_names'),
        Enable: value('enable'),
        Rollback: value('rollback'),
      }),
      Strategy: deployment(value('strategy')),
      BakeTimeInMinutes: deployment(value('bake_time_in_minutes')),
      CanaryConfiguration: deployment(
        block('canary_configuration', {
          CanaryBakeTimeInMinutes: value('canary_bake_time_in_minutes'),
          CanaryPercent: value('canary_percent'),
        }),
      ),
      LinearConfiguration: deployment(
        block('linear_configuration', {
          StepBakeTimeInMinutes: value('step_bake_time_in_minutes'),
          StepPercent: value('step_percent'),
        }),
      ),
      LifecycleHooks: deployment(
        blocks('lifecycle_hook', {
          HookTargetArn: reference('hook_target_arn'),
          RoleArn: reference('role_arn'),
          LifecycleStages: value('lifecycle_stages'),
        }),
      ),
    }),
    NetworkConfiguration: networkConfiguration('AwsvpcConfiguration'),
    LoadBalancers: blocks('load_balancer', {
      ContainerName: value('container_name'),
      ContainerPort: value('container_port'),
      LoadBalancerName: reference('elb_name'),
      TargetGroupArn: reference('target_group_arn'),
      AdvancedConfiguration: block('advanced_configuration', {
        AlternateTargetGroupArn: reference('alternate_target_group_arn'),
        ProductionListenerRule: reference('production_listener_rule'),
        TestListenerRule: reference('test_listener_rule'),
        RoleArn: reference('role_arn'),
      }),
    }),
    PlacementConstraints: blocks('placement_constraints', { Type: value('type'), Expression: value('expression') }),
    PlacementStrategies: blocks('ordered_placement_strategy', { Type: value('type'), Field: value('field') }),
    ServiceRegistries: blocks('service_registries', {
      RegistryArn: reference('registry_arn'),
      ContainerName: value('container_name'),
      ContainerPort: value('container_port'),
      Port: value('port'),
    }),
    ServiceConnectConfiguration: serviceConnect,
    VolumeConfigurations: blocks('volume_configuration', {
      Name: value('name'),
      ManagedEBSVolume: block('managed_ebs_volume', {
        Encrypted: value('encrypted'),
        FilesystemType: value('file_system_type'),
        Iops: value('iops'),
        KmsKeyId: reference('kms_key_id'),
        RoleArn: reference('role_arn'),
        SizeInGiB: value('size_in_gb'),
        SnapshotId: reference('snapshot_id'),
        Throughput: value('throughput'),
        VolumeType: value('volume_type'),
      }),
    }),
    VpcLatticeConfigurations: blocks('vpc_lattice_configurations', {
      PortName: value('port_name'),
      RoleArn: reference('role_arn'),
      TargetGroupArn: reference('target_group_arn'),
    }),
    Tags: tags,
  },
};

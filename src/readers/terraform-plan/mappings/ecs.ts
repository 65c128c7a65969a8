import { block, blocks, tags, value } from '../fields.js';
import { reference, references } from '../links.js';
import type { Mapping, Mappings } from '../mapping.js';
import { capacityProvider, cluster, clusterCapacityProviders } from './ecs-cluster.js';
import { service } from './ecs-service.js';
import { capacityProviderStrategy, networkConfiguration } from './ecs-shared.js';
import { taskDefinition } from './ecs-task-definition.js';

const taskSet: Mapping = {
  type: 'AWS::ECS::TaskSet',
  fields: {
    Cluster: reference('cluster'),
    Service: reference('service'),
    TaskDefinition: reference('task_definition'),
    ExternalId: value('external_id'),
    LaunchType: value('launch_type'),
    PlatformVersion: value('platform_version'),
    CapacityProviderStrategy: capacityProviderStrategy('capacity_provider_strategy'),
    // The one place where AWS::ECS spells it with a capital V.
    NetworkConfiguration: networkConfiguration('AwsVpcConfiguration'),
    LoadBalancers: blocks('load_balancer', {
      ContainerName: value('container_name'),
      ContainerPort: value('container_port'),
      TargetGroupArn: reference('target_group_arn'),
    }),
    Scale: block('scale', { Unit: value('unit'), Value: value('value') }),
    ServiceRegistries: blocks('service_registries', {
      RegistryArn: reference('registry_arn'),
      ContainerName: value('container_name'),
      ContainerPort: value('container_port'),
      Port: value('port'),
    }),
    Tags: tags,
  },
};

const expressGatewayService: Mapping = {
  type: 'AWS::ECS::ExpressGatewayService',
  fields: {
    ServiceName: value('service_name'),
    Cluster: reference('cluster'),
    Cpu: value('cpu'),
    Memory: value('memory'),
    HealthCheckPath: value('health_check_path'),
    ExecutionRoleArn: reference('execution_role_arn'),
    InfrastructureRoleArn: reference('infrastructure_role_arn'),
    TaskRoleArn: reference('task_role_arn'),
    NetworkConfiguration: block('network_configuration', {
      SecurityGroups: references('security_groups'),
      Subnets: references('subnets'),
    }),
    PrimaryContainer: block('primary_container', {
      Image: value('image'),
      Command: value('command'),
      ContainerPort: value('container_port'),
      AwsLogsConfiguration: block('aws_logs_configuration', {
        LogGroup: reference('log_group'),
        LogStreamPrefix: value('log_stream_prefix'),
      }),
      Environment: blocks('environment', { Name: value('name'), Value: value('value') }),
      RepositoryCredentials: block('repository_credentials', {
        CredentialsParameter: reference('credentials_parameter'),
      }),
      Secrets: blocks('secret', { Name: value('name'), ValueFrom: reference('value_from') }),
    }),
    ScalingTarget: block('scaling_target', {
      AutoScalingMetric: value('auto_scaling_metric'),
      AutoScalingTargetValue: value('auto_scaling_target_value'),
      MaxTaskCount: value('max_task_count'),
      MinTaskCount: value('min_task_count'),
    }),
    Tags: tags,
  },
};

export const ecs: Mappings = {
  aws_ecs_task_definition: taskDefinition,
  aws_ecs_service: service,
  aws_ecs_task_set: taskSet,
  aws_ecs_express_gateway_service: expressGatewayService,
  aws_ecs_cluster: cluster,
  aws_ecs_cluster_capacity_providers: clusterCapacityProviders,
  aws_ecs_capacity_provider: capacityProvider,
};

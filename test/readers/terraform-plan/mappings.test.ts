import assert from 'node:assert/strict';
import { type Planned, plain, planJson, propertiesOf, resourcesOf } from './plan.js';

interface Case {
  readonly name: string;
  readonly planned: Planned;
  readonly type: string;
  readonly properties: unknown;
}

const TRUST =
  '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"ecs-tasks.amazonaws.com"},"Action":"sts:AssumeRole"}]}';

const CASES: readonly Case[] = [
  {
    name: 'task definition',
    type: 'AWS::ECS::TaskDefinition',
    planned: {
      address: 'aws_ecs_task_definition.web',
      values: {
        family: 'web',
        cpu: '256',
        memory: '512',
        ipc_mode: null,
        pid_mode: '',
        network_mode: 'awsvpc',
        requires_compatibilities: ['FARGATE'],
        container_definitions:
          '[{"name":"app","image":"nginx:1.27","readonlyRootFilesystem":true,"logConfiguration":{"logDriver":"awslogs","options":{"awslogs-group":"/web"}},"dockerLabels":{"team.name":"shop"}}]',
        ephemeral_storage: [{ size_in_gib: 30 }],
        placement_constraints: [],
        runtime_platform: [{ cpu_architecture: 'ARM64', operating_system_family: 'LINUX' }],
        proxy_configuration: [{ container_name: 'envoy', type: 'APPMESH', properties: { AppPorts: '8080' } }],
        volume: [
          {
            name: 'data',
            host_path: '',
            docker_volume_configuration: [],
            efs_volume_configuration: [
              {
                file_system_id: 'fs-1',
                root_directory: '/',
                transit_encryption: 'ENABLED',
                transit_encryption_port: null,
                authorization_config: [{ access_point_id: 'fsap-1', iam: 'ENABLED' }],
              },
            ],
          },
          { name: 'socket', host_path: '/var/run/docker.sock' },
        ],
        tags: { team: 'shop' },
        tags_all: { team: 'shop', from: 'provider' },
      },
    },
    properties: {
      Family: 'web',
      Cpu: '256',
      Memory: '512',
      NetworkMode: 'awsvpc',
      RequiresCompatibilities: ['FARGATE'],
      ContainerDefinitions: [
        {
          Name: 'app',
          Image: 'nginx:1.27',
          ReadonlyRootFilesystem: true,
          LogConfiguration: { LogDriver: 'awslogs', Options: { 'awslogs-group': '/web' } },
          DockerLabels: { 'team.name': 'shop' },
        },
      ],
      EphemeralStorage: { SizeInGiB: 30 },
      RuntimePlatform: { CpuArchitecture: 'ARM64', OperatingSystemFamily: 'LINUX' },
      ProxyConfiguration: {
        Type: 'APPMESH',
        ContainerName: 'envoy',
        ProxyConfigurationProperties: [{ Name: 'AppPorts', Value: '8080' }],
      },
      Volumes: [
        {
          Name: 'data',
          EFSVolumeConfiguration: {
            FilesystemId: 'fs-1',
            RootDirectory: '/',
            TransitEncryption: 'ENABLED',
            AuthorizationConfig: { AccessPointId: 'fsap-1', IAM: 'ENABLED' },
          },
        },
        { Name: 'socket', Host: { SourcePath: '/var/run/docker.sock' } },
      ],
      Tags: [
        { Key: 'team', Value: 'shop' },
        { Key: 'from', Value: 'provider' },
      ],
    },
  },
  {
    name: 'service',
    type: 'AWS::ECS::Service',
    planned: {
      address: 'aws_ecs_service.web',
      values: {
        name: 'web',
        cluster: 'main',
        task_definition: 'web:3',
        desired_count: 0,
        launch_type: 'FARGATE',
        platform_version: 'LATEST',
        scheduling_strategy: 'REPLICA',
        enable_execute_command: false,
        enable_ecs_managed_tags: true,
        deployment_maximum_percent: 200,
        deployment_minimum_healthy_percent: 100,
        deployment_circuit_breaker: [{ enable: true, rollback: false }],
        deployment_controller: [{ type: 'ECS' }],
        deployment_configuration: [{ strategy: 'ROLLING', bake_time_in_minutes: '0', lifecycle_hook: [] }],
        alarms: [{ alarm_names: ['errors'], enable: true, rollback: true }],
        capacity_provider_strategy: [],
        network_configuration: [
          { assign_public_ip: true, security_groups: ['sg-1'], subnets: ['subnet-1', 'subnet-2'] },
        ],
        load_balancer: [{ container_name: 'app', container_port: 80, elb_name: '', target_group_arn: 'arn:tg' }],
        volume_configuration: [
          {
            name: 'data',
            managed_ebs_volume: [{ encrypted: true, role_arn: 'arn:role', size_in_gb: 10, file_system_type: 'xfs' }],
          },
        ],
        iam_role: null,
        triggers: null,
      },
    },
    properties: {
      ServiceName: 'web',
      Cluster: 'main',
      TaskDefinition: 'web:3',
      DesiredCount: 0,
      LaunchType: 'FARGATE',
      PlatformVersion: 'LATEST',
      SchedulingStrategy: 'REPLICA',
      EnableExecuteCommand: false,
      EnableECSManagedTags: true,
      DeploymentController: { Type: 'ECS' },
      DeploymentConfiguration: {
        MaximumPercent: 200,
        MinimumHealthyPercent: 100,
        DeploymentCircuitBreaker: { Enable: true, Rollback: false },
        Alarms: { AlarmNames: ['errors'], Enable: true, Rollback: true },
        Strategy: 'ROLLING',
        BakeTimeInMinutes: '0',
      },
      NetworkConfiguration: {
        AwsvpcConfiguration: { AssignPublicIp: 'ENABLED', SecurityGroups: ['sg-1'], Subnets: ['subnet-1', 'subnet-2'] },
      },
      LoadBalancers: [{ ContainerName: 'app', ContainerPort: 80, TargetGroupArn: 'arn:tg' }],
      VolumeConfigurations: [
        {
          Name: 'data',
          ManagedEBSVolume: { Encrypted: true, RoleArn: 'arn:role', SizeInGiB: 10, FilesystemType: 'xfs' },
        },
      ],
    },
  },
  {
    name: 'cluster',
    type: 'AWS::ECS::Cluster',
    planned: {
      address: 'aws_ecs_cluster.main',
      values: {
        name: 'main',
        setting: [{ name: 'containerInsights', value: 'enabled' }],
        configuration: [
          {
            execute_command_configuration: [
              {
                kms_key_id: '',
                logging: 'OVERRIDE',
                log_configuration: [
                  {
                    cloud_watch_encryption_enabled: true,
                    cloud_watch_log_group_name: '/exec',
                    s3_bucket_name: null,
                    s3_bucket_encryption_enabled: false,
                  },
                ],
              },
            ],
            managed_storage_configuration: [],
          },
        ],
        service_connect_defaults: [],
      },
    },
    properties: {
      ClusterName: 'main',
      ClusterSettings: [{ Name: 'containerInsights', Value: 'enabled' }],
      Configuration: {
        ExecuteCommandConfiguration: {
          Logging: 'OVERRIDE',
          LogConfiguration: {
            CloudWatchEncryptionEnabled: true,
            CloudWatchLogGroupName: '/exec',
            S3EncryptionEnabled: false,
          },
        },
      },
    },
  },
  {
    name: 'capacity providers of a cluster',
    type: 'AWS::ECS::ClusterCapacityProviderAssociations',
    planned: {
      address: 'aws_ecs_cluster_capacity_providers.main',
      values: {
        cluster_name: 'main',
        capacity_providers: ['FARGATE'],
        default_capacity_provider_strategy: [{ base: 1, weight: 100, capacity_provider: 'FARGATE' }],
      },
    },
    properties: {
      Cluster: 'main',
      CapacityProviders: ['FARGATE'],
      DefaultCapacityProviderStrategy: [{ CapacityProvider: 'FARGATE', Base: 1, Weight: 100 }],
    },
  },
  {
    name: 'capacity provider',
    type: 'AWS::ECS::CapacityProvider',
    planned: {
      address: 'aws_ecs_capacity_provider.ec2',
      values: {
        name: 'ec2',
        auto_scaling_group_provider: [
          {
            auto_scaling_group_arn: 'arn:asg',
            managed_termination_protection: 'ENABLED',
            managed_scaling: [{ status: 'ENABLED', target_capacity: 90 }],
          },
        ],
      },
    },
    properties: {
      Name: 'ec2',
      AutoScalingGroupProvider: {
        AutoScalingGroupArn: 'arn:asg',
        ManagedTerminationProtection: 'ENABLED',
        ManagedScaling: { Status: 'ENABLED', TargetCapacity: 90 },
      },
    },
  },
  {
    name: 'task set: AwsVpcConfiguration has a capital V',
    type: 'AWS::ECS::TaskSet',
    planned: {
      address: 'aws_ecs_task_set.green',
      values: {
        cluster: 'main',
        service: 'web',
        task_definition: 'web:4',
        network_configuration: [{ assign_public_ip: false, subnets: ['subnet-1'], security_groups: [] }],
        scale: [{ unit: 'PERCENT', value: 50 }],
      },
    },
    properties: {
      Cluster: 'main',
      Service: 'web',
      TaskDefinition: 'web:4',
      NetworkConfiguration: { AwsVpcConfiguration: { AssignPublicIp: 'DISABLED', Subnets: ['subnet-1'] } },
      Scale: { Unit: 'PERCENT', Value: 50 },
    },
  },
  {
    name: 'express gateway service',
    type: 'AWS::ECS::ExpressGatewayService',
    planned: {
      address: 'aws_ecs_express_gateway_service.web',
      values: {
        service_name: 'web',
        infrastructure_role_arn: 'arn:role',
        network_configuration: [{ subnets: ['subnet-1'], security_groups: null }],
        primary_container: [
          {
            image: 'nginx',
            environment: [{ name: 'A', value: 'b' }],
            secret: [{ name: 'S', value_from: 'arn:secret' }],
          },
        ],
      },
    },
    properties: {
      ServiceName: 'web',
      InfrastructureRoleArn: 'arn:role',
      NetworkConfiguration: { Subnets: ['subnet-1'] },
      PrimaryContainer: {
        Image: 'nginx',
        Environment: [{ Name: 'A', Value: 'b' }],
        Secrets: [{ Name: 'S', ValueFrom: 'arn:secret' }],
      },
    },
  },
  {
    name: 'file system',
    type: 'AWS::EFS::FileSystem',
    planned: {
      address: 'aws_efs_file_system.data',
      values: { encrypted: false, kms_key_id: null, lifecycle_policy: [] },
    },
    properties: { Encrypted: false },
  },
  {
    name: 'access point',
    type: 'AWS::EFS::AccessPoint',
    planned: {
      address: 'aws_efs_access_point.data',
      values: {
        file_system_id: 'fs-1',
        posix_user: [{ uid: 0, gid: 1000, secondary_gids: null }],
        root_directory: [{ path: '/data', creation_info: [{ owner_uid: 1, owner_gid: 2, permissions: '750' }] }],
      },
    },
    properties: {
      FileSystemId: 'fs-1',
      PosixUser: { Uid: 0, Gid: 1000 },
      RootDirectory: { Path: '/data', CreationInfo: { OwnerUid: 1, OwnerGid: 2, Permissions: '750' } },
    },
  },
  {
    name: 'repository',
    type: 'AWS::ECR::Repository',
    planned: {
      address: 'aws_ecr_repository.app',
      values: {
        name: 'app',
        image_tag_mutability: 'IMMUTABLE_WITH_EXCLUSION',
        image_tag_mutability_exclusion_filter: [{ filter: 'latest*', filter_type: 'WILDCARD' }],
        image_scanning_configuration: [{ scan_on_push: true }],
        encryption_configuration: [],
        force_delete: null,
      },
    },
    properties: {
      RepositoryName: 'app',
      ImageTagMutability: 'IMMUTABLE_WITH_EXCLUSION',
      ImageTagMutabilityExclusionFilters: [
        { ImageTagMutabilityExclusionFilterType: 'WILDCARD', ImageTagMutabilityExclusionFilterValue: 'latest*' },
      ],
      ImageScanningConfiguration: { ScanOnPush: true },
    },
  },
  {
    name: 'repository policy',
    type: 'Terraform::ECR::RepositoryPolicy',
    planned: { address: 'aws_ecr_repository_policy.app', values: { repository: 'app', policy: '{"Statement":[]}' } },
    properties: { RepositoryName: 'app', PolicyText: { Statement: [] } },
  },
  {
    name: 'registry scanning',
    type: 'AWS::ECR::RegistryScanningConfiguration',
    planned: {
      address: 'aws_ecr_registry_scanning_configuration.all',
      values: {
        scan_type: 'BASIC',
        rule: [{ scan_frequency: 'SCAN_ON_PUSH', repository_filter: [{ filter: '*', filter_type: 'WILDCARD' }] }],
      },
    },
    properties: {
      ScanType: 'BASIC',
      Rules: [{ ScanFrequency: 'SCAN_ON_PUSH', RepositoryFilters: [{ Filter: '*', FilterType: 'WILDCARD' }] }],
    },
  },
  {
    name: 'role',
    type: 'AWS::IAM::Role',
    planned: {
      address: 'aws_iam_role.task',
      values: {
        name: 'task',
        assume_role_policy: TRUST,
        managed_policy_arns: ['arn:aws:iam::aws:policy/AdministratorAccess'],
        inline_policy: [{ name: 'all', policy: '{"Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}' }],
      },
    },
    properties: {
      RoleName: 'task',
      AssumeRolePolicyDocument: JSON.parse(TRUST),
      ManagedPolicyArns: ['arn:aws:iam::aws:policy/AdministratorAccess'],
      Policies: [{ PolicyName: 'all', PolicyDocument: { Statement: { Effect: 'Allow', Action: '*', Resource: '*' } } }],
    },
  },
  {
    name: 'policy of a role',
    type: 'AWS::IAM::Policy',
    planned: {
      address: 'aws_iam_role_policy.task',
      values: { name: 'p', role: 'task', policy: '{"Statement":[]}' },
    },
    properties: { PolicyName: 'p', PolicyDocument: { Statement: [] }, Roles: ['task'] },
  },
  {
    name: 'policy attachment',
    type: 'Terraform::IAM::RolePolicyAttachment',
    planned: { address: 'aws_iam_role_policy_attachment.task', values: { role: 'task', policy_arn: 'arn:policy' } },
    properties: { Role: 'task', PolicyArn: 'arn:policy' },
  },
  {
    name: 'security group: one rule for each peer; no egress means none',
    type: 'AWS::EC2::SecurityGroup',
    planned: {
      address: 'aws_security_group.web',
      values: {
        name: 'web',
        description: 'web',
        ingress: [
          {
            protocol: 'tcp',
            from_port: 22,
            to_port: 22,
            cidr_blocks: ['10.0.0.0/8', '0.0.0.0/0'],
            ipv6_cidr_blocks: ['::/0'],
            security_groups: [],
            prefix_list_ids: [],
            self: true,
            description: '',
          },
        ],
        egress: [],
      },
    },
    properties: {
      GroupName: 'web',
      GroupDescription: 'web',
      SecurityGroupIngress: [
        { IpProtocol: 'tcp', FromPort: 22, ToPort: 22, CidrIp: '10.0.0.0/8' },
        { IpProtocol: 'tcp', FromPort: 22, ToPort: 22, CidrIp: '0.0.0.0/0' },
        { IpProtocol: 'tcp', FromPort: 22, ToPort: 22, CidrIpv6: '::/0' },
        { IpProtocol: 'tcp', FromPort: 22, ToPort: 22, SourceSecurityGroupId: { Ref: 'aws_security_group.web' } },
      ],
      SecurityGroupEgress: [],
    },
  },
  {
    name: 'ingress rule',
    type: 'AWS::EC2::SecurityGroupIngress',
    planned: {
      address: 'aws_vpc_security_group_ingress_rule.ssh',
      values: {
        security_group_id: 'sg-1',
        ip_protocol: 'tcp',
        from_port: 22,
        to_port: 22,
        cidr_ipv4: '0.0.0.0/0',
        cidr_ipv6: null,
      },
    },
    properties: { GroupId: 'sg-1', IpProtocol: 'tcp', FromPort: 22, ToPort: 22, CidrIp: '0.0.0.0/0' },
  },
  {
    name: 'egress rule of the older resource',
    type: 'AWS::EC2::SecurityGroupEgress',
    planned: {
      address: 'aws_security_group_rule.out',
      values: {
        type: 'egress',
        security_group_id: 'sg-1',
        protocol: '-1',
        from_port: 0,
        to_port: 0,
        cidr_blocks: ['0.0.0.0/0'],
        self: false,
      },
    },
    properties: { GroupId: 'sg-1', IpProtocol: '-1', FromPort: 0, ToPort: 0, CidrIp: '0.0.0.0/0' },
  },
  {
    name: 'load balancer',
    type: 'AWS::ElasticLoadBalancingV2::LoadBalancer',
    planned: {
      address: 'aws_alb.web',
      values: {
        name: 'web',
        internal: false,
        load_balancer_type: 'application',
        enable_deletion_protection: true,
        drop_invalid_header_fields: false,
        access_logs: [{ bucket: 'logs', enabled: true, prefix: null }],
        subnets: ['subnet-1'],
      },
    },
    properties: {
      Name: 'web',
      Type: 'application',
      Scheme: 'internet-facing',
      Subnets: ['subnet-1'],
      LoadBalancerAttributes: [
        { Key: 'access_logs.s3.enabled', Value: 'true' },
        { Key: 'access_logs.s3.bucket', Value: 'logs' },
        { Key: 'deletion_protection.enabled', Value: 'true' },
        { Key: 'routing.http.drop_invalid_header_fields.enabled', Value: 'false' },
      ],
    },
  },
  {
    name: 'listener',
    type: 'AWS::ElasticLoadBalancingV2::Listener',
    planned: {
      address: 'aws_lb_listener.http',
      values: {
        load_balancer_arn: 'arn:lb',
        port: 80,
        protocol: 'HTTP',
        certificate_arn: null,
        default_action: [
          {
            type: 'redirect',
            redirect: [{ protocol: 'HTTPS', port: '443', status_code: 'HTTP_301', host: '#{host}' }],
          },
        ],
      },
    },
    properties: {
      LoadBalancerArn: 'arn:lb',
      Port: 80,
      Protocol: 'HTTP',
      DefaultActions: [
        {
          Type: 'redirect',
          RedirectConfig: { Protocol: 'HTTPS', Port: '443', Host: '#{host}', StatusCode: 'HTTP_301' },
        },
      ],
    },
  },
  {
    name: 'listener with a certificate',
    type: 'AWS::ElasticLoadBalancingV2::Listener',
    planned: {
      address: 'aws_lb_listener.https',
      values: {
        port: 443,
        protocol: 'HTTPS',
        ssl_policy: 'ELBSecurityPolicy-TLS13-1-2-2021-06',
        certificate_arn: 'arn:cert',
        default_action: [],
      },
    },
    properties: {
      Port: 443,
      Protocol: 'HTTPS',
      SslPolicy: 'ELBSecurityPolicy-TLS13-1-2-2021-06',
      Certificates: [{ CertificateArn: 'arn:cert' }],
    },
  },
  {
    name: 'listener rule',
    type: 'AWS::ElasticLoadBalancingV2::ListenerRule',
    planned: {
      address: 'aws_lb_listener_rule.app',
      values: {
        listener_arn: 'arn:listener',
        priority: 10,
        action: [{ type: 'forward', target_group_arn: 'arn:tg', order: 1, redirect: [] }],
        condition: [{ path_pattern: [{ values: ['/app/*'] }], host_header: [] }],
      },
    },
    properties: {
      ListenerArn: 'arn:listener',
      Priority: 10,
      Actions: [{ Type: 'forward', Order: 1, TargetGroupArn: 'arn:tg' }],
      Conditions: [{ PathPatternConfig: { Values: ['/app/*'] } }],
    },
  },
  {
    name: 'launch template',
    type: 'AWS::EC2::LaunchTemplate',
    planned: {
      address: 'aws_launch_template.ecs',
      values: {
        name: 'ecs',
        image_id: 'ami-1',
        metadata_options: [{ http_tokens: 'required', http_put_response_hop_limit: 1 }],
        iam_instance_profile: [{ arn: 'arn:profile', name: null }],
        user_data: 'RUNTX0NMVVNURVI=',
      },
    },
    properties: {
      LaunchTemplateName: 'ecs',
      LaunchTemplateData: {
        ImageId: 'ami-1',
        MetadataOptions: { HttpTokens: 'required', HttpPutResponseHopLimit: 1 },
        IamInstanceProfile: { Arn: 'arn:profile' },
        UserData: 'RUNTX0NMVVNURVI=',
      },
    },
  },
  {
    name: 'launch configuration: plain user data becomes Base64',
    type: 'AWS::AutoScaling::LaunchConfiguration',
    planned: {
      address: 'aws_launch_configuration.ecs',
      values: { image_id: 'ami-1', user_data: 'ECS_CLUSTER', metadata_options: [{ http_tokens: 'optional' }] },
    },
    properties: { ImageId: 'ami-1', UserData: 'RUNTX0NMVVNURVI=', MetadataOptions: { HttpTokens: 'optional' } },
  },
  {
    name: 'Auto Scaling group',
    type: 'AWS::AutoScaling::AutoScalingGroup',
    planned: {
      address: 'aws_autoscaling_group.ecs',
      values: {
        min_size: 0,
        max_size: 4,
        vpc_zone_identifier: ['subnet-1'],
        launch_template: [{ id: 'lt-1', name: null, version: '$Latest' }],
        protect_from_scale_in: true,
        tag: [{ key: 'AmazonECSManaged', value: '', propagate_at_launch: true }],
      },
    },
    properties: {
      MinSize: 0,
      MaxSize: 4,
      VPCZoneIdentifier: ['subnet-1'],
      LaunchTemplate: { LaunchTemplateId: 'lt-1', Version: '$Latest' },
      NewInstancesProtectedFromScaleIn: true,
      Tags: [{ Key: 'AmazonECSManaged', PropagateAtLaunch: true }],
    },
  },
  {
    name: 'event target',
    type: 'AWS::Events::Rule',
    planned: {
      address: 'aws_cloudwatch_event_target.job',
      values: {
        rule: 'nightly',
        arn: 'arn:cluster',
        role_arn: 'arn:role',
        ecs_target: [
          {
            task_definition_arn: 'arn:task',
            launch_type: 'FARGATE',
            platform_version: '1.3.0',
            enable_execute_command: true,
            network_configuration: [{ assign_public_ip: true, subnets: ['subnet-1'], security_groups: null }],
          },
        ],
      },
    },
    properties: {
      Name: 'nightly',
      Targets: [
        {
          Arn: 'arn:cluster',
          RoleArn: 'arn:role',
          EcsParameters: {
            TaskDefinitionArn: 'arn:task',
            LaunchType: 'FARGATE',
            PlatformVersion: '1.3.0',
            EnableExecuteCommand: true,
            NetworkConfiguration: { AwsVpcConfiguration: { AssignPublicIp: 'ENABLED', Subnets: ['subnet-1'] } },
          },
        },
      ],
    },
  },
  {
    name: 'schedule',
    type: 'AWS::Scheduler::Schedule',
    planned: {
      address: 'aws_scheduler_schedule.job',
      values: {
        name: 'job',
        schedule_expression: 'rate(1 hour)',
        flexible_time_window: [{ mode: 'OFF' }],
        target: [
          {
            arn: 'arn:cluster',
            role_arn: 'arn:role',
            ecs_parameters: [
              {
                task_definition_arn: 'arn:task',
                network_configuration: [{ assign_public_ip: false, subnets: ['subnet-1'] }],
              },
            ],
          },
        ],
      },
    },
    properties: {
      Name: 'job',
      ScheduleExpression: 'rate(1 hour)',
      FlexibleTimeWindow: { Mode: 'OFF' },
      Target: {
        Arn: 'arn:cluster',
        RoleArn: 'arn:role',
        EcsParameters: {
          TaskDefinitionArn: 'arn:task',
          NetworkConfiguration: { AwsvpcConfiguration: { AssignPublicIp: 'DISABLED', Subnets: ['subnet-1'] } },
        },
      },
    },
  },
  {
    name: 'pipe',
    type: 'AWS::Pipes::Pipe',
    planned: {
      address: 'aws_pipes_pipe.job',
      values: {
        name: 'job',
        source: 'arn:queue',
        target: 'arn:cluster',
        target_parameters: [
          {
            ecs_task_parameters: [
              {
                task_definition_arn: 'arn:task',
                network_configuration: [
                  { aws_vpc_configuration: [{ assign_public_ip: 'ENABLED', subnets: ['subnet-1'] }] },
                ],
              },
            ],
          },
        ],
      },
    },
    properties: {
      Name: 'job',
      Source: 'arn:queue',
      Target: 'arn:cluster',
      TargetParameters: {
        EcsTaskParameters: {
          TaskDefinitionArn: 'arn:task',
          NetworkConfiguration: { AwsvpcConfiguration: { AssignPublicIp: 'ENABLED', Subnets: ['subnet-1'] } },
        },
      },
    },
  },
  {
    name: 'detector',
    type: 'AWS::GuardDuty::Detector',
    planned: {
      address: 'aws_guardduty_detector.main',
      values: {
        enable: true,
        datasources: [
          {
            s3_logs: [{ enable: false }],
            malware_protection: [{ scan_ec2_instance_with_findings: [{ ebs_volumes: [{ enable: true }] }] }],
          },
        ],
      },
    },
    properties: {
      Enable: true,
      DataSources: {
        S3Logs: { Enable: false },
        MalwareProtection: { ScanEc2InstanceWithFindings: { EbsVolumes: true } },
      },
    },
  },
  {
    name: 'detector feature',
    type: 'Terraform::GuardDuty::DetectorFeature',
    planned: {
      address: 'aws_guardduty_detector_feature.runtime',
      values: {
        detector_id: 'abc',
        name: 'RUNTIME_MONITORING',
        status: 'ENABLED',
        additional_configuration: [{ name: 'ECS_FARGATE_AGENT_MANAGEMENT', status: 'ENABLED' }],
      },
    },
    properties: {
      DetectorId: 'abc',
      Name: 'RUNTIME_MONITORING',
      Status: 'ENABLED',
      AdditionalConfiguration: [{ Name: 'ECS_FARGATE_AGENT_MANAGEMENT', Status: 'ENABLED' }],
    },
  },
  {
    name: 'parameter, without its value',
    type: 'AWS::SSM::Parameter',
    planned: { address: 'aws_ssm_parameter.token', values: { name: '/token', type: 'String', value: 'hunter22' } },
    properties: { Name: '/token', Type: 'String' },
  },
  {
    name: 'web ACL association',
    type: 'AWS::WAFv2::WebACLAssociation',
    planned: {
      address: 'aws_wafv2_web_acl_association.web',
      values: { resource_arn: 'arn:lb', web_acl_arn: 'arn:acl' },
    },
    properties: { ResourceArn: 'arn:lb', WebACLArn: 'arn:acl' },
  },
  {
    name: 'trail',
    type: 'AWS::CloudTrail::Trail',
    planned: {
      address: 'aws_cloudtrail.all',
      values: {
        name: 'all',
        s3_bucket_name: 'b',
        enable_logging: true,
        is_multi_region_trail: false,
        enable_log_file_validation: true,
      },
    },
    properties: {
      TrailName: 'all',
      S3BucketName: 'b',
      IsLogging: true,
      IsMultiRegionTrail: false,
      EnableLogFileValidation: true,
    },
  },
  {
    name: 'subnet',
    type: 'AWS::EC2::Subnet',
    planned: {
      address: 'aws_subnet.a',
      values: {
        vpc_id: 'vpc-1',
        cidr_block: '10.0.0.0/24',
        availability_zone: 'eu-west-1a',
        map_public_ip_on_launch: false,
      },
    },
    properties: {
      VpcId: 'vpc-1',
      CidrBlock: '10.0.0.0/24',
      AvailabilityZone: 'eu-west-1a',
      MapPublicIpOnLaunch: false,
    },
  },
  {
    name: 'route to an internet gateway',
    type: 'AWS::EC2::Route',
    planned: {
      address: 'aws_route.out',
      values: { route_table_id: 'rtb-1', destination_cidr_block: '0.0.0.0/0', gateway_id: 'igw-1', nat_gateway_id: '' },
    },
    properties: { RouteTableId: 'rtb-1', DestinationCidrBlock: '0.0.0.0/0', GatewayId: 'igw-1' },
  },
  {
    name: 'network ACL rule',
    type: 'AWS::EC2::NetworkAclEntry',
    planned: {
      address: 'aws_network_acl_rule.ssh',
      values: {
        rule_number: 100,
        rule_action: 'allow',
        egress: false,
        protocol: '6',
        cidr_block: '0.0.0.0/0',
        from_port: 22,
        to_port: 22,
      },
    },
    properties: {
      RuleNumber: 100,
      RuleAction: 'allow',
      Egress: false,
      Protocol: '6',
      CidrBlock: '0.0.0.0/0',
      PortRange: { From: 22, To: 22 },
    },
  },
  {
    name: 'scalable target',
    type: 'AWS::ApplicationAutoScaling::ScalableTarget',
    planned: {
      address: 'aws_appautoscaling_target.web',
      values: {
        min_capacity: 2,
        max_capacity: 4,
        resource_id: 'service/main/web',
        scalable_dimension: 'ecs:service:DesiredCount',
        service_namespace: 'ecs',
      },
    },
    properties: {
      MinCapacity: 2,
      MaxCapacity: 4,
      ResourceId: 'service/main/web',
      ScalableDimension: 'ecs:service:DesiredCount',
      ServiceNamespace: 'ecs',
    },
  },
  {
    name: 'rule',
    type: 'AWS::Events::Rule',
    planned: {
      address: 'aws_cloudwatch_event_rule.findings',
      values: {
        name: 'findings',
        event_pattern: '{"source":["aws.guardduty"]}',
        state: 'ENABLED',
        is_enabled: null,
        schedule_expression: '',
      },
    },
    properties: { Name: 'findings', EventPattern: { source: ['aws.guardduty'] }, State: 'ENABLED' },
  },
  {
    name: 'log group: retention 0 is none',
    type: 'AWS::Logs::LogGroup',
    planned: { address: 'aws_cloudwatch_log_group.web', values: { name: '/web', retention_in_days: 0 } },
    properties: { LogGroupName: '/web' },
  },
];

describe('Terraform resources in CloudFormation shape', () => {
  for (const { name, planned, type, properties } of CASES) {
    it(name, () => {
      assert.equal(resourcesOf(planJson([planned])).get(planned.address)?.type, type);
      assert.deepEqual(propertiesOf(planned), properties);
    });
  }

  it('several roles of one attachment are several attachments', () => {
    const planned = {
      address: 'aws_iam_policy_attachment.all',
      values: { roles: ['a', 'b'], policy_arn: 'arn:policy' },
    };
    const found = [...resourcesOf(planJson([planned])).values()];
    assert.deepEqual(
      found.map(({ id, address, properties }) => [id, address, plain(properties)]),
      [
        ['aws_iam_policy_attachment.all', 'aws_iam_policy_attachment.all', { Role: 'a', PolicyArn: 'arn:policy' }],
        ['aws_iam_policy_attachment.all#2', 'aws_iam_policy_attachment.all', { Role: 'b', PolicyArn: 'arn:policy' }],
      ],
    );
  });

  it('a rule with several peers is several rules', () => {
    const values = {
      type: 'ingress',
      security_group_id: 'sg-1',
      protocol: 'tcp',
      from_port: 80,
      to_port: 80,
      cidr_blocks: ['10.0.0.0/8', '0.0.0.0/0'],
    };
    const found = [...resourcesOf(planJson([{ address: 'aws_security_group_rule.in', values }])).values()];
    assert.deepEqual(
      found.map(({ properties }) => properties['CidrIp']),
      ['10.0.0.0/8', '0.0.0.0/0'],
    );
  });
});

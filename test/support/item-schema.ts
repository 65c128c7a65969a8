/**
 * What the schemas of configuration items have, by AWS Config's type, in AWS Config's spelling: the names below
 * `configuration`. Written from awslabs/aws-config-resource-schema (2025-03-17), not from the reader's own table. A name
 * without names in brackets stands for all that is below it.
 */
const SCHEMAS: Readonly<Record<string, string>> = {
  'AWS::ECS::TaskDefinition': `
    ContainerDefinitions (
      Command Cpu DependsOn DisableNetworking DnsSearchDomains DnsServers DockerSecurityOptions EntryPoint
      Environment (Name Value) EnvironmentFiles (Type Value) Essential ExtraHosts FirelensConfiguration (Type)
      HealthCheck Hostname Image Interactive Links LinuxParameters LogConfiguration (LogDriver SecretOptions)
      Memory MemoryReservation MountPoints Name PortMappings (ContainerPort HostPort Protocol) Privileged
      PseudoTerminal ReadonlyRootFilesystem RepositoryCredentials ResourceRequirements Secrets StartTimeout StopTimeout
      SystemControls Ulimits User VolumesFrom WorkingDirectory
    )
    Cpu ExecutionRoleArn Family InferenceAccelerators IpcMode Memory NetworkMode PidMode PlacementConstraints
    ProxyConfiguration (ContainerName Properties Type) RequiresCompatibilities Status TaskDefinitionArn TaskRoleArn
    Volumes (
      DockerVolumeConfiguration (Autoprovision Driver Scope)
      EfsVolumeConfiguration (
        AuthorizationConfig (AccessPointId Iam) FileSystemId RootDirectory TransitEncryption TransitEncryptionPort
      )
      FsxWindowsFileServerVolumeConfiguration Host Name
    )`,
  'AWS::ECS::Service': `
    CapacityProviderStrategy Cluster
    DeploymentConfiguration (DeploymentCircuitBreaker (Enable Rollback) MaximumPercent MinimumHealthyPercent)
    DeploymentController DesiredCount EnableECSManagedTags EnableExecuteCommand HealthCheckGracePeriodSeconds LaunchType
    LoadBalancers (ContainerName ContainerPort LoadBalancerName TargetGroupArn) Name NetworkConfiguration
    PlacementConstraints PlacementStrategies PlatformVersion PropagateTags Role SchedulingStrategy ServiceArn
    ServiceName ServiceRegistries TaskDefinition`,
  'AWS::ECS::Cluster': `
    Arn CapacityProviders ClusterName ClusterSettings Configuration (ExecuteCommandConfiguration)
    DefaultCapacityProviderStrategy`,
  'AWS::ECS::CapacityProvider': `
    AutoScalingGroupProvider (AutoScalingGroupArn ManagedScaling ManagedTerminationProtection) Name`,
  'AWS::ECS::TaskSet': `
    Cluster ExternalId Id LaunchType LoadBalancers NetworkConfiguration PlatformVersion Scale Service ServiceRegistries
    TaskDefinition`,
  'AWS::ECR::Repository': `
    Arn ImageScanningConfiguration ImageTagMutability LifecyclePolicy (RegistryId) RepositoryName`,
  'AWS::ECR::PublicRepository': 'Arn RepositoryCatalogData RepositoryName',
  'AWS::EFS::FileSystem': `
    Arn BackupPolicy Encrypted FileSystemId KmsKeyId LifecyclePolicies PerformanceMode ProvisionedThroughputInMibps
    ThroughputMode`,
  'AWS::GuardDuty::Detector': `
    DataSources (Kubernetes S3Logs) Enable FindingPublishingFrequency Id`,
  'AWS::EC2::LaunchTemplate': `
    DefaultVersionNumber Id LatestVersionNumber
    LaunchTemplateData (IamInstanceProfile ImageId InstanceType MetadataOptions NetworkInterfaces SecurityGroupIds)
    LaunchTemplateName`,
  'AWS::ElasticLoadBalancingV2::Listener': `
    AlpnPolicy Certificates DefaultActions ListenerArn LoadBalancerArn Port Protocol SslPolicy`,
  'AWS::Events::Rule': 'Arn Description EventBusName Id Name RoleArn ScheduleExpression State Targets',
  'AWS::ElasticLoadBalancingV2::LoadBalancer': `
    availabilityZones canonicalHostedZoneId createdTime dNSName ipAddressType loadBalancerArn loadBalancerName scheme
    securityGroups state type vpcId`,
  'AWS::AutoScaling::AutoScalingGroup': `
    autoScalingGroupARN autoScalingGroupName launchConfigurationName launchTemplate maxSize minSize mixedInstancesPolicy`,
  'AWS::AutoScaling::LaunchConfiguration': `
    iamInstanceProfile imageId instanceType launchConfigurationARN launchConfigurationName metadataOptions
    securityGroups userData`,
  'AWS::EC2::SecurityGroup': 'description groupId groupName ipPermissions ipPermissionsEgress ownerId vpcId',
  'AWS::EC2::Subnet': 'availabilityZone cidrBlock state subnetId vpcId',
  'AWS::IAM::Role': `
    arn attachedManagedPolicies createDate instanceProfileList path permissionsBoundary roleId roleName
    rolePolicyList (policyName)`,
  'AWS::IAM::Policy': `
    arn defaultVersionId isAttachable path policyId policyName policyVersionList (createDate isDefaultVersion versionId)`,
};

/** A name of a schema, with those below it; null for all that there may be. */
type Schema = { readonly [name: string]: Schema } | null;

function parsed(text: string): Schema {
  const words = text.match(/[()]|[^\s()]+/g) ?? [];
  const level = (): Schema => {
    const names: Record<string, Schema> = {};
    for (let word = words.shift(); word !== undefined && word !== ')'; word = words.shift()) {
      const hasMore = words[0] === '(';
      if (hasMore) words.shift();
      names[word] = hasMore ? level() : null;
    }
    return names;
  };
  return level();
}

/** Whether AWS Config has schemas of a type that is known here. */
export const isRecorded = (type: string): boolean => Object.hasOwn(SCHEMAS, type);

/** A configuration without what its schema does not have. */
export function asRecorded(type: string, configuration: unknown): unknown {
  return kept(configuration, parsed(SCHEMAS[type] ?? ''));
}

function kept(value: unknown, schema: Schema | undefined): unknown {
  if (!schema) return value;
  if (Array.isArray(value)) return value.map((element) => kept(element, schema));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, inside]) =>
      Object.hasOwn(schema, name) ? [[name, kept(inside, schema[name])] as const] : [],
    ),
  );
}

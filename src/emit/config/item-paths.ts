import { type AbsolutePath, ELEMENTS } from '../../language/terms.js';

/** Where a property stands below `configuration` of an item. */
export interface ItemPath {
  readonly path: AbsolutePath;
  /** Whether the published schema has it: then absent means absent. Else absent may also mean that nobody recorded it. */
  readonly recorded: boolean;
  /** How many steps lead to the map that it is, or is an entry of: where that is there, so are all of its entries. */
  readonly map?: number;
}

const below = (place: string, names: string): string[] => names.split(' ').map((name) => `${place}.${name}`);

/**
 * The properties of items that controls ask for, by type, in the spelling of items. Source: the repository
 * awslabs/aws-config-resource-schema, of March 2025; maps with names of one's own choice (Options, DockerLabels) are
 * not in it, nor is anything newer.
 */
const RECORDED: Readonly<Record<string, readonly string[]>> = {
  'AWS::ECS::TaskDefinition': [
    'Cpu',
    'ExecutionRoleArn',
    'Family',
    'IpcMode',
    'Memory',
    'NetworkMode',
    'PidMode',
    'RequiresCompatibilities',
    'Status',
    'TaskRoleArn',
    ...below('ContainerDefinitions', 'Command Cpu EntryPoint Essential Image Memory MemoryReservation Name Privileged'),
    ...below('ContainerDefinitions', 'ReadonlyRootFilesystem User Environment.Name Environment.Value'),
    ...below('ContainerDefinitions', 'EnvironmentFiles.Type EnvironmentFiles.Value FirelensConfiguration.Type'),
    ...below('ContainerDefinitions', 'LinuxParameters.Capabilities.Add LinuxParameters.Devices.HostPath'),
    ...below('ContainerDefinitions', 'LogConfiguration.LogDriver HealthCheck.Command'),
    ...below('ContainerDefinitions.LogConfiguration.SecretOptions', 'Name ValueFrom'),
    ...below('ContainerDefinitions', 'RepositoryCredentials.CredentialsParameter Secrets.Name Secrets.ValueFrom'),
    ...below('Volumes', 'Name Host.SourcePath'),
    ...below('Volumes.EfsVolumeConfiguration', 'FileSystemId RootDirectory TransitEncryption'),
    ...below('Volumes.EfsVolumeConfiguration.AuthorizationConfig', 'AccessPointId Iam'),
    ...below('Volumes.FsxWindowsFileServerVolumeConfiguration', 'FileSystemId RootDirectory'),
  ],
  'AWS::ECS::Service': [
    'DesiredCount',
    'EnableECSManagedTags',
    'EnableExecuteCommand',
    'LaunchType',
    'PlatformVersion',
    'PropagateTags',
    'SchedulingStrategy',
    'CapacityProviderStrategy.CapacityProvider',
    'DeploymentController.Type',
    ...below('DeploymentConfiguration', 'MaximumPercent MinimumHealthyPercent'),
    ...below('DeploymentConfiguration.DeploymentCircuitBreaker', 'Enable Rollback'),
    ...below('NetworkConfiguration.AwsvpcConfiguration', 'AssignPublicIp SecurityGroups Subnets'),
  ],
  'AWS::ECS::TaskSet': [
    'LaunchType',
    'PlatformVersion',
    ...below('NetworkConfiguration.AwsVpcConfiguration', 'AssignPublicIp SecurityGroups Subnets'),
  ],
  'AWS::ECS::Cluster': [
    'CapacityProviders',
    ...below('ClusterSettings', 'Name Value'),
    ...below('Configuration.ExecuteCommandConfiguration', 'KmsKeyId Logging'),
    ...below('Configuration.ExecuteCommandConfiguration.LogConfiguration', 'CloudWatchLogGroupName S3BucketName'),
    'DefaultCapacityProviderStrategy.CapacityProvider',
  ],
  'AWS::ECR::Repository': ['ImageScanningConfiguration.ScanOnPush', 'ImageTagMutability'],
  'AWS::ECR::PublicRepository': [],
  'AWS::ElasticLoadBalancingV2::Listener': [
    'Protocol',
    'SslPolicy',
    'Certificates.CertificateArn',
    ...below('DefaultActions', 'Type RedirectConfig.Protocol'),
  ],
};

/** CloudFormation's paths whose last step items spell otherwise. Source: the same schema. */
const SPELLED: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'AWS::ECS::TaskDefinition': {
    'Volumes.EFSVolumeConfiguration': 'EfsVolumeConfiguration',
    'Volumes.EFSVolumeConfiguration.FilesystemId': 'FileSystemId',
    'Volumes.EFSVolumeConfiguration.AuthorizationConfig.IAM': 'Iam',
    'Volumes.FSxWindowsFileServerVolumeConfiguration': 'FsxWindowsFileServerVolumeConfiguration',
    'ProxyConfiguration.ProxyConfigurationProperties': 'Properties',
  },
};

/**
 * Maps with names of one's own choice, which the schema leaves out and items may have; where they stand, by type.
 * What they stand in is recorded.
 */
const MAPS: Readonly<Record<string, string>> = {
  'AWS::ECS::TaskDefinition': 'ContainerDefinitions.LogConfiguration.Options',
};

/** Every recorded path with all that is above it. */
const known = new Map(
  Object.entries(RECORDED).map(([type, paths]) => [
    type,
    new Set(paths.flatMap((path) => path.split('.').map((_, index, steps) => steps.slice(0, index + 1).join('.')))),
  ]),
);

/** Whether rules can be written for items of this type: AWS Config records it, and its properties are known. */
export const hasItems = (type: string): boolean => known.has(type);

/** @param path of a property in CloudFormation, below `Properties`; `*` stands for the elements of a list */
export function itemPath(type: string, path: AbsolutePath): ItemPath {
  const spelled = path.map((step, index) => SPELLED[type]?.[withoutElements(path.slice(0, index + 1))] ?? step);
  const recorded = known.get(type)?.has(withoutElements(spelled)) ?? false;
  const isMap = (_: string, index: number): boolean => withoutElements(spelled.slice(0, index + 1)) === MAPS[type];
  const map = spelled.findIndex(isMap);
  return { path: spelled, recorded, ...(map >= 0 && { map: map + 1 }) };
}

const withoutElements = (path: AbsolutePath): string => path.filter((step) => step !== ELEMENTS).join('.');

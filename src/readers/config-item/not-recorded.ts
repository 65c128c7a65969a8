import {
  emptyMap,
  isIntrinsic,
  isList,
  isMap,
  own,
  unknownValue,
  type Value,
  type ValueMap,
} from '../../language/value.js';

const TASK_DEFINITION = ['EphemeralStorage', 'RuntimePlatform', 'EnableFaultInjection'];
const CONTAINER = ['LogConfiguration.Options', 'DockerLabels', 'RestartPolicy', 'VersionConsistency'];
const VOLUME = ['ConfiguredAtLaunch', 'DockerVolumeConfiguration.DriverOpts', 'DockerVolumeConfiguration.Labels'];

/**
 * What the schema of an item does not have, by CloudFormation's type and path: that an item does not carry it says
 * nothing. `*` stands for the elements of a list. A path is unknown where what is around it is there. Source:
 * awslabs/aws-config-resource-schema, config/properties/resource-types/, 2025-03-17, in which maps with keys of the
 * user's own and policy documents are missing everywhere.
 */
const NOT_RECORDED: Readonly<Record<string, readonly string[]>> = {
  'AWS::ECS::TaskDefinition': [
    ...TASK_DEFINITION,
    ...CONTAINER.map((path) => `ContainerDefinitions.*.${path}`),
    ...VOLUME.map((path) => `Volumes.*.${path}`),
  ],
  'AWS::ECS::Service': [
    'AvailabilityZoneRebalancing',
    'DeploymentConfiguration.Alarms',
    'DeploymentConfiguration.Strategy',
    'ServiceConnectConfiguration',
    'VolumeConfigurations',
    'VpcLatticeConfigurations',
  ],
  'AWS::ECS::TaskSet': ['CapacityProviderStrategy'],
  'AWS::ECS::Cluster': ['Configuration.ManagedStorageConfiguration', 'ServiceConnectDefaults'],
  'AWS::ECS::CapacityProvider': ['ManagedInstancesProvider', 'AutoScalingGroupProvider.ManagedDraining'],
  'AWS::ECR::Repository': ['EncryptionConfiguration', 'ImageTagMutabilityExclusionFilters', 'RepositoryPolicyText'],
  'AWS::EC2::LaunchTemplate': ['LaunchTemplateData.UserData'],
  // Rules of a listener are resources of their own in CloudFormation, and none in AWS Config.
  'AWS::ElasticLoadBalancingV2::Listener': ['ListenerRules'],
  'AWS::ElasticLoadBalancingV2::LoadBalancer': ['LoadBalancerAttributes'],
  'AWS::GuardDuty::Detector': ['Features', 'DataSources.MalwareProtection'],
  'AWS::IAM::ManagedPolicy': ['PolicyDocument'],
  'AWS::IAM::Role': ['AssumeRolePolicyDocument', 'Policies.*.PolicyDocument'],
};

/** The properties of an item, in which what AWS Config does not record is unknown and not absent. */
export function withUnrecorded(type: string, properties: ValueMap): ValueMap {
  return (NOT_RECORDED[type] ?? []).reduce((read: ValueMap, path) => {
    const unknown = unknownValue(`\`${path.replaceAll('*.', '')}\`, which AWS Config does not record`);
    return marked(read, path.split('.'), unknown);
  }, properties);
}

function marked(map: ValueMap, path: readonly string[], unknown: Value): ValueMap {
  const [key, ...rest] = path;
  if (key === undefined || isIntrinsic(map)) return map;
  const value = own(map, key);
  if (rest.length === 0) return value === null ? withKey(map, key, unknown) : map;
  return value === null ? map : withKey(map, key, markedBelow(value, rest, unknown));
}

function markedBelow(value: Value, path: readonly string[], unknown: Value): Value {
  if (path[0] === '*' && isList(value)) return value.map((element) => markedBelow(element, path.slice(1), unknown));
  return isMap(value) && path[0] !== '*' ? marked(value, path, unknown) : value;
}

const withKey = (map: ValueMap, key: string, value: Value): ValueMap =>
  Object.assign(emptyMap(), map, { [key]: value });

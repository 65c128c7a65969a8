import type { Resource } from '../../src/resources/resource.js';
import {
  type Deployed,
  deployedMap,
  type Identity,
  isList,
  isMap,
  type Json,
  type JsonMap,
  listOf,
  mapsIn,
  REGION,
} from './deployed.js';

/** What is there in a map, under other names. */
function renamed(map: JsonMap, names: Readonly<Record<string, string>>): JsonMap {
  return Object.fromEntries(
    Object.entries(map).flatMap(([key, value]) => (value === null ? [] : [[names[key] ?? key, value] as const])),
  );
}

/** The first letter small, at every level. */
function inCamelCase(value: Json): Json {
  if (isList(value)) return value.map(inCamelCase);
  if (!isMap(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inside]) => [key.charAt(0).toLowerCase() + key.slice(1), inCamelCase(inside)]),
  );
}

/** What is made of a resource for AWS Config: its configuration from its properties. */
type Configure = (properties: JsonMap, identity: Identity, input: Input) => JsonMap;

export interface Input {
  readonly deployed: Deployed;
  readonly resources: readonly Resource[];
  readonly id: string;
}

const encoded = (document: Json | undefined): string | null =>
  document === undefined || document === null
    ? null
    : encodeURIComponent(typeof document === 'string' ? document : JSON.stringify(document));

export const CONFIGURE: Readonly<Record<string, Configure>> = {
  'AWS::ECS::TaskDefinition': (properties, { name, arn: made }) => ({
    ...properties,
    Family: name,
    TaskDefinitionArn: made,
    ...(isList(properties['Volumes']) && { Volumes: mapsIn(properties['Volumes']).map(volume) }),
    ...(isMap(properties['ProxyConfiguration']) && {
      ProxyConfiguration: renamed(properties['ProxyConfiguration'], { ProxyConfigurationProperties: 'Properties' }),
    }),
  }),
  'AWS::ECS::Service': (properties, { name, arn: made }) => ({
    ...properties,
    ServiceName: name,
    ServiceArn: made,
    // AWS fills in what a deployment has by default.
    DeploymentConfiguration: {
      MaximumPercent: 200,
      MinimumHealthyPercent: 100,
      ...(isMap(properties['DeploymentConfiguration']) ? properties['DeploymentConfiguration'] : {}),
    },
  }),
  'AWS::ECS::Cluster': (properties, { name, arn: made }) => ({ ...properties, ClusterName: name, Arn: made }),
  'AWS::ECS::CapacityProvider': (properties, { name }) => ({ ...properties, Name: name }),
  'AWS::ECS::TaskSet': (properties) => properties,
  'AWS::ECR::Repository': (properties, { name, arn: made }) => ({ ...properties, RepositoryName: name, Arn: made }),
  'AWS::ECR::PublicRepository': (properties, { arn: made }) => ({ ...properties, Arn: made }),
  'AWS::EFS::FileSystem': (properties, { id }) => ({ Encrypted: false, ...properties, FileSystemId: id }),
  'AWS::GuardDuty::Detector': (properties, { id }) => ({ ...properties, Id: id }),
  'AWS::EC2::LaunchTemplate': (properties, { id, name }) => ({ ...properties, Id: id, LaunchTemplateName: name }),
  'AWS::ElasticLoadBalancingV2::Listener': (properties, { arn: made }) => ({ ...properties, ListenerArn: made }),
  'AWS::Events::Rule': (properties, { name, arn: made }) => ({ ...properties, Name: name, Arn: made }),
  'AWS::ElasticLoadBalancingV2::LoadBalancer': (properties, { name, arn: made }) => ({
    loadBalancerName: name,
    loadBalancerArn: made,
    scheme: properties['Scheme'] ?? 'internet-facing',
    type: properties['Type'] ?? 'application',
    securityGroups: listOf(properties['SecurityGroups']),
  }),
  'AWS::AutoScaling::AutoScalingGroup': (properties, { name, arn: made }) => {
    const configured = inCamelCase(properties);
    return { ...(isMap(configured) ? configured : {}), autoScalingGroupName: name, autoScalingGroupARN: made };
  },
  'AWS::AutoScaling::LaunchConfiguration': (properties, { name }) => {
    const configured = inCamelCase(properties);
    return { ...(isMap(configured) ? configured : {}), launchConfigurationName: name };
  },
  'AWS::EC2::Subnet': (properties, { id }) => ({
    subnetId: id,
    availabilityZone: properties['AvailabilityZone'] ?? `${REGION}a`,
  }),
  'AWS::EC2::SecurityGroup': (properties, { id, name }, { deployed, resources, id: logical }) => {
    const own = resources.filter(({ type }) => type === 'AWS::EC2::SecurityGroupIngress');
    const added = own.filter(({ properties: rule }) => deployed.referred(rule['GroupId'] ?? null) === logical);
    const rules = [...mapsIn(properties['SecurityGroupIngress']), ...added.map((rule) => deployedMap(rule, deployed))];
    return { groupId: id, groupName: name, ipPermissions: rules.map(permission) };
  },
  'AWS::IAM::Role': (properties, { name, arn: made }, input) => ({
    roleName: name,
    arn: made,
    path: '/',
    assumeRolePolicyDocument: encoded(properties['AssumeRolePolicyDocument']),
    attachedManagedPolicies: [...listOf(properties['ManagedPolicyArns']), ...attached(input)].map((policyArn) => ({
      policyArn,
      policyName: String(policyArn).slice(String(policyArn).lastIndexOf('/') + 1),
    })),
    rolePolicyList: [...mapsIn(properties['Policies']), ...inline(input)].map((policy) => ({
      policyName: policy['PolicyName'] ?? null,
      policyDocument: encoded(policy['PolicyDocument']),
    })),
  }),
  'AWS::IAM::ManagedPolicy': (properties, { name, arn: made }) => ({
    policyName: name,
    arn: made,
    policyVersionList: [
      { versionId: 'v1', isDefaultVersion: false, document: encoded({ Statement: [] }) },
      { versionId: 'v2', isDefaultVersion: true, document: encoded(properties['PolicyDocument']) },
    ],
  }),
};

/** Source: the shapes of both schemas (section 4 of the facts on AWS Config). */
function volume(properties: JsonMap): JsonMap {
  const efs = properties['EFSVolumeConfiguration'];
  if (!isMap(efs))
    return renamed(properties, { FSxWindowsFileServerVolumeConfiguration: 'FsxWindowsFileServerVolumeConfiguration' });
  const authorization = efs['AuthorizationConfig'];
  const { EFSVolumeConfiguration: _, ...others } = properties;
  return {
    ...others,
    EfsVolumeConfiguration: {
      ...renamed(efs, { FilesystemId: 'FileSystemId' }),
      ...(isMap(authorization) && { AuthorizationConfig: renamed(authorization, { IAM: 'Iam' }) }),
    },
  };
}

/** EC2 groups what a rule opens to by its kind. */
function permission(rule: JsonMap): JsonMap {
  const range = (key: string, name: string): readonly Json[] =>
    rule[key] === undefined ? [] : [{ [name]: rule[key] ?? null }];
  return {
    ipProtocol: rule['IpProtocol'] ?? null,
    ...(rule['FromPort'] !== undefined && { fromPort: rule['FromPort'] }),
    ...(rule['ToPort'] !== undefined && { toPort: rule['ToPort'] }),
    ipRanges: listOf(rule['CidrIp']),
    ipv4Ranges: range('CidrIp', 'cidrIp'),
    ipv6Ranges: range('CidrIpv6', 'cidrIpv6'),
    prefixListIds: range('SourcePrefixListId', 'prefixListId'),
    userIdGroupPairs: range('SourceSecurityGroupId', 'groupId'),
  };
}

const namesRole = ({ deployed, id }: Input, { properties }: Resource): boolean =>
  listOf(properties['Roles']).some((role) => deployed.referred(role) === id);

const attached = (input: Input): readonly Json[] =>
  input.resources
    .filter((policy) => policy.type === 'AWS::IAM::ManagedPolicy' && namesRole(input, policy))
    .map((policy) => input.deployed.identity(policy.id).arn);

const inline = (input: Input): readonly JsonMap[] =>
  input.resources
    .filter((policy) => policy.type === 'AWS::IAM::Policy' && namesRole(input, policy))
    .map((policy) => deployedMap(policy, input.deployed));

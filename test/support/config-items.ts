import { readCloudFormation } from '../../src/readers/cloudformation/index.js';
import type { Resource } from '../../src/resources/resource.js';
import { asRecorded, isRecorded } from './item-schema.js';

/** A value as JSON has it. */
type Json = null | string | number | boolean | readonly Json[] | JsonMap;
interface JsonMap {
  readonly [key: string]: Json;
}

/** A configuration item, as AWS Config would record it of a resource of a template. */
export interface ConfigItem extends JsonMap {
  readonly resourceType: string;
  readonly arn: string;
  readonly resourceName: string;
  readonly configuration: JsonMap;
}

/** A template holds what no item does: a value that only deployment decides, or nothing that AWS Config records. */
export class NoItem extends Error {}

const ACCOUNT = '111122223333';
const REGION = 'eu-west-1';
const PSEUDO: Readonly<Record<string, string>> = {
  'AWS::AccountId': ACCOUNT,
  'AWS::Partition': 'aws',
  'AWS::Region': REGION,
  'AWS::StackName': 'stack',
  'AWS::URLSuffix': 'amazonaws.com',
};

/** What AWS gives to a resource when it makes it. */
interface Identity {
  readonly name: string;
  readonly id: string;
  readonly arn: string;
}

/** The property that names a resource; others get the name of the template. */
const NAMES: Readonly<Record<string, string>> = {
  'AWS::ECR::Repository': 'RepositoryName',
  'AWS::ECS::Cluster': 'ClusterName',
  'AWS::ECS::Service': 'ServiceName',
  'AWS::ECS::TaskDefinition': 'Family',
  'AWS::IAM::Role': 'RoleName',
};

const arn = (service: string, rest: string, region = REGION): string =>
  `arn:aws:${service}:${region}:${ACCOUNT}:${rest}`;

function identityOf({ id: logical, type, properties }: Resource, position: number): Identity {
  const given = properties[NAMES[type] ?? ''];
  const name = typeof given === 'string' ? given : logical;
  const digits = position.toString(16).padStart(17, '0');
  const ids: Readonly<Record<string, readonly [id: string, arn: string]>> = {
    'AWS::AutoScaling::AutoScalingGroup': [name, arn('autoscaling', `autoScalingGroup:0:autoScalingGroupName/${name}`)],
    'AWS::EC2::LaunchTemplate': [`lt-${digits}`, arn('ec2', `launch-template/lt-${digits}`)],
    'AWS::EC2::SecurityGroup': [`sg-${digits}`, arn('ec2', `security-group/sg-${digits}`)],
    'AWS::EC2::Subnet': [`subnet-${digits}`, arn('ec2', `subnet/subnet-${digits}`)],
    'AWS::ECS::CapacityProvider': [name, arn('ecs', `capacity-provider/${name}`)],
    'AWS::ECS::Cluster': [name, arn('ecs', `cluster/${name}`)],
    'AWS::ECS::Service': [name, arn('ecs', `service/cluster/${name}`)],
    'AWS::ECS::TaskDefinition': [name, arn('ecs', `task-definition/${name}:7`)],
    'AWS::ElasticLoadBalancingV2::Listener': [name, arn('elasticloadbalancing', `listener/app/lb/50dc6c49/${digits}`)],
    'AWS::ElasticLoadBalancingV2::LoadBalancer': [name, arn('elasticloadbalancing', `loadbalancer/app/${name}/50dc`)],
    'AWS::ElasticLoadBalancingV2::TargetGroup': [name, arn('elasticloadbalancing', `targetgroup/${name}/73e2d6bc`)],
    'AWS::IAM::ManagedPolicy': [name, arn('iam', `policy/${name}`, '')],
    'AWS::IAM::Role': [name, arn('iam', `role/${name}`, '')],
    'AWS::SecretsManager::Secret': [name, arn('secretsmanager', `secret:${name}-AbCdEf`)],
  };
  const [id, made] = ids[type] ?? [name, arn(type.split('::')[1]?.toLowerCase() ?? '', name)];
  return { name, id, arn: made };
}

/** What `Ref` returns, where it is not the id. Source: the return values in CloudFormation's reference. */
const REF_IS_ARN = new Set([
  'AWS::ECS::Service',
  'AWS::ECS::TaskDefinition',
  'AWS::ElasticLoadBalancingV2::Listener',
  'AWS::ElasticLoadBalancingV2::LoadBalancer',
  'AWS::ElasticLoadBalancingV2::TargetGroup',
  'AWS::IAM::ManagedPolicy',
  'AWS::SecretsManager::Secret',
]);

class Deployed {
  readonly #resources: ReadonlyMap<string, Resource>;
  readonly #identities: ReadonlyMap<string, Identity>;

  readonly #given: Readonly<Record<string, string>>;

  constructor(resources: readonly Resource[], given: Readonly<Record<string, string>>) {
    this.#given = given;
    this.#resources = new Map(resources.map((resource) => [resource.id, resource]));
    this.#identities = new Map(resources.map((resource, index) => [resource.id, identityOf(resource, index + 1)]));
  }

  identity(id: string): Identity {
    const found = this.#identities.get(id);
    if (!found) throw new NoItem(`${id} is no resource`);
    return found;
  }

  /** The id of the resource of the template that a value is a reference to. */
  referred(value: Json): string | null {
    if (!isMap(value)) return null;
    const id = value['Ref'] ?? (isList(value['Fn::GetAtt']) ? value['Fn::GetAtt'][0] : null);
    return typeof id === 'string' && this.#resources.has(id) ? id : null;
  }

  /** A value as it is when everything is deployed. */
  value(value: Json): Json {
    if (isList(value)) return value.filter((element) => !isNoValue(element)).map((element) => this.value(element));
    if (!isMap(value)) return value;
    const [name = '', ...others] = Object.keys(value);
    if (others.length === 0 && (name === 'Ref' || name.startsWith('Fn::')))
      return this.#called(name, value[name] ?? null);
    const entries = Object.entries(value).filter(([, inside]) => !isNoValue(inside) && inside !== null);
    return Object.fromEntries(entries.map(([key, inside]) => [key, this.value(inside)]));
  }

  #called(name: string, argument: Json): Json {
    if (name === 'Ref' && typeof argument === 'string')
      return PSEUDO[argument] ?? this.#given[argument] ?? this.#ref(argument);
    if (name === 'Fn::GetAtt' && isList(argument)) return this.#attribute(String(argument[0]), String(argument[1]));
    if (name === 'Fn::Join' && isList(argument) && isList(argument[1])) {
      return argument[1].map((part) => String(this.value(part))).join(String(argument[0]));
    }
    if (name === 'Fn::Select' && isList(argument) && isMap(argument[1]) && 'Fn::GetAZs' in argument[1]) {
      return `${REGION}${'abc'.charAt(Number(argument[0]))}`;
    }
    if (name === 'Fn::Base64' && typeof argument === 'object') {
      return Buffer.from(String(this.value(argument))).toString('base64');
    }
    throw new NoItem(`${name} is only known at deployment`);
  }

  #ref(id: string): string {
    const identity = this.identity(id);
    return REF_IS_ARN.has(this.#resources.get(id)?.type ?? '') ? identity.arn : identity.id;
  }

  #attribute(id: string, name: string): string {
    const { arn: made, id: given } = this.identity(id);
    if (name.endsWith('.SecretArn')) return arn('secretsmanager', 'secret:rds-AbCdEf');
    if (name.endsWith('Arn')) return made;
    if (name === 'GroupId' || name === 'SubnetId') return given;
    if (name === 'LatestVersionNumber') return '1';
    if (name === 'RepositoryUri') return `${ACCOUNT}.dkr.ecr.${REGION}.amazonaws.com/${given}`;
    throw new NoItem(`${id}.${name} is only known at deployment`);
  }
}

const isList = (value: Json | undefined): value is readonly Json[] => Array.isArray(value);
const isMap = (value: Json | undefined): value is JsonMap =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isNoValue = (value: Json): boolean => isMap(value) && value['Ref'] === 'AWS::NoValue';
const listOf = (value: Json | undefined): readonly Json[] =>
  value === undefined || value === null ? [] : isList(value) ? value : [value];
const mapsIn = (value: Json | undefined): readonly JsonMap[] => listOf(value).filter(isMap);

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

interface Input {
  readonly deployed: Deployed;
  readonly resources: readonly Resource[];
  readonly id: string;
}

const encoded = (document: Json | undefined): string | null =>
  document === undefined || document === null
    ? null
    : encodeURIComponent(typeof document === 'string' ? document : JSON.stringify(document));

const CONFIGURE: Readonly<Record<string, Configure>> = {
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

function deployedMap({ properties }: Resource, deployed: Deployed): JsonMap {
  const value = deployed.value(properties);
  if (!isMap(value)) throw new NoItem('its properties are only known at deployment');
  return value;
}

/** `recorded`: only what the schema of items has; `everything`: as a live item may carry it, in the spelling of items. */
export type Carrying = 'recorded' | 'everything';

/** What AWS Config would have of a template. */
export interface Snapshot {
  readonly items: readonly ConfigItem[];
  /** The ids that a resource of the template may have in results. */
  readonly idsOf: (logicalId: string) => readonly string[];
}

/** A rule of a group is part of the group there. */
const isPartOf = ({ type, properties }: Resource, deployed: Deployed): string | null =>
  type === 'AWS::EC2::SecurityGroupIngress' ? deployed.referred(properties['GroupId'] ?? null) : null;

/** How a template is deployed. */
interface Deployment {
  readonly parameters: Readonly<Record<string, string>>;
  /** What references stand for that the template does not resolve. */
  readonly given: Readonly<Record<string, string>>;
}

/** @throws NoItem where the template has what no item can have */
export function snapshotOf(template: string, { parameters, given }: Deployment, carrying: Carrying): Snapshot {
  const settings = { file: 'example.yaml', parameters, region: REGION, account: ACCOUNT };
  const { template: read, problem } = readCloudFormation(template, settings);
  if (!read) throw new Error(problem?.message);
  const { resources } = read;
  const deployed = new Deployed(resources, given);
  const items = resources.flatMap((resource) => itemOf(resource, { deployed, resources, id: resource.id }, carrying));
  if (items.length === 0) throw new NoItem('AWS Config records none of its types');
  return {
    items,
    idsOf: (logicalId) => {
      const resource = resources.find(({ id }) => id === logicalId);
      const { name, arn: made } = deployed.identity((resource && isPartOf(resource, deployed)) ?? logicalId);
      return [name, made];
    },
  };
}

function itemOf(resource: Resource, input: Input, carrying: Carrying): readonly ConfigItem[] {
  const type = resource.type === 'AWS::IAM::ManagedPolicy' ? 'AWS::IAM::Policy' : resource.type;
  const configure = CONFIGURE[resource.type];
  if (!configure) return [];
  if (resource.condition !== undefined) throw new NoItem('whether it is there is only known at deployment');
  const identity = input.deployed.identity(resource.id);
  const { Tags: tags, ...properties } = deployedMap(resource, input.deployed);
  const configuration = configure(properties, identity, input);
  const recorded = carrying === 'recorded' && isRecorded(type) ? asRecorded(type, configuration) : configuration;
  return [
    {
      version: '1.3',
      accountId: ACCOUNT,
      configurationItemCaptureTime: '2026-06-01T08:00:00.000Z',
      configurationItemStatus: 'OK',
      configurationStateId: '1780300800000',
      arn: identity.arn,
      resourceType: type,
      resourceId: identity.id,
      resourceName: identity.name,
      awsRegion: type.startsWith('AWS::IAM::') ? 'global' : REGION,
      availabilityZone: 'Not Applicable',
      tags: Object.fromEntries(mapsIn(tags).map(({ Key, Value }) => [String(Key), Value ?? ''])),
      relatedEvents: [],
      relationships: [],
      configuration: JSON.parse(JSON.stringify(recorded)),
      supplementaryConfiguration: {},
    },
  ];
}

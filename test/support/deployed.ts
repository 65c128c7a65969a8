import type { Resource } from '../../src/resources/resource.js';

/** A value as JSON has it. */
export type Json = null | string | number | boolean | readonly Json[] | JsonMap;
export interface JsonMap {
  readonly [key: string]: Json;
}
/** A template holds what no item does: a value that only deployment decides, or nothing that AWS Config records. */
export class NoItem extends Error {}
export const ACCOUNT = '111122223333';
export const REGION = 'eu-west-1';
const PSEUDO: Readonly<Record<string, string>> = {
  'AWS::AccountId': ACCOUNT,
  'AWS::Partition': 'aws',
  'AWS::Region': REGION,
  'AWS::StackName': 'stack',
  'AWS::URLSuffix': 'amazonaws.com',
};

/** What AWS gives to a resource when it makes it. */
export interface Identity {
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

export class Deployed {
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
export const isList = (value: Json | undefined): value is readonly Json[] => Array.isArray(value);
export const isMap = (value: Json | undefined): value is JsonMap =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isNoValue = (value: Json): boolean => isMap(value) && value['Ref'] === 'AWS::NoValue';
export const listOf = (value: Json | undefined): readonly Json[] =>
  value === undefined || value === null ? [] : isList(value) ? value : [value];
export const mapsIn = (value: Json | undefined): readonly JsonMap[] => listOf(value).filter(isMap);

export function deployedMap({ properties }: Resource, deployed: Deployed): JsonMap {
  const value = deployed.value(properties);
  if (!isMap(value)) throw new NoItem('its properties are only known at deployment');
  return value;
}

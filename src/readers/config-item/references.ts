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
import type { Item } from './item.js';

const CLUSTER = 'AWS::ECS::Cluster';
const GROUP = 'AWS::EC2::SecurityGroup';
const ROLE = 'AWS::IAM::Role';
const SUBNET = 'AWS::EC2::Subnet';
const TARGET_GROUP = 'AWS::ElasticLoadBalancingV2::TargetGroup';
const TASK_DEFINITION = 'AWS::ECS::TaskDefinition';
const TEMPLATE = 'AWS::EC2::LaunchTemplate';

/** Where tasks name their network, below what holds it. */
const network = (holder: string): Record<string, string> => ({
  [`${holder}.SecurityGroups.*`]: GROUP,
  [`${holder}.Subnets.*`]: SUBNET,
});
const launchTemplate = (holder: string): Record<string, string> => ({
  [`${holder}.LaunchTemplateId`]: TEMPLATE,
  [`${holder}.LaunchTemplateName`]: TEMPLATE,
});

/** Where an item names another: CloudFormation's type → path → the type of what is named. */
const REFERENCES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'AWS::ECS::Service': {
    Cluster: CLUSTER,
    TaskDefinition: TASK_DEFINITION,
    ...network('NetworkConfiguration.AwsvpcConfiguration'),
    'LoadBalancers.*.TargetGroupArn': TARGET_GROUP,
    'LoadBalancers.*.LoadBalancerName': 'AWS::ElasticLoadBalancing::LoadBalancer',
  },
  'AWS::ECS::TaskSet': {
    Cluster: CLUSTER,
    Service: 'AWS::ECS::Service',
    TaskDefinition: TASK_DEFINITION,
    ...network('NetworkConfiguration.AwsVpcConfiguration'),
    'LoadBalancers.*.TargetGroupArn': TARGET_GROUP,
    'LoadBalancers.*.LoadBalancerName': 'AWS::ElasticLoadBalancing::LoadBalancer',
  },
  'AWS::ECS::TaskDefinition': { ExecutionRoleArn: ROLE, TaskRoleArn: ROLE },
  'AWS::ECS::CapacityProvider': {
    'AutoScalingGroupProvider.AutoScalingGroupArn': 'AWS::AutoScaling::AutoScalingGroup',
  },
  'AWS::Events::Rule': {
    'Targets.*.Arn': CLUSTER,
    'Targets.*.EcsParameters.TaskDefinitionArn': TASK_DEFINITION,
    ...network('Targets.*.EcsParameters.NetworkConfiguration.AwsVpcConfiguration'),
  },
  'AWS::AutoScaling::AutoScalingGroup': {
    LaunchConfigurationName: 'AWS::AutoScaling::LaunchConfiguration',
    ...launchTemplate('LaunchTemplate'),
    ...launchTemplate('MixedInstancesPolicy.LaunchTemplate.LaunchTemplateSpecification'),
    ...launchTemplate('MixedInstancesPolicy.LaunchTemplate.Overrides.*.LaunchTemplateSpecification'),
  },
  'AWS::ElasticLoadBalancingV2::LoadBalancer': { 'SecurityGroups.*': GROUP },
  'AWS::ElasticLoadBalancing::LoadBalancer': { 'SecurityGroups.*': GROUP },
  'AWS::ElasticLoadBalancingV2::Listener': {
    LoadBalancerArn: 'AWS::ElasticLoadBalancingV2::LoadBalancer',
    'DefaultActions.*.TargetGroupArn': TARGET_GROUP,
    'DefaultActions.*.ForwardConfig.TargetGroups.*.TargetGroupArn': TARGET_GROUP,
  },
  'AWS::IAM::Role': { 'ManagedPolicyArns.*': 'AWS::IAM::ManagedPolicy' },
};

/** The properties by which a type is named, besides the ids of the envelope. */
const NAMES: Readonly<Record<string, readonly string[]>> = {
  'AWS::AutoScaling::AutoScalingGroup': ['AutoScalingGroupARN', 'AutoScalingGroupName'],
  'AWS::AutoScaling::LaunchConfiguration': ['LaunchConfigurationName'],
  'AWS::EC2::LaunchTemplate': ['Id', 'LaunchTemplateName'],
  'AWS::EC2::SecurityGroup': ['GroupId'],
  'AWS::EC2::Subnet': ['SubnetId'],
  'AWS::ECS::Cluster': ['Arn', 'ClusterName'],
  'AWS::ECS::Service': ['ServiceArn', 'ServiceName'],
  'AWS::ECS::TaskDefinition': ['TaskDefinitionArn'],
  'AWS::ElasticLoadBalancing::LoadBalancer': ['LoadBalancerName'],
  'AWS::ElasticLoadBalancingV2::LoadBalancer': ['LoadBalancerArn'],
  'AWS::ElasticLoadBalancingV2::TargetGroup': ['TargetGroupArn'],
  'AWS::IAM::ManagedPolicy': ['Arn'],
  'AWS::IAM::Role': ['Arn', 'RoleName'],
};

/** ARNs and the ids that AWS gives out: the same in every account and region. */
const UNIQUE = /^(arn:|[a-z]+-[0-9a-f]{8,17}$)/;

/** An item with its CloudFormation type, the properties that it is read to, and its id in results. */
export interface Shaped {
  readonly id: string;
  readonly type: string;
  readonly item: Item;
  readonly properties: ValueMap;
}

/** The items of an input by what others may call them. */
export class Names {
  readonly #owners = new Map<string, Shaped[]>();

  constructor(items: readonly Shaped[]) {
    for (const shaped of items) {
      for (const name of namesOf(shaped)) {
        const key = `${shaped.type} ${name}`;
        const owners = this.#owners.get(key);
        if (owners) owners.push(shaped);
        else this.#owners.set(key, [shaped]);
      }
    }
  }

  /** The properties of an item, in which what names another item of the input is a reference to it. */
  linked({ type, item, properties }: Shaped): ValueMap {
    return Object.entries(REFERENCES[type] ?? {}).reduce((read: ValueMap, [path, named]) => {
      const changed = changedAt(read, path.split('.'), (name) => this.#reference(name, named, item));
      return isMap(changed) ? changed : read;
    }, properties);
  }

  /**
   * A name is that of something in the same account and region. Where an item does not say where it is, another of
   * this name may be meant.
   */
  #reference(name: string, type: string, from: Item): Value {
    const owners = this.#owners.get(`${type} ${name}`) ?? [];
    const [owner, ...others] = UNIQUE.test(name) ? owners : owners.filter(({ item }) => mayBeNear(item, from));
    if (!owner) return name;
    const isCertain = others.length === 0 && (UNIQUE.test(name) || isPlaced(owner.item, from));
    return isCertain
      ? { Ref: owner.id }
      : unknownValue('which of the resources of this name is meant: the items do not say where they are');
  }
}

/** IAM is global: its items say `global` for the region. */
const isGlobal = ({ type }: Item): boolean => type.startsWith('AWS::IAM::');

function mayBeNear(item: Item, from: Item): boolean {
  const isSame = (one: string | null, other: string | null): boolean => one === null || other === null || one === other;
  return isSame(item.account, from.account) && (isGlobal(item) || isSame(item.region, from.region));
}

const isPlaced = (item: Item, from: Item): boolean =>
  item.account !== null && from.account !== null && (isGlobal(item) || (item.region !== null && from.region !== null));

function namesOf({ type, item, properties }: Shaped): ReadonlySet<string> {
  const configured = (NAMES[type] ?? []).map((key) => own(properties, key));
  const all = [item.arn, item.resourceId, item.resourceName, ...configured];
  return new Set(all.filter((name): name is string => typeof name === 'string' && name !== ''));
}

/** A value in which the texts at a path are changed; `*` stands for the elements of a list. */
function changedAt(value: Value, path: readonly string[], change: (text: string) => Value): Value {
  const [key, ...rest] = path;
  if (key === undefined) return typeof value === 'string' ? change(value) : value;
  if (key === '*') return isList(value) ? value.map((element) => changedAt(element, rest, change)) : value;
  if (!isMap(value) || isIntrinsic(value)) return value;
  const inside = own(value, key);
  return inside === null ? value : Object.assign(emptyMap(), value, { [key]: changedAt(inside, rest, change) });
}

import { isIntrinsic, isList, isMap, own, type Value } from '../language/value.js';
import type { ReferenceIndex } from './references.js';
import type { Resource } from './resource.js';

const LOAD_BALANCER = 'AWS::ElasticLoadBalancingV2::LoadBalancer';
const CLASSIC_LOAD_BALANCER = 'AWS::ElasticLoadBalancing::LoadBalancer';
const TARGET_GROUP = 'AWS::ElasticLoadBalancingV2::TargetGroup';
const LISTENER = 'AWS::ElasticLoadBalancingV2::Listener';
const LISTENER_RULE = 'AWS::ElasticLoadBalancingV2::ListenerRule';

/** Where the types that start ECS tasks name their security groups; `*` stands for the elements of a list. */
const SECURITY_GROUPS: Readonly<Record<string, string>> = {
  'AWS::ECS::Service': 'NetworkConfiguration.AwsvpcConfiguration.SecurityGroups.*',
  'AWS::ECS::TaskSet': 'NetworkConfiguration.AwsVpcConfiguration.SecurityGroups.*',
  'AWS::ECS::ExpressGatewayService': 'NetworkConfiguration.SecurityGroups.*',
  'AWS::Events::Rule': 'Targets.*.EcsParameters.NetworkConfiguration.AwsVpcConfiguration.SecurityGroups.*',
  'AWS::Scheduler::Schedule': 'Target.EcsParameters.NetworkConfiguration.AwsvpcConfiguration.SecurityGroups.*',
  'AWS::Pipes::Pipe': 'TargetParameters.EcsTaskParameters.NetworkConfiguration.AwsvpcConfiguration.SecurityGroups.*',
};

/** The values at a path in which `*` stands for the elements of a list; an unresolved one on the way is one of them. */
function valuesAt(value: Value, path: readonly string[]): readonly Value[] {
  const [key, ...rest] = path;
  if (key === undefined || isIntrinsic(value)) return value === null ? [] : [value];
  if (key === '*') return isList(value) ? value.flatMap((element) => valuesAt(element, rest)) : [];
  return isMap(value) ? valuesAt(own(value, key), rest) : [];
}

const valuesOf = ({ properties }: Resource, path: string): readonly Value[] => valuesAt(properties, path.split('.'));

/** The security groups of the tasks that the input starts, as they are named there. */
export function securityGroupsOfTasks(index: ReferenceIndex): readonly Value[] {
  return Object.entries(SECURITY_GROUPS).flatMap(([type, path]) =>
    index.ofTypes([type]).flatMap((resource) => valuesOf(resource, path)),
  );
}

/** The load balancers of the input that ECS services of the input stand behind. */
export function loadBalancersOfServices(index: ReferenceIndex): ReadonlySet<Resource> {
  const services = index.ofTypes(['AWS::ECS::Service', 'AWS::ECS::TaskSet']);
  const groups = targets(services, 'LoadBalancers.*.TargetGroupArn', TARGET_GROUP, index);
  const forwards = (actions: string) => (listener: Resource) =>
    ['TargetGroupArn', 'ForwardConfig.TargetGroups.*.TargetGroupArn']
      .flatMap((path) => [...targets([listener], `${actions}.*.${path}`, TARGET_GROUP, index)])
      .some((group) => groups.has(group));
  const rules = index.ofTypes([LISTENER_RULE]).filter(forwards('Actions'));
  const listeners = new Set([
    ...index.ofTypes([LISTENER]).filter(forwards('DefaultActions')),
    ...targets(rules, 'ListenerArn', LISTENER, index),
  ]);
  return new Set([
    ...targets([...listeners], 'LoadBalancerArn', LOAD_BALANCER, index),
    ...targets(services, 'LoadBalancers.*.LoadBalancerName', CLASSIC_LOAD_BALANCER, index),
  ]);
}

function targets(sources: readonly Resource[], path: string, type: string, index: ReferenceIndex): Set<Resource> {
  const found = sources.flatMap((source) => valuesOf(source, path)).map((value) => index.target(value, [type]));
  return new Set(found.flatMap((target) => (target.kind === 'resource' ? [target.resource] : [])));
}

/** The security groups of these load balancers, as they are named there. */
export function securityGroupsOf(loadBalancers: Iterable<Resource>): readonly Value[] {
  return [...loadBalancers].flatMap((loadBalancer) => valuesOf(loadBalancer, 'SecurityGroups.*'));
}

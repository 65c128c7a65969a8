import { conjunction, disjunction, FALSE, type Truth, UNKNOWN } from '../language/truth.js';
import { isIntrinsic, isList, isMap, own, unknownValue, type Value } from '../language/value.js';
import { isThere } from './presence.js';
import type { ReferenceIndex } from './references.js';
import { Remembered } from './remembered.js';
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
  if (value === null || value === '') return [];
  if (key === undefined || isIntrinsic(value)) return [value];
  if (key === '*' && isList(value)) return value.flatMap((element) => valuesAt(element, rest));
  if (key !== '*' && isMap(value)) return valuesAt(own(value, key), rest);
  return [unknownValue(`malformed: ${key === '*' ? 'a list' : 'a map'} belongs here`)];
}

const valuesOf = ({ properties }: Resource, path: string): readonly Value[] => valuesAt(properties, path.split('.'));

/** The security groups that a resource names for the tasks that it starts. */
export interface TaskGroups {
  readonly source: Resource;
  readonly named: readonly Value[];
}

/** The security groups of the tasks that the input starts, as they are named there. */
export function securityGroupsOfTasks(index: ReferenceIndex): readonly TaskGroups[] {
  return knownGroups.of(index, '', () =>
    Object.entries(SECURITY_GROUPS).flatMap(([type, path]) =>
      index.ofTypes([type]).map((source) => ({ source, named: valuesOf(source, path) })),
    ),
  );
}

const knownGroups = new Remembered<readonly TaskGroups[]>();

/** A load balancer of the input. */
export interface LoadBalancer {
  /** Whether it is there, and an ECS service of the input stands behind it. */
  readonly serves: Truth;
  /** As they are named there. */
  readonly securityGroups: readonly Value[];
}

/** By the condition of what is judged. */
const knownBalancers = new Remembered<readonly LoadBalancer[]>();

/** The load balancers of the input, as far as they are there with what is judged. */
export function loadBalancersOf(index: ReferenceIndex, judged: Resource): readonly LoadBalancer[] {
  return knownBalancers.of(index, judged.condition, () => [
    ...newLoadBalancers(index, judged),
    ...classicLoadBalancers(index, judged),
  ]);
}

const either = (...truths: readonly Truth[]): Truth => disjunction(truths, (truth) => truth);
const both = (...truths: readonly Truth[]): Truth => conjunction(truths, (truth) => truth);

const namesOne = (values: readonly Value[], resource: Resource, index: ReferenceIndex): Truth =>
  disjunction(values, (value) => index.names(value, resource));

const servicesOf = (index: ReferenceIndex): Resource[] => index.ofTypes(['AWS::ECS::Service', 'AWS::ECS::TaskSet']);

const named = (service: Resource, property: string): readonly Value[] =>
  valuesOf(service, `LoadBalancers.*.${property}`);

/** Whether a service of the input names a resource among its load balancers. */
const servesOne = (resource: Resource, property: string, index: ReferenceIndex, judged: Resource): Truth =>
  disjunction(servicesOf(index), (service) =>
    both(isThere(service, judged), namesOne(named(service, property), resource, index)),
  );

/** Whether a service of the input stands behind one of these target groups: of the input, or named by the same text. */
function servesTargets(index: ReferenceIndex, judged: Resource): (groups: readonly Value[]) => Truth {
  const known = index
    .ofTypes([TARGET_GROUP])
    .map((group) => [group, servesOne(group, 'TargetGroupArn', index, judged)] as const);
  const outside = servicesOf(index).flatMap((service) =>
    named(service, 'TargetGroupArn').map((group) => [group, isThere(service, judged)] as const),
  );
  return (groups) =>
    either(
      disjunction(known, ([group, serves]) => both(serves, namesOne(groups, group, index))),
      disjunction(outside, ([group, serves]) => (typeof group === 'string' && groups.includes(group) ? serves : FALSE)),
    );
}

function newLoadBalancers(index: ReferenceIndex, judged: Resource): LoadBalancer[] {
  const serve = servesTargets(index, judged);
  const forwards = (listener: Resource, actions: string): Truth =>
    both(isThere(listener, judged), serve(TARGETS.flatMap((path) => valuesOf(listener, `${actions}.*.${path}`))));
  const rules = index.ofTypes([LISTENER_RULE]).map((rule) => [rule, forwards(rule, 'Actions')] as const);
  const behindGroups = servicesOf(index).some((service) => named(service, 'TargetGroupArn').length > 0);
  // An input that knows of rules without having them: any service may be behind one.
  const byUnrecorded = (listener: Resource): Truth =>
    behindGroups && valuesOf(listener, 'ListenerRules').length > 0 ? UNKNOWN : FALSE;
  const listeners = index.ofTypes([LISTENER]).map((listener) => {
    const byRule = disjunction(rules, ([rule, serves]) =>
      both(serves, namesOne(valuesOf(rule, 'ListenerArn'), listener, index)),
    );
    const serves = either(forwards(listener, 'DefaultActions'), byRule, byUnrecorded(listener));
    return [listener, both(isThere(listener, judged), serves)] as const;
  });
  return index.ofTypes([LOAD_BALANCER]).map((balancer) => ({
    serves: both(
      isThere(balancer, judged),
      disjunction(listeners, ([listener, serves]) =>
        both(serves, namesOne(valuesOf(listener, 'LoadBalancerArn'), balancer, index)),
      ),
    ),
    securityGroups: valuesOf(balancer, 'SecurityGroups.*'),
  }));
}

/** Where a listener or a rule of one names what it forwards to. */
const TARGETS = ['TargetGroupArn', 'ForwardConfig.TargetGroups.*.TargetGroupArn'];

function classicLoadBalancers(index: ReferenceIndex, judged: Resource): LoadBalancer[] {
  return index.ofTypes([CLASSIC_LOAD_BALANCER]).map((balancer) => ({
    serves: both(isThere(balancer, judged), servesOne(balancer, 'LoadBalancerName', index, judged)),
    securityGroups: valuesOf(balancer, 'SecurityGroups.*'),
  }));
}

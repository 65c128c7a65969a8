import { disjunction, FALSE, TRUE } from '../language/truth.js';
import { isIntrinsic, isList, isMap, own, unknownValue, type Value } from '../language/value.js';
import { isThere, perhapsThere } from './presence.js';
import type { ReferenceIndex } from './references.js';
import type { Resource } from './resource.js';

/** How one type of resource is tied to others. Conditions read it as `related('NAME.PROPERTY')`. */
export type Relation =
  /** The resource that a property names: its properties, or unknown where the input does not define it. */
  | { readonly kind: 'target'; readonly property: readonly string[]; readonly types: readonly string[] }
  /**
   * The resources whose property names this one: a list of their properties. The world is closed: what is not
   * in the input is not there; a source that names something unknown, or that may not be there, is an unknown element.
   */
  | { readonly kind: 'sources'; readonly types: readonly string[]; readonly property: readonly string[] };

const target = (property: string, ...types: string[]): Relation => ({
  kind: 'target',
  property: property.split('.'),
  types,
});
const sources = (property: string, ...types: string[]): Relation => ({
  kind: 'sources',
  property: property.split('.'),
  types,
});

const LISTENER = 'AWS::ElasticLoadBalancingV2::Listener';
const LOAD_BALANCER = 'AWS::ElasticLoadBalancingV2::LoadBalancer';
const ofWorkload = {
  Cluster: target('Cluster', 'AWS::ECS::Cluster'),
  TaskDefinition: target('TaskDefinition', 'AWS::ECS::TaskDefinition'),
};

/** Every relation, by the type that carries it and the name that conditions use. */
export const RELATIONS: Readonly<Record<string, Readonly<Record<string, Relation>>>> = {
  'AWS::ECS::Service': ofWorkload,
  'AWS::ECS::TaskSet': { ...ofWorkload, Service: target('Service', 'AWS::ECS::Service') },
  'AWS::ECS::ExpressGatewayService': { Cluster: ofWorkload.Cluster },
  'AWS::ECS::Daemon': {
    Cluster: target('ClusterArn', 'AWS::ECS::Cluster'),
    TaskDefinition: target('DaemonTaskDefinitionArn', 'AWS::ECS::DaemonTaskDefinition'),
  },
  'AWS::ECR::Repository': { Policies: sources('RepositoryName', 'Terraform::ECR::RepositoryPolicy') },
  'AWS::GuardDuty::Detector': { Features: sources('DetectorId', 'Terraform::GuardDuty::DetectorFeature') },
  [LISTENER]: { LoadBalancer: target('LoadBalancerArn', LOAD_BALANCER) },
  'AWS::ElasticLoadBalancingV2::ListenerRule': { Listener: target('ListenerArn', LISTENER) },
};

/** The value of `Related.NAME` for a resource. */
export function relatedValue(relation: Relation, resource: Resource, index: ReferenceIndex): Value {
  return relation.kind === 'target'
    ? targetValue(relation, resource, index)
    : index.ofTypes(relation.types).flatMap((source) => sourceValue(relation.property, source, resource, index));
}

function targetValue(relation: Relation & { kind: 'target' }, resource: Resource, index: ReferenceIndex): Value {
  const found = index.target(propertyAt(resource, relation.property), relation.types, resource);
  switch (found.kind) {
    case 'resource':
      return found.resource.properties;
    case 'absent':
      return null;
    case 'outside':
    case 'unknown':
      return unknownValue(`what \`${relation.property.join('.')}\` names is not in this input`);
    default:
      return found satisfies never;
  }
}

function sourceValue(path: readonly string[], source: Resource, resource: Resource, index: ReferenceIndex): Value[] {
  const found = namingValue(propertyAt(source, path), source, resource, index);
  return isThere(source, resource) === TRUE ? found : found.map(() => perhapsThere(source.id));
}

/** The properties of a source whose value, or an entry of it, names a resource; unknown where it may. */
export function namingValue(value: Value, source: Resource, resource: Resource, index: ReferenceIndex): Value[] {
  switch (disjunction(isList(value) ? value : [value], (entry) => index.names(entry, resource))) {
    case TRUE:
      return [source.properties];
    case FALSE:
      return [];
    default:
      return [unknownValue(`what \`${source.id}\` belongs to is only known at deployment`)];
  }
}

/** The property at a path; an unresolved value on the way is what is there. */
export function propertyAt(resource: Resource, path: readonly string[]): Value {
  return valueAtPath(resource.properties, path);
}

/** The value at a path of keys and indices; an unresolved value on the way is what is there, a wrong kind unknown. */
export function valueAtPath(value: Value, path: readonly string[]): Value {
  let at = value;
  for (const key of path) {
    if (at === null || at === '' || isIntrinsic(at)) return at === '' ? null : at;
    if (isList(at) && /^[0-9]+$/.test(key)) at = at[Number(key)] ?? null;
    else if (isMap(at)) at = own(at, key);
    else return unknownValue('malformed: a map belongs here');
  }
  return at;
}

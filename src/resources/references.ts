import { FALSE, TRUE, type Truth, truth, UNKNOWN } from '../language/truth.js';
import { isIntrinsic, isList, isMap, mayBeAbsent, own, type Value } from '../language/value.js';
import { Notebook } from './notes.js';
import { isThere } from './presence.js';
import type { Resource } from './resource.js';

/** What a value refers to, as far as the input tells. */
export type Target =
  | { readonly kind: 'resource'; readonly resource: Resource }
  /** A literal name or ARN of something that the input does not define. */
  | { readonly kind: 'outside' }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'absent' };

/** The property that holds the name by which other resources may refer to one. */
const NAME_PROPERTIES: Readonly<Record<string, string>> = {
  'AWS::AutoScaling::AutoScalingGroup': 'AutoScalingGroupName',
  'AWS::EC2::LaunchTemplate': 'LaunchTemplateName',
  'AWS::AutoScaling::LaunchConfiguration': 'LaunchConfigurationName',
  'AWS::ECR::Repository': 'RepositoryName',
  'AWS::ECS::CapacityProvider': 'Name',
  'AWS::ECS::Cluster': 'ClusterName',
  'AWS::ECS::Service': 'ServiceName',
  'AWS::ECS::TaskDefinition': 'Family',
  'AWS::ElasticLoadBalancingV2::LoadBalancer': 'Name',
  'AWS::ElasticLoadBalancingV2::TargetGroup': 'Name',
  'AWS::IAM::InstanceProfile': 'InstanceProfileName',
  'AWS::IAM::ManagedPolicy': 'ManagedPolicyName',
  'AWS::IAM::Role': 'RoleName',
  'AWS::Logs::LogGroup': 'LogGroupName',
};

/** Whether others may refer to a resource of this type by this property. */
export const isName = (type: string, key: string): boolean => NAME_PROPERTIES[type] === key;

/** The name that the template gives to a resource; null where AWS makes one up, or others do not use it. */
function nameOf({ type, properties, namedByReference }: Resource): Value {
  if (namedByReference) return null;
  const property = NAME_PROPERTIES[type];
  if (property !== undefined && isIntrinsic(properties)) return properties;
  const name = property === undefined ? null : own(properties, property);
  return name === '' ? null : name;
}

/** What the attributes of these are is decided by somebody's own code. */
export const isCustom = (type: string): boolean =>
  type.startsWith('Custom::') || type === 'AWS::CloudFormation::CustomResource';

/** A value without a known origin, or of a kind that names nothing. */
function mayNameAnything(value: Value): boolean {
  if (!isMap(value)) return true;
  if (!isIntrinsic(value) || mayBeAbsent(value)) return true;
  const [reference, attribute] = [own(value, 'Ref'), own(value, 'Fn::GetAtt')];
  return (
    (reference !== null && typeof reference !== 'string') ||
    (attribute !== null && !(isList(attribute) && attribute.every((part) => typeof part === 'string')))
  );
}

/** The resources of one template, by id, type and name. Notes what is asked of it, for whom that matters. */
export class ReferenceIndex {
  readonly #byId = new Map<string, Resource>();
  readonly #byType = new Map<string, Resource[]>();
  readonly #byName = new Map<string, Resource>();

  /** @param book where it is noted what is asked of this index */
  constructor(
    resources: readonly Resource[],
    readonly book = new Notebook(),
  ) {
    for (const resource of resources) {
      this.#byId.set(resource.id, resource);
      const ofType = this.#byType.get(resource.type);
      if (ofType) ofType.push(resource);
      else this.#byType.set(resource.type, [resource]);
      const name = nameOf(resource);
      if (typeof name === 'string') this.#byName.set(`${resource.type} ${name}`, resource);
    }
  }

  /** The resource with this id. */
  byId(id: string): Resource | undefined {
    this.book.notes?.ids.add(id);
    return this.#byId.get(id);
  }

  /** All resources of these types, in document order within each type. */
  ofTypes(types: readonly string[]): Resource[] {
    this.#note(types);
    return types.flatMap((type) => this.#byType.get(type) ?? []);
  }

  /**
   * The resource of one of these types that a `Ref`, a `Fn::GetAtt`, a name or an ARN stands for, seen from another.
   * CloudFormation requires that what is referred to is there, so a reference finds a conditional resource too; a
   * literal name may be that of another, where it is not.
   */
  target(value: Value, types: readonly string[], from: Pick<Resource, 'condition'> = {}): Target {
    const found = this.#meant(value, types);
    const isCertain = found.kind !== 'resource' || typeof value !== 'string' || isThere(found.resource, from) === TRUE;
    return isCertain ? found : { kind: 'unknown' };
  }

  /** What a value stands for, if that is there. */
  #meant(value: Value, types: readonly string[]): Target {
    if (value === null || value === '') return { kind: 'absent' };
    this.#note(types);
    if (typeof value === 'string') return this.#named(value, types);
    const ids = referencedIds(value);
    const found = ids.map((id) => this.#byId.get(id)).find((resource) => resource && types.includes(resource.type));
    return found ? { kind: 'resource', resource: found } : { kind: 'unknown' };
  }

  /**
   * Whether a value names this resource. A parameter or an import cannot name what the same template is about to
   * create under a name that AWS makes up; where the template gives the name, it can.
   */
  names(value: Value, resource: Resource): Truth {
    const found = this.#meant(value, [resource.type]);
    if (found.kind === 'absent') return FALSE;
    if (found.kind === 'resource') return truth(found.resource.id === resource.id);
    const name = nameOf(resource);
    if (typeof value === 'string') return name === null || typeof name === 'string' ? FALSE : UNKNOWN;
    if (mayNameAnything(value)) return UNKNOWN;
    const others = referencedIds(value).flatMap((id) => this.byId(id) ?? []);
    return name === null || others.some(({ type }) => !isCustom(type)) ? FALSE : UNKNOWN;
  }

  #note(types: readonly string[]): void {
    for (const type of types) this.book.notes?.types.add(type);
  }

  /** A literal is a name, or an ARN whose last part is one; a task definition's may end in `:revision`. */
  #named(literal: string, types: readonly string[]): Target {
    const last = literal.slice(literal.lastIndexOf('/') + 1).replace(/:[0-9]+$/, '');
    for (const type of types) {
      const resource = this.#byName.get(`${type} ${literal}`) ?? this.#byName.get(`${type} ${last}`);
      if (resource) return { kind: 'resource', resource };
    }
    return { kind: 'outside' };
  }
}

/** The ids in a reference: of a `Ref`, a `Fn::GetAtt`, or of the parts of a text that is joined from such. */
function referencedIds(value: Value): string[] {
  if (!isMap(value)) return [];
  const ref = own(value, 'Ref');
  if (typeof ref === 'string') return [ref];
  const attribute = own(value, 'Fn::GetAtt');
  if (isList(attribute) && typeof attribute[0] === 'string') return [attribute[0]];
  const join = own(value, 'Fn::Join');
  const parts = isList(join) ? join[1] : null;
  return isList(parts) ? parts.flatMap(referencedIds) : [];
}

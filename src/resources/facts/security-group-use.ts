import { conjunction, disjunction, TRUE, type Truth, truth, UNKNOWN } from '../../language/truth.js';
import { isMap, own, unknownValue, type Value } from '../../language/value.js';
import { loadBalancersOf, securityGroupsOfTasks } from '../ecs-network.js';
import { isThere } from '../presence.js';
import type { ReferenceIndex } from '../references.js';
import { propertyAt } from '../relations.js';
import { type Fact, type FactContext, unknownFrom } from './fact.js';

const GROUP = 'AWS::EC2::SecurityGroup';
const INGRESS = 'AWS::EC2::SecurityGroupIngress';

/**
 * What a security group, or the group of an ingress rule, guards in this input: `tasks`, or a `load balancer` in
 * front of a service; absent where it is neither. One that guards both is the tasks'.
 */
export const guards: Fact = {
  name: 'Guards',
  types: [GROUP, INGRESS],
  at: [[]],
  source: [],
  compute: (_, context) => {
    const group = groupOf(context);
    const tasks = disjunction(securityGroupsOfTasks(context.index), ({ source, named }) =>
      both(isThere(source, context.resource), among(named, group, context)),
    );
    if (tasks === TRUE) return 'tasks';
    const balancers = disjunction(loadBalancersOf(context.index, context.resource), (balancer) =>
      both(among(balancer.securityGroups, group, context), balancer.serves),
    );
    if (tasks === UNKNOWN || balancers === UNKNOWN) return unknownValue('which security groups the ECS services use');
    return balancers === TRUE ? 'load balancer' : null;
  },
};

const both = (...truths: readonly Truth[]): Truth => conjunction(truths, (one) => one);

/** The group itself, or the value by which an ingress rule names it. */
function groupOf({ resource }: FactContext): Value {
  if (resource.type === GROUP) return { Ref: resource.id };
  return propertyAt(resource, ['GroupId']) ?? propertyAt(resource, ['GroupName']);
}

function among(named: readonly Value[], group: Value, { index }: FactContext): Truth {
  return disjunction(named, (value) => isSameGroup(value, group, index));
}

function isSameGroup(one: Value, other: Value, index: ReferenceIndex): Truth {
  const [first, second] = [index.target(one, [GROUP]), index.target(other, [GROUP])];
  if (first.kind === 'resource') return index.names(other, first.resource);
  if (second.kind === 'resource') return index.names(one, second.resource);
  if (typeof one === 'string' && typeof other === 'string') return truth(one === other);
  const written = JSON.stringify(one);
  return written === JSON.stringify(other) && !written.includes('"Fn::Unknown"') ? TRUE : UNKNOWN;
}

/** The one port that an ingress rule opens; absent where it opens several. */
export const singlePort: Fact = {
  name: 'SinglePort',
  types: [GROUP, INGRESS],
  at: [[], ['Properties', 'SecurityGroupIngress', '*']],
  source: ['FromPort'],
  compute: (value, { resource }) => {
    const rule = resource.type === INGRESS ? resource.properties : value;
    if (!isMap(rule)) return null;
    const [from, to] = [own(rule, 'FromPort'), own(rule, 'ToPort')];
    const unknown = [from, to].find((port) => typeof port === 'object' && port !== null);
    if (unknown !== undefined) return unknownFrom(unknown, 'the port');
    return from !== null && String(from) === String(to) && Number.isSafeInteger(Number(from)) ? Number(from) : null;
  },
};

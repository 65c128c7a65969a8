import { disjunction, FALSE, TRUE, type Truth, truth, UNKNOWN } from '../../language/truth.js';
import { isMap, own, unknownValue, type Value } from '../../language/value.js';
import { loadBalancersOfServices, securityGroupsOf, securityGroupsOfTasks } from '../ecs-network.js';
import { mayNameAnything } from '../relations.js';
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
    const tasks = among(securityGroupsOfTasks(context.index), group, context);
    if (tasks === TRUE) return 'tasks';
    const balancers = among(securityGroupsOf(loadBalancersOfServices(context.index)), group, context);
    if (tasks === UNKNOWN || balancers === UNKNOWN) return unknownValue('which security groups the ECS services use');
    return balancers === TRUE ? 'load balancer' : null;
  },
};

/** The group itself, or the value by which an ingress rule names it. */
function groupOf({ resource }: FactContext): Value {
  if (resource.type === GROUP) return { Ref: resource.id };
  return own(resource.properties, 'GroupId') ?? own(resource.properties, 'GroupName');
}

function among(named: readonly Value[], group: Value, { index }: FactContext): Truth {
  const own = index.target(group, [GROUP]);
  return disjunction(named, (value) => {
    const other = index.target(value, [GROUP]);
    if (own.kind === 'resource' && other.kind === 'resource') return truth(own.resource.id === other.resource.id);
    if (own.kind !== 'resource' && JSON.stringify(value) === JSON.stringify(group)) return TRUE;
    return mayNameAnything(value) || mayNameAnything(group) ? UNKNOWN : FALSE;
  });
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
    const unknown = [from, to].find((port) => isMap(port));
    if (unknown !== undefined) return unknownFrom(unknown, 'the port');
    return from !== null && String(from) === String(to) && Number.isSafeInteger(Number(from)) ? Number(from) : null;
  },
};

import { FALSE } from '../../language/truth.js';
import { isIntrinsic, isMap, own, type Value } from '../../language/value.js';
import { knownEnd } from '../partial-text.js';
import type { ReferenceIndex, Target } from '../references.js';
import { propertyAt } from '../relations.js';
import { type Fact, unresolved } from './fact.js';

const ROLE = ['AWS::IAM::Role'];

/** Roles are unique by name in an account, whatever their path, and both of a task are of one account. */
const roleName = (text: string): string => text.slice(text.lastIndexOf('/') + 1);

/** The name of a role as far as its text tells: known whole, or from its last `/` on. */
function knownName(value: Value): string | null {
  const end = knownEnd(value);
  return end && (end.whole || end.text.includes('/')) ? roleName(end.text) : null;
}

/** Whether two values name the same role; null where that is only known at deployment. */
function sameRole(one: Value, other: Value, index: ReferenceIndex): boolean | null {
  const [first, second] = [index.target(one, ROLE), index.target(other, ROLE)];
  if (first.kind === 'resource' && second.kind === 'resource') return first.resource === second.resource;
  if (first.kind === 'resource') return sameAsResource(first, other, index);
  if (second.kind === 'resource') return sameAsResource(second, one, index);
  if (isIntrinsic(one) && JSON.stringify(one) === JSON.stringify(other)) return isReferenceToOneThing(one) || null;
  const [name, otherName] = [knownName(one), knownName(other)];
  return name === null || otherName === null ? null : name === otherName;
}

/** A role without a name of its own gets one at deployment, which no literal can know. */
function sameAsResource(
  { resource }: Target & { kind: 'resource' },
  other: Value,
  index: ReferenceIndex,
): boolean | null {
  const [name, otherName] = [propertyAt(resource, ['RoleName']), knownName(other)];
  if (typeof name === 'string' && otherName !== null) return name === otherName;
  // A parameter of an update may hold what an earlier deployment made: only a literal certainly does not.
  return typeof other === 'string' && index.names(other, resource) === FALSE ? false : null;
}

/** The same parameter, import or attribute twice is the same role; the same unknown twice need not be. */
const isReferenceToOneThing = (value: Value): boolean => !JSON.stringify(value).includes('"Fn::Unknown"');

/** Whether a task runs its own code with the role that ECS starts it with. */
export const taskRoleIsExecutionRole: Fact = {
  name: 'TaskRoleIsExecutionRole',
  types: ['AWS::ECS::TaskDefinition', 'AWS::ECS::DaemonTaskDefinition', 'AWS::ECS::ExpressGatewayService'],
  at: [[]],
  source: ['Properties', 'TaskRoleArn'],
  compute: (place, { index }) => {
    const properties: Value = isMap(place) ? own(place, 'Properties') : null;
    if (!isMap(properties)) return unresolved('the roles');
    const [task, execution] = [own(properties, 'TaskRoleArn'), own(properties, 'ExecutionRoleArn')];
    if (task === null || task === '' || execution === null || execution === '') return false;
    return sameRole(task, execution, index) ?? unresolved('whether the two roles are one');
  },
};

import { conjunction, disjunction, negate, TRUE, type Truth, UNKNOWN } from '../../language/truth.js';
import { isIntrinsic, isList, isMap, own, unknownValue, type Value, type ValueMap } from '../../language/value.js';
import { withPlaceholder } from '../partial-text.js';
import {
  allows,
  isForEveryone,
  isOfOrganization,
  isOnEverything,
  isSweeping,
  oneOrMore,
  statementsOf,
  trusts,
} from '../policy-document.js';
import { isThere, perhapsThere } from '../presence.js';
import type { ReferenceIndex } from '../references.js';
import { namingValue, propertyAt } from '../relations.js';
import { type Fact, type FactContext, unknownFrom } from './fact.js';

const ROLE = 'AWS::IAM::Role';
const REPOSITORY = 'AWS::ECR::Repository';

const both = (...truths: readonly Truth[]): Truth => conjunction(truths, (truth) => truth);

/** What is asked of one statement: what to say where it is so. */
interface Question {
  readonly holds: (statement: ValueMap, index: ReferenceIndex) => Truth;
  readonly name: (statement: ValueMap, position: number) => string;
}

/** The statements for which it holds, by name, and what cannot be known. */
function findings(document: Value, question: Question, index: ReferenceIndex): Value[] {
  const statements = statementsOf(document);
  if (!statements) return [unknownFrom(document, 'the policy')];
  return statements.flatMap((statement, position) => {
    if (!isMap(statement) || isIntrinsic(statement)) return [unknownFrom(statement, 'a statement of the policy')];
    const truth = question.holds(statement, index);
    if (truth === UNKNOWN) return [firstUnknown(statement) ?? unknownValue('a statement of the policy')];
    return truth === TRUE ? [question.name(statement, position)] : [];
  });
}

/** What in a statement is only known at deployment. */
function firstUnknown(value: Value): Value {
  if (isMap(value) && isIntrinsic(value)) return value;
  const inside = isList(value) ? value : isMap(value) ? Object.values(value) : [];
  for (const child of inside) {
    const found = firstUnknown(child);
    if (found !== null) return found;
  }
  return null;
}

const PUBLIC: Question = {
  holds: (statement, index) =>
    both(allows(statement), isForEveryone(statement, index), negate(isOfOrganization(own(statement, 'Condition')))),
  name: (statement, position) => {
    const sid = own(statement, 'Sid');
    return typeof sid === 'string' && sid !== '' ? sid : `statement ${position + 1}`;
  },
};

const BROAD: Question = {
  holds: (statement, index) => {
    if (own(statement, 'NotAction') !== null) return allows(statement);
    const sweeping = disjunction(oneOrMore(own(statement, 'Action')), isSweeping);
    return both(allows(statement), sweeping, isOnEverything(statement, index));
  },
  name: (statement) => {
    const excluded = oneOrMore(own(statement, 'NotAction')).filter((action) => typeof action === 'string');
    if (own(statement, 'NotAction') !== null) return `everything but ${excluded.join(', ')}`;
    const actions = oneOrMore(own(statement, 'Action')).filter((action) => isSweeping(action) === TRUE);
    return `${actions.join(', ')} on ${own(statement, 'NotResource') === null ? '*' : 'all but some resources'}`;
  },
};

/** Statements of the repository's policies that let everyone in. */
export const publicStatements: Fact = {
  name: 'PublicStatements',
  types: [REPOSITORY],
  at: [[]],
  source: ['Properties', 'RepositoryPolicyText'],
  compute: (_, { resource, index }) => {
    const attached = attachedTo(['Terraform::ECR::RepositoryPolicy'], 'RepositoryName', { resource, index });
    return [
      ...findings(propertyAt(resource, ['RepositoryPolicyText']), PUBLIC, index),
      ...attached.flatMap((policy) => findingsOf(policy, 'PolicyText', PUBLIC, index)),
    ];
  },
};

/** What an inline policy of a role allows too broadly. */
export const inlineGrants: Fact = {
  name: 'BroadGrants',
  types: [ROLE],
  at: [['Properties', 'Policies', '*']],
  source: ['PolicyDocument'],
  compute: (policy, { index }) => findings(below(policy, 'PolicyDocument'), BROAD, index),
};

/** What the policies of the input that are attached to a role allow too broadly. */
export const attachedGrants: Fact = {
  name: 'BroadGrants',
  types: [ROLE],
  at: [[]],
  source: [],
  compute: (_, context) => {
    const { index } = context;
    const policies = attachedTo(['AWS::IAM::Policy', 'AWS::IAM::ManagedPolicy'], 'Roles', context);
    const rolePolicies = attachedTo(['AWS::IAM::RolePolicy'], 'RoleName', context);
    const named = managedArns(context).flatMap((arn) => {
      const found = index.target(arn, ['AWS::IAM::ManagedPolicy']);
      return found.kind === 'resource' ? [{ properties: found.resource.properties, missing: null }] : [];
    });
    // What the role itself names is there, and comes last: it replaces what is found through its conditional policy.
    const all = new Map([...policies, ...rolePolicies, ...named].map((policy) => [policy.properties, policy]));
    return [...all.values()].flatMap((policy) => findingsOf(policy, 'PolicyDocument', BROAD, index));
  },
};

/**
 * Names of AWS managed policies that grant all of a service or more. Source: the reference of AWS managed policies,
 * where these are named `…FullAccess` but for the job functions.
 */
const FULL_ACCESS = /(FullAccess|AdministratorAccess|PowerUserAccess|(System|Network|Database)Administrator)/;
const AWS_MANAGED = /:iam::aws:policy\/(?:.*\/)?([^/]+)$/;
const UNKNOWN_PART = '\u0000';

/** Managed policies of AWS that grant full access; what the input does not define is unknown. */
export const fullAccessPolicies: Fact = {
  name: 'FullAccessPolicies',
  types: [ROLE],
  at: [[]],
  source: ['Properties', 'ManagedPolicyArns'],
  compute: (_, context) => managedArns(context).flatMap((arn) => fullAccess(arn, context.index)),
};

function fullAccess(arn: Value, index: ReferenceIndex): Value[] {
  const name = AWS_MANAGED.exec(withPlaceholder(arn, UNKNOWN_PART) ?? '')?.[1];
  if (name !== undefined && !name.includes(UNKNOWN_PART)) return FULL_ACCESS.test(name) ? [name] : [];
  if (index.target(arn, ['AWS::IAM::ManagedPolicy']).kind === 'resource') return [];
  if (typeof arn === 'string') return [unknownValue(`the policy ${arn}, which is not in this input`)];
  return [unknownFrom(arn, 'a managed policy')];
}

/** The managed policies of a role: its own list, and Terraform's attachments. */
function managedArns(context: FactContext): Value[] {
  const attachments = attachedTo(['Terraform::IAM::RolePolicyAttachment'], 'Role', context);
  const arns = propertyAt(context.resource, ['ManagedPolicyArns']);
  return [
    ...oneOrMore(arns),
    ...attachments.map(({ properties, missing }) => missing ?? below(properties, 'PolicyArn')),
  ];
}

const below = (value: Value, key: string): Value => (isMap(value) && !isIntrinsic(value) ? own(value, key) : value);

/** Something that is attached to what is judged. */
interface Attached {
  /** Unknown where it may be attached to something else. */
  readonly properties: Value;
  /** What it is where it may not be there: an unknown value; else null. */
  readonly missing: Value;
}

/** The resources whose property names this one, or may. */
function attachedTo(types: readonly string[], property: string, { resource, index }: FactContext): Attached[] {
  return index.ofTypes(types).flatMap((source) => {
    const missing = isThere(source, resource) === TRUE ? null : perhapsThere(source.id);
    const found = namingValue(propertyAt(source, [property]), source, resource, index);
    return found.map((properties) => ({ properties, missing }));
  });
}

/** What is found in something that may not be there is unknown. */
function findingsOf(attached: Attached, key: string, question: Question, index: ReferenceIndex): Value[] {
  const found = findings(below(attached.properties, key), question, index);
  return attached.missing === null ? found : found.map(() => attached.missing);
}

/** Whether ECS tasks may assume a role, as task role or execution role. */
export const assumedByTasks: Fact = {
  name: 'AssumedByTasks',
  types: [ROLE],
  at: [[]],
  source: ['Properties', 'AssumeRolePolicyDocument'],
  compute: (_, { resource }) => {
    const document = propertyAt(resource, ['AssumeRolePolicyDocument']);
    const statements = statementsOf(document);
    if (!statements) return unknownFrom(document, 'the trust policy');
    const truth = disjunction(statements, (statement) =>
      isMap(statement) && !isIntrinsic(statement) ? both(allows(statement), trusts(statement, 'ecs-tasks')) : UNKNOWN,
    );
    return truth === UNKNOWN ? (firstUnknown(document) ?? unknownFrom(document, 'the trust policy')) : truth === TRUE;
  },
};

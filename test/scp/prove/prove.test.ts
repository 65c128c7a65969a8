import assert from 'node:assert/strict';
import { iamCatalogue } from '../../../src/node/catalogue.js';
import type { Catalogue } from '../../../src/scp/catalogue/catalogue.js';
import { compile } from '../../../src/scp/evaluate/decider.js';
import type { Level } from '../../../src/scp/level.js';
import type { PolicyType, StatementDocument } from '../../../src/scp/policy.js';
import type { PropertyDefinition } from '../../../src/scp/property.js';
import { type ProofResult, prove } from '../../../src/scp/prove/prove.js';
import { notDerived } from '../../../src/scp/prove/witness.js';
import { policyOf } from '../support/policy-of.js';

const ALLOW: StatementDocument = { Effect: 'Allow', Action: '*', Resource: '*' };
const EXEMPT = ['arn:*:iam::*:role/break-glass'];

const deny = (
  Action: string | string[],
  Condition: StatementDocument['Condition'] = {},
  Resource: string | string[] = '*',
): StatementDocument => ({ Effect: 'Deny', Action, Resource, Condition });

interface Case {
  readonly name: string;
  readonly property: Omit<PropertyDefinition, 'name'>;
  /** Beside an allow of everything. */
  readonly statements: readonly StatementDocument[];
  /** Of the second side. */
  readonly others?: readonly StatementDocument[];
  readonly type?: PolicyType;
  readonly expect: ProofResult['result'];
  readonly facts?: readonly string[];
  readonly counterexample?: (request: NonNullable<ProofResult['counterexample']>) => void;
  readonly reason?: RegExp;
}

const CASES: readonly Case[] = [
  {
    name: 'a deny without a condition, actions to come included',
    property: { property: 'denied', actions: ['ecs:*'] },
    statements: [deny('ecs:*')],
    expect: 'proved',
    facts: [],
  },
  {
    name: 'every action of a service by its name: not those to come',
    property: { property: 'denied', actions: ['ecs:*'] },
    statements: [deny([...'ACDEFGILMNPRSTUW'].map((letter) => `ecs:${letter}*`))],
    expect: 'refuted',
    reason: /does not exist yet/,
  },
  {
    name: 'regions: whatever region is not listed',
    property: { property: 'denied', actions: ['ecs:*'], except: { regions: ['eu-west-1'] } },
    statements: [deny('ecs:*', { StringNotEquals: { 'aws:RequestedRegion': 'eu-west-1' } })],
    expect: 'proved',
    facts: [],
  },
  {
    name: 'a positive condition on the region needs it to be there',
    property: { property: 'denied', actions: ['ecs:RunTask'] },
    statements: [
      deny('ecs:*', { StringEquals: { 'aws:RequestedRegion': 'eu-west-1' } }),
      deny('ecs:*', {
        StringNotEqualsIfExists: { 'aws:RequestedRegion': 'eu-west-1' },
        Null: { 'aws:RequestedRegion': 'false' },
      }),
    ],
    expect: 'proved',
    facts: ['requested-region'],
  },
  {
    name: 'a region is forgotten',
    property: { property: 'denied', actions: ['ecs:DeleteCluster'], except: { regions: ['eu-west-1'] } },
    statements: [deny('ecs:*', { StringNotEquals: { 'aws:RequestedRegion': ['eu-west-1', 'us-west-2'] } })],
    expect: 'refuted',
    counterexample: ({ action, context }) => {
      assert.equal(action, 'ecs:DeleteCluster');
      assert.deepEqual(context.get('aws:requestedregion'), ['us-west-2']);
    },
  },
  {
    name: 'the role may have another name that fits the pattern',
    property: { property: 'denied', actions: ['ecs:*'], except: { principals: EXEMPT } },
    statements: [deny('ecs:*', { ArnNotLike: { 'aws:PrincipalArn': 'arn:*:iam::*:role/break-glass*' } })],
    expect: 'refuted',
    counterexample: ({ principal }) => assert.match(principal, /^arn:aws:iam::222222222222:role\/break-glass./),
  },
  {
    name: 'service-linked roles and the management account are left out',
    property: { property: 'denied', actions: ['ecs:*'] },
    statements: [
      deny('ecs:*', {
        ArnNotLike: { 'aws:PrincipalArn': ['arn:*:iam::*:role/aws-service-role/*', 'arn:*:iam::111111111111:*'] },
      }),
    ],
    expect: 'proved',
  },
  {
    name: 'the account follows from the principal',
    property: { property: 'denied', actions: ['ecs:*'], principals: ['arn:aws:iam::222222222222:role/*'] },
    statements: [deny('ecs:*', { StringEquals: { 'aws:PrincipalAccount': '222222222222' } })],
    expect: 'proved',
    facts: ['principal-account', 'principal-arn'],
  },
  {
    name: 'another account',
    property: { property: 'denied', actions: ['ecs:*'], principals: ['arn:aws:iam::*:role/*'] },
    statements: [deny('ecs:*', { StringEquals: { 'aws:PrincipalAccount': '222222222222' } })],
    expect: 'refuted',
    counterexample: ({ principal, context }) => {
      assert.doesNotMatch(principal, /222222222222/);
      assert.equal(context.get('aws:principalaccount')?.[0], principal.split(':')[4]);
    },
  },
  {
    name: 'a root user by its type',
    property: { property: 'denied', actions: ['ecs:*'], principals: ['arn:*:iam::*:root'] },
    statements: [deny('ecs:*', { StringEquals: { 'aws:PrincipalType': 'Account' } })],
    expect: 'proved',
    facts: ['principal-type', 'principal-arn'],
  },
  {
    name: 'a federated user is of another type than a user',
    property: { property: 'denied', actions: ['ecs:*'], principals: ['arn:*:sts::*:federated-user/*'] },
    statements: [deny('ecs:*', { StringEquals: { 'aws:PrincipalType': ['User', 'Account'] } })],
    expect: 'refuted',
    counterexample: ({ context }) => assert.deepEqual(context.get('aws:principaltype'), ['FederatedUser']),
  },
  {
    name: 'a user by its type',
    property: { property: 'denied', actions: ['ecs:*'], principals: ['arn:*:iam::*:user/*'] },
    statements: [deny('ecs:*', { StringEquals: { 'aws:PrincipalType': 'User' } })],
    expect: 'proved',
    facts: ['principal-type', 'principal-arn'],
  },
  {
    name: 'a key that the action does not carry is absent by the catalogue',
    property: { property: 'denied', actions: ['s3:CreateBucket'] },
    statements: [deny('s3:*', { StringNotEquals: { 'ecs:cluster': 'x' } })],
    expect: 'proved',
    facts: ['carried-keys'],
  },
  {
    name: 'IfExists lets a request with the key through',
    property: { property: 'denied', actions: ['ecs:CreateService'], context: { 'ecs:enable-execute-command': 'true' } },
    statements: [deny('ecs:*', { BoolIfExists: { 'ecs:enable-execute-command': 'false' } })],
    expect: 'refuted',
  },
  {
    name: 'ForAllValues holds of none, ForAnyValue of one',
    property: { property: 'equal', actions: ['ecs:TagResource'] },
    statements: [deny('ecs:*', { 'ForAllValues:StringEquals': { 'aws:TagKeys': 'a' } })],
    others: [deny('ecs:*', { 'ForAnyValue:StringEquals': { 'aws:TagKeys': 'a' } })],
    expect: 'refuted',
  },
  {
    name: 'only a request with two tags tells them apart',
    property: { property: 'equal', actions: ['ecs:TagResource'] },
    statements: [
      deny('ecs:*', { 'ForAnyValue:StringEquals': { 'aws:TagKeys': 'a' } }),
      deny('ecs:*', { 'ForAnyValue:StringNotEquals': { 'aws:TagKeys': 'a' } }),
    ],
    others: [
      deny('ecs:*', {
        'ForAnyValue:StringEquals': { 'aws:TagKeys': 'a' },
        'ForAllValues:StringEquals': { 'aws:TagKeys': 'a' },
      }),
      deny('ecs:*', {
        'ForAnyValue:StringNotEquals': { 'aws:TagKeys': 'a' },
        'ForAllValues:StringNotEquals': { 'aws:TagKeys': 'a' },
      }),
    ],
    expect: 'refuted',
    counterexample: ({ context }) => assert.equal(context.get('aws:tagkeys')?.length, 2),
  },
  {
    name: 'the same said in several statements',
    property: { property: 'equal' },
    statements: [deny(['ecs:RunTask', 's3:GetObject'], { Bool: { 'aws:SecureTransport': 'false' } })],
    others: [
      deny('S3:getobject', { Bool: { 'aws:SecureTransport': 'false' } }),
      deny('ecs:RunTask', { Bool: { 'aws:securetransport': 'FALSE' } }),
    ],
    expect: 'proved',
    facts: [],
  },
  {
    name: 'a statement of other actions is no substitute for one with the same rest',
    property: { property: 'equal', actions: ['ecs:*', 's3:*'] },
    statements: [deny('ecs:*', { Bool: { 'aws:SecureTransport': 'false' } })],
    others: [deny('s3:*', { Bool: { 'aws:SecureTransport': 'false' } })],
    expect: 'refuted',
  },
  {
    name: 'numbers that are written differently are the same',
    property: { property: 'equal', actions: ['ecs:RunTask'] },
    statements: [deny('ecs:*', { NumericGreaterThan: { 'ecs:task-cpu': '1024' } })],
    others: [deny('ecs:*', { NumericGreaterThan: { 'ecs:task-cpu': '1024.0' } })],
    expect: 'proved',
  },
  {
    name: 'addresses: a range and its halves',
    property: { property: 'equal', actions: ['ecs:RunTask'] },
    statements: [deny('ecs:*', { IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } })],
    others: [deny('ecs:*', { IpAddress: { 'aws:SourceIp': ['10.0.0.0/9', '10.128.0.0/9'] } })],
    expect: 'proved',
  },
  {
    name: 'addresses: a hole in the middle',
    property: { property: 'noNewDenial', actions: ['ecs:RunTask'] },
    statements: [deny('ecs:*', { IpAddress: { 'aws:SourceIp': ['10.0.0.0/9', '10.128.0.0/10'] } })],
    others: [deny('ecs:*', { IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } })],
    expect: 'refuted',
    counterexample: ({ context }) => assert.match(context.get('aws:sourceip')?.[0] ?? '', /^10\.(19[2-9]|2\d\d)\./),
  },
  {
    name: 'less is denied',
    property: { property: 'noNewDenial' },
    statements: [deny('ecs:*')],
    others: [deny('ecs:RunTask')],
    expect: 'proved',
  },
  {
    name: 'break-glass can do everything',
    property: { property: 'allowed', principals: EXEMPT },
    statements: [deny('*', { ArnNotLike: { 'aws:PrincipalArn': EXEMPT } })],
    expect: 'proved',
  },
  {
    name: 'a policy variable: no proof, and a request that shows it',
    property: { property: 'denied', actions: ['s3:GetObject'] },
    statements: [deny('s3:*', { StringNotEquals: { 'aws:ResourceOrgID': '${aws:PrincipalOrgID}' } })],
    expect: 'refuted',
    counterexample: ({ context }) =>
      assert.deepEqual(context.get('aws:resourceorgid'), context.get('aws:principalorgid')),
  },
  {
    name: 'a policy variable that cancels out',
    property: { property: 'equal' },
    statements: [deny(['s3:*', 'ecs:*'], { StringNotEquals: { 'aws:ResourceOrgID': '${aws:PrincipalOrgID}' } })],
    others: [
      deny('s3:*', { StringNotEquals: { 'aws:ResourceOrgID': '${aws:PrincipalOrgID}' } }),
      deny('ecs:*', { StringNotEquals: { 'aws:ResourceOrgID': '${aws:PrincipalOrgID}' } }),
    ],
    expect: 'proved',
  },
  {
    name: 'a wildcard that would have to cross a colon: neither proved nor refuted',
    property: { property: 'denied', actions: ['logs:DeleteLogStream'], resources: ['arn:aws:logs:us-east-1:*'] },
    statements: [deny('logs:*', {}, 'arn:aws:logs:*:log-stream:*')],
    expect: 'undecided',
    reason: /does not document/,
  },
  {
    name: 'what is not documented of a pattern is the same in whatever statement it stands',
    property: { property: 'equal', actions: ['logs:*'] },
    statements: [deny('logs:*', {}, ['arn:aws:logs:*:log-stream:a', 'arn:aws:logs:*:log-stream:b'])],
    others: [deny('logs:*', {}, 'arn:aws:logs:*:log-stream:b'), deny('logs:*', {}, 'arn:aws:logs:*:log-stream:a')],
    expect: 'proved',
    facts: [],
  },
  {
    name: 'several values without a set operator: neither proved nor refuted',
    property: { property: 'denied', actions: ['ecs:TagResource'], context: { 'aws:TagKeys': ['a', 'b'] } },
    statements: [deny('ecs:*', { StringEquals: { 'aws:TagKeys': ['a', 'b'] } })],
    expect: 'undecided',
    reason: /does not document/,
  },
  {
    name: 'an action that there is not',
    property: { property: 'denied', actions: ['ecs:DeleteClusters'] },
    statements: [deny('ecs:*')],
    expect: 'undecided',
    reason: /no action that is known: `ecs:DeleteClusters`/,
  },
  {
    name: 'a principal that there cannot be',
    property: { property: 'denied', actions: ['ecs:*'], principals: ['arn:aws:iam::*:group/x'] },
    statements: [deny('ecs:*')],
    expect: 'undecided',
    reason: /speaks of no request/,
  },
  {
    name: 'an RCP needs no allow beside it',
    property: { property: 'denied', actions: ['s3:GetObject'] },
    statements: [],
    type: 'RESOURCE_CONTROL_POLICY',
    expect: 'refuted',
  },
  {
    name: 'an RCP: callers may be of any organization',
    property: { property: 'denied', actions: ['s3:GetObject'] },
    statements: [deny('s3:*', { StringEquals: { 'aws:PrincipalOrgID': 'o-exampleorg1' } })],
    type: 'RESOURCE_CONTROL_POLICY',
    expect: 'refuted',
    counterexample: ({ context }) => assert.notDeepEqual(context.get('aws:principalorgid'), ['o-exampleorg1']),
  },
  {
    name: 'an SCP: callers are of the organization',
    property: { property: 'denied', actions: ['s3:GetObject'] },
    statements: [deny('s3:*', { StringEquals: { 'aws:PrincipalOrgID': 'o-exampleorg1' } })],
    expect: 'proved',
    facts: ['own-organization'],
  },
  {
    name: 'two values, neither of which is the named one: not documented without a set operator',
    property: { property: 'denied', actions: ['ecs:TagResource'] },
    statements: [
      deny('ecs:*', { Null: { 'own:unknown': 'true' } }),
      deny('ecs:*', { 'ForAnyValue:StringEquals': { 'own:unknown': 'a' } }),
      deny('ecs:*', { StringNotEquals: { 'own:unknown': 'a' } }),
    ],
    expect: 'undecided',
    reason: /does not document about `own:unknown`/,
  },
  {
    name: 'a property about a list speaks of lists with other values, too',
    property: { property: 'denied', actions: ['ecs:TagResource'], context: { 'aws:TagKeys': 'a' } },
    statements: [deny('ecs:*', { 'ForAllValues:StringEquals': { 'aws:TagKeys': 'a' } })],
    expect: 'refuted',
    counterexample: ({ context }) => assert.equal(context.get('aws:tagkeys')?.length, 2),
  },
  {
    name: 'numbers: between two that are named',
    property: { property: 'denied', actions: ['ecs:RunTask'] },
    statements: [
      deny('ecs:*', { Null: { 'ecs:task-cpu': 'true' } }),
      deny('ecs:*', { NumericLessThanEquals: { 'ecs:task-cpu': '5' } }),
      deny('ecs:*', { NumericGreaterThanEquals: { 'ecs:task-cpu': '6' } }),
    ],
    expect: 'refuted',
    counterexample: ({ context }) => {
      const value = Number(context.get('ecs:task-cpu')?.[0]);
      assert.ok(value > 5 && value < 6);
    },
  },
  {
    name: 'numbers: one that is named, written otherwise',
    property: { property: 'denied', actions: ['ecs:RunTask'] },
    statements: [
      deny('ecs:*', { Null: { 'ecs:task-cpu': 'true' } }),
      deny('ecs:*', { StringEquals: { 'ecs:task-cpu': '4096' } }),
      deny('ecs:*', { NumericNotEquals: { 'ecs:task-cpu': '4096' } }),
    ],
    expect: 'refuted',
    counterexample: ({ context }) => {
      const [value] = context.get('ecs:task-cpu') ?? [];
      assert.ok(value !== '4096' && Number(value) === 4096);
    },
  },
  {
    name: 'an address asked as text and as an address: not told apart',
    property: { property: 'denied', actions: ['ecs:RunTask'] },
    statements: [
      deny('ecs:*', { StringLike: { 'aws:SourceIp': '10.*' } }),
      deny('ecs:*', { IpAddress: { 'aws:SourceIp': '10.1.0.0/16' } }),
      deny('ecs:*', { StringNotLike: { 'aws:SourceIp': '10.*' } }),
    ],
    expect: 'undecided',
    reason: /more of it than can be told apart/,
  },
  {
    name: 'an action that need not have a resource is asked for `*`, too',
    property: { property: 'denied', actions: ['ecs:TagResource'] },
    statements: [deny('ecs:*', {}, 'arn:*:ecs:*:*:*')],
    expect: 'refuted',
    counterexample: ({ resource }) => assert.equal(resource, '*'),
  },
  {
    name: 'a service with one region is asked there',
    property: { property: 'denied', actions: ['iam:CreateUser'], except: { regions: ['us-east-1'] } },
    statements: [],
    expect: 'undecided',
    reason: /AWS does not make of themselves/,
  },
];

describe('prove', () => {
  let catalogue: Catalogue;
  before(async () => {
    catalogue = await iamCatalogue();
  });
  for (const { name, property, statements, others, type = 'SERVICE_CONTROL_POLICY', expect, ...rest } of CASES) {
    it(name, () => {
      const level = (list: readonly StatementDocument[]): Level[] => {
        const all = type === 'SERVICE_CONTROL_POLICY' ? [ALLOW, ...list] : list;
        const policies = all.length === 0 ? [] : [{ id: 'p-x', name: 'x', policy: policyOf(all, { type }) }];
        return [{ target: 'r-exam', name: '/', policies }];
      };
      const sides = [statements, ...(others ? [others] : [])].map(level);
      const world = { catalogue, organizationId: 'o-exampleorg1', managementAccount: '111111111111' };
      const result = prove({ name, ...property }, sides, world, type);
      const { counterexample } = result;
      const shown = counterexample && { ...counterexample, context: [...counterexample.context] };
      assert.equal(result.result, expect, JSON.stringify({ ...result, counterexample: shown }));
      if (rest.facts) assert.deepEqual(result.facts.map(({ id }) => id).toSorted(), [...rest.facts].toSorted());
      if (rest.reason) assert.match(result.reason ?? '', rest.reason);
      assert.equal(counterexample !== null, expect === 'refuted');
      if (!counterexample) return;
      rest.counterexample?.(counterexample);
      const said = [...notDerived(counterexample, world).keys()];
      assert.deepEqual(
        said.filter((key) => /^aws:principal(arn|account|isawsservice)$|^aws:requestedregion$/.test(key)),
        [],
      );
      const decided = sides.map((side) =>
        compile(side, { type, managementAccount: '111111111111' }).decide(counterexample),
      );
      assert.ok(property.property !== 'denied' || decided[0] === 'allow');
      assert.ok(property.property !== 'equal' || decided[0] !== decided[1]);
    });
  }
});

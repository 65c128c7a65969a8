import assert from 'node:assert/strict';
import { iamCatalogue } from '../../../src/node/catalogue.js';
import type { Catalogue } from '../../../src/scp/catalogue/catalogue.js';
import { matching } from '../../../src/scp/catalogue/matching.js';
import type { StatementDocument } from '../../../src/scp/policy.js';
import { noEscape } from '../../../src/scp/prove/escape.js';
import { type ProofResult, prove } from '../../../src/scp/prove/prove.js';
import { policyOf } from '../support/policy-of.js';

const EXEMPT = ['arn:*:iam::*:role/break-glass', 'arn:*:iam::*:role/stacksets-exec-*'];
const OTHERS = { ArnNotLike: { 'aws:PrincipalArn': EXEMPT } };
const ALLOW: StatementDocument = { Effect: 'Allow', Action: '*', Resource: '*' };
const GUARD: StatementDocument = { Effect: 'Deny', Action: 'iam:*', Resource: EXEMPT, Condition: OTHERS };

/** Every way to make, change or use a role by its ARN. Source: IAM's actions on the resource type role. */
const ROLE_CHANGES =
  'CreateRole UpdateAssumeRolePolicy PutRolePolicy DeleteRolePolicy AttachRolePolicy DetachRolePolicy PutRolePermissionsBoundary DeleteRolePermissionsBoundary UpdateRole UpdateRoleDescription TagRole UntagRole DeleteRole PassRole'.split(
    ' ',
  );

describe('no escape', () => {
  let catalogue: Catalogue;
  before(async () => {
    catalogue = await iamCatalogue();
  });

  const proof = (property: Parameters<typeof prove>[0], statements: readonly StatementDocument[]): ProofResult => {
    const policies = [{ id: 'p-x', name: 'x', policy: policyOf([ALLOW, ...statements]) }];
    const world = { catalogue, organizationId: null, managementAccount: '111111111111' };
    return prove(property, [[{ target: 'r-exam', name: '/', policies }]], world);
  };

  it('speaks of every action that makes, changes or passes a role', () => {
    const { actions = [], except } = noEscape(EXEMPT);
    const spoken = new Set(actions.flatMap((pattern) => matching(catalogue, pattern)));
    for (const pattern of except?.actions ?? []) for (const name of matching(catalogue, pattern)) spoken.delete(name);
    for (const name of ROLE_CHANGES) assert.ok(spoken.has(`iam:${name}`), name);
  });

  it('is proved of a deny of all of iam on the exempted ARNs, without any fact', () => {
    const { result, facts, reason } = proof(noEscape(EXEMPT), [GUARD]);
    assert.equal(result, 'proved', reason ?? '');
    assert.deepEqual(facts, []);
  });

  const HOLES: readonly (readonly [string, readonly StatementDocument[], string])[] = [
    [
      'a list of actions without PassRole',
      [{ ...GUARD, Action: ROLE_CHANGES.slice(0, -1).map((name) => `iam:${name}`) }],
      'iam:PassRole',
    ],
    ['a guard of one role alone', [{ ...GUARD, Resource: [EXEMPT[0] ?? ''] }], 'stacksets-exec-'],
    [
      'a guard that another account is not under',
      [{ ...GUARD, Condition: { ...OTHERS, StringEquals: { 'aws:PrincipalAccount': '333333333333' } } }],
      ':222222222222:',
    ],
    [
      'a guard that leaves one more role alone',
      [{ ...GUARD, Condition: { ArnNotLike: { 'aws:PrincipalArn': [...EXEMPT, 'arn:*:iam::*:role/admin'] } } }],
      ':role/admin',
    ],
    [
      'root users left out',
      [{ ...GUARD, Condition: { ArnNotLike: { 'aws:PrincipalArn': [...EXEMPT, 'arn:*:iam::*:root'] } } }],
      ':root',
    ],
  ];
  for (const [name, statements, shown] of HOLES) {
    it(`is refuted by ${name}`, () => {
      const { result, counterexample, reason } = proof(noEscape(EXEMPT), statements);
      assert.equal(result, 'refuted', reason ?? '');
      assert.ok(counterexample);
      const { action, resource, principal } = counterexample;
      assert.ok(
        [action, resource, principal].some((text) => text.includes(shown)),
        `${action} ${resource} ${principal}`,
      );
    });
  }
});

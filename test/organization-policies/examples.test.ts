import assert from 'node:assert/strict';
import { organizationPolicies } from '../../src/organization-policies/index.js';
import type { RequestExample } from '../../src/organization-policies/organization-policy.js';
import { decided } from './support/decided.js';
import { examplesOf } from './support/examples-of.js';

/** Who is exempt in the example organization, whatever the control, in every partition; and who only looks like it. */
const EXEMPT = [
  'arn:aws:iam::222222222222:role/break-glass',
  'arn:aws-cn:iam::222222222222:role/ringfence-deploy',
  'arn:aws-us-gov:iam::222222222222:role/AWSControlTowerExecution',
  'arn:aws:iam::222222222222:role/stacksets-exec-0123456789abcdef0',
];
const LOOK_ALIKES = [
  'arn:aws:iam::222222222222:role/break-glass-not',
  'arn:aws:iam::222222222222:role/Break-Glass',
  'arn:aws:iam::222222222222:role/path/break-glass',
  'arn:aws:iam::222222222222:user/break-glass',
  'arn:aws:iam::222222222222:role/AWSControlTowerExecution2',
];

describe('examples of organization policies', () => {
  for (const control of organizationPolicies) {
    for (const example of examplesOf(control)) {
      it(`${control.id}: ${example.name}: ${example.expect}`, () => {
        const { decision, assumed, nearest, by } = decided(control, example);
        assert.equal(decision, example.expect, JSON.stringify({ by, nearest }));
        assert.deepEqual(assumed, []);
      });
    }
  }

  /** Denials of whoever asks; those of strangers to an RCP and of root users are not about roles. */
  const denials = organizationPolicies
    .filter(({ id, kind }) => kind !== 'RESOURCE_CONTROL_POLICY' && id !== 'deny-root-user')
    .flatMap((control) =>
      examplesOf(control)
        .filter(({ expect, principal }) => expect === 'deny' && principal === undefined)
        .map((example) => ({ control, example })),
    );

  it('exempted principals are left alone by every control', () => {
    for (const { control, example } of denials)
      for (const principal of EXEMPT) {
        const { decision } = decided(control, { ...example, principal });
        assert.equal(decision, 'allow', `${control.id}: ${example.name}: ${principal}`);
      }
  });

  it('those that look like them are not', () => {
    for (const { control, example } of denials)
      for (const principal of LOOK_ALIKES) {
        const { decision } = decided(control, { ...example, principal });
        assert.equal(decision, 'deny', `${control.id}: ${example.name}: ${principal}`);
      }
  });

  it('further roles can be exempted', () => {
    for (const { control, example } of denials) {
      const exempted: RequestExample = {
        ...example,
        principal: 'arn:aws:iam::222222222222:role/auditor',
        shared: { ...example.shared, exemptRoles: ['arn:*:iam::*:role/auditor'] },
      };
      assert.equal(decided(control, exempted).decision, 'allow', `${control.id}: ${example.name}`);
    }
  });
});

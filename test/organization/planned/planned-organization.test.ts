import assert from 'node:assert/strict';
import { OrganizationLevels } from '../../../src/organization/levels.js';
import { mapTargets } from '../../../src/organization/model/state.js';
import { placesOf } from '../../../src/organization/places.js';
import { objectName } from '../../../src/organization/plan/desired.js';
import { plannedOrganization } from '../../../src/organization/planned/planned-organization.js';
import type { Organization } from '../../../src/organization/tree.js';
import { compile } from '../../../src/scp/evaluate/decider.js';
import {
  denying,
  FULL,
  foreign,
  organizationWith,
  owned,
  ROOT,
  SANDBOX,
  SHOP,
  WORKLOADS,
  wanted,
} from '../plan/support.js';
import { planOf } from './support.js';

const planned = (organization: Organization, policies: string[] = ['deny-root']) => {
  const { documents } = planOf({ organization, targets: [{ unit: '/Workloads', policies }] });
  return { organization: plannedOrganization(organization, documents), names: documents.map(objectName) };
};

const attached = (organization: Organization, id: string): string[] => [
  ...(placesOf(organization).get(id)?.policies ?? []),
];

describe('plannedOrganization', () => {
  it('has what is planned beside what others own, at the target alone', () => {
    const other = foreign('p-somebodyelse');
    const { organization, names } = planned(organizationWith({ [WORKLOADS]: [other] }));
    assert.deepEqual(attached(organization, WORKLOADS), [FULL.id, other.id, ...names]);
    assert.deepEqual(attached(organization, ROOT), [FULL.id]);
    assert.equal(organization.policies.get(other.id), other);
  });

  it('has nothing of ringfence that is not planned: old documents, and those of waves', () => {
    const old = owned(wanted('ringfence-workloads-1', denying('ecs:RunTask')), 'p-old0000001');
    const { organization, names } = planned(organizationWith({ [WORKLOADS]: [old], [SANDBOX]: [old] }));
    assert.deepEqual(attached(organization, WORKLOADS), [FULL.id, ...names]);
    assert.deepEqual(attached(organization, SANDBOX), [FULL.id]);
    assert.equal(organization.policies.has(old.id), false);
  });

  it('leaves an organization as it is where nothing is planned', () => {
    const organization = organizationWith({ [WORKLOADS]: [foreign('p-somebodyelse')] });
    assert.deepEqual(plannedOrganization(organization, []), organization);
  });

  it('enables the types that are needed, with the policy of AWS that then is everywhere', () => {
    const made = organizationWith();
    const root = mapTargets(made.root, (target) => ({ ...target, policies: [] }));
    const disabled: Organization = { ...made, root, policies: new Map(), policyTypes: {} };
    const { organization } = planned(disabled, ['deny-root', 'perimeter']);
    assert.deepEqual(organization.policyTypes, {
      SERVICE_CONTROL_POLICY: 'ENABLED',
      RESOURCE_CONTROL_POLICY: 'ENABLED',
    });
    assert.deepEqual(attached(organization, SHOP).toSorted(), ['p-FullAWSAccess', 'p-RCPFullAWSAccess']);
    const decider = compile(new OrganizationLevels(organization, 'SERVICE_CONTROL_POLICY').of(SHOP), {
      type: 'SERVICE_CONTROL_POLICY',
      managementAccount: organization.managementAccount,
    });
    const asked = {
      resource: '*',
      principal: `arn:aws:iam::${SHOP}:root`,
      context: new Map([['aws:principalarn', [`arn:aws:iam::${SHOP}:root`]]]),
    };
    assert.equal(decider.decide({ ...asked, action: 's3:ListAllMyBuckets' }), 'allow');
    assert.equal(decider.decide({ ...asked, action: 'ecs:DeleteCluster' }), 'deny');
  });

  it('enables nothing that is on its way out', () => {
    const leaving: Organization = { ...organizationWith(), policyTypes: { SERVICE_CONTROL_POLICY: 'PENDING_DISABLE' } };
    assert.deepEqual(planned(leaving).organization.policyTypes, leaving.policyTypes);
  });
});

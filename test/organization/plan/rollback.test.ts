import assert from 'node:assert/strict';
import { DEFAULTS } from '../../../src/configuration/configuration.js';
import { iamCatalogue } from '../../../src/node/catalogue.js';
import type { PolicyChange } from '../../../src/organization/change.js';
import { objectName } from '../../../src/organization/plan/desired.js';
import { rollbackRefusals } from '../../../src/organization/plan/rollback.js';
import { denying, FULL, organizationWith, owned, SANDBOX, WORKLOADS, wanted } from './support.js';

const harmless = owned(wanted('ringfence-workloads-1', denying('ecs:DeleteCluster')), 'p-harmless');
const locking = owned(wanted('ringfence-workloads-2', denying('*')), 'p-locking0');

const attaching = (policy: typeof harmless, target: string): PolicyChange => ({
  action: 'attach',
  kind: 'SERVICE_CONTROL_POLICY',
  name: policy.name,
  policy: policy.id,
  target,
  targetName: '/Workloads',
  region: null,
  wave: 'everywhere',
  accounts: 1,
  before: null,
  after: policy.content,
  tags: null,
  newName: null,
  risk: 'puts back',
});

const configuration = {
  ...DEFAULTS,
  parameters: { ...DEFAULTS.parameters, breakGlassRoles: ['arn:*:iam::*:role/break-glass'] },
};

/** The rules that refuse these changes. */
async function rules(changes: readonly PolicyChange[], others = [harmless, locking]): Promise<string[]> {
  const organization = organizationWith({}, others);
  const refusals = rollbackRefusals({ organization, changes, configuration, catalogue: await iamCatalogue() });
  return refusals.map(({ rule }) => rule);
}

describe('rollbackRefusals', () => {
  it('lets a policy come back that takes nothing from those who must keep their access', async () => {
    const exempting = JSON.stringify({
      Version: '2012-10-17',
      Statement: [
        {
          Sid: 'DenyDeleteCluster',
          Effect: 'Deny',
          Action: 'ecs:DeleteCluster',
          Resource: '*',
          Condition: { ArnNotLike: { 'aws:PrincipalArn': ['arn:*:iam::*:role/break-glass'] } },
        },
      ],
    });
    const policy = owned(wanted('ringfence-workloads-3', exempting), 'p-exempting');
    assert.deepEqual(await rules([attaching(policy, WORKLOADS)], [policy]), []);
  });

  it('refuses what takes access from a break-glass role', async () => {
    assert.deepEqual([...new Set(await rules([attaching(locking, WORKLOADS)]))], ['lost-access']);
  });

  it('refuses a step that AWS would refuse', async () => {
    assert.deepEqual(await rules([attaching({ ...harmless, id: 'p-harmless' }, 'ou-exam-nowhere0')]), ['not-possible']);
  });

  it('refuses the last service control policy of a target going', async () => {
    const detach: PolicyChange = { ...attaching(FULL, SANDBOX), action: 'detach' };
    assert.deepEqual(await rules([detach]), ['no-policy-left', 'not-possible']);
  });

  it('takes no offence at what is undone already', async () => {
    const detach: PolicyChange = { ...attaching(harmless, WORKLOADS), action: 'detach' };
    assert.deepEqual(await rules([detach]), []);
    const gone: PolicyChange = { ...detach, policy: null, name: objectName(wanted('ringfence-gone', denying('a:B'))) };
    assert.deepEqual(await rules([gone]), []);
  });
});

import assert from 'node:assert/strict';
import type { Account, Organization, OrganizationPolicy, Unit } from '../../src/organization/tree.js';
import { denying, FULL, organizationWith, owned, wanted } from '../organization/plan/support.js';
import { memoryOrganization } from '../support/organizations.js';
import { answerAs } from './fake-api.js';
import { recordedOrganization } from './support.js';

const UNITS = 2_000;
const ACCOUNTS = 10_000;
const POLICIES = 500;

const number = (index: number, digits: number): string => String(index).padStart(digits, '0');

/** 20 units below the root, with 99 each below them; accounts and attachments spread evenly. */
function large(): Organization {
  const small = organizationWith();
  const policies = Array.from(
    { length: POLICIES },
    (_, index): OrganizationPolicy =>
      owned(wanted(`policy-${index}`, denying(`ecs:Action${index}`)), `p-scale${number(index, 5)}`),
  );
  const unit = (index: number, units: readonly Unit[]): Unit => ({
    id: `ou-exam-scale${number(index, 4)}`,
    name: `unit-${index}`,
    policies: [FULL.id, policies[index % POLICIES]?.id ?? FULL.id],
    accounts: Array.from(
      { length: ACCOUNTS / UNITS },
      (_, account): Account => ({
        id: String(300_000_000_000 + index * 5 + account),
        name: `account-${index}-${account}`,
        state: 'ACTIVE',
        policies: [FULL.id],
        tags: {},
      }),
    ),
    units,
    tags: {},
  });
  const tops = Array.from({ length: 20 }, (_, top) =>
    unit(
      top * 100,
      Array.from({ length: 99 }, (_, below) => unit(top * 100 + below + 1, [])),
    ),
  );
  return {
    ...small,
    root: { ...small.root, accounts: [], units: tops },
    policies: new Map([FULL, ...policies].map((policy) => [policy.id, policy])),
  };
}

describe('a large organization', () => {
  it('is read in requests that grow with units, policies and pages of accounts', async function () {
    this.timeout(120_000);
    const { port, organizations, clock } = recordedOrganization();
    answerAs(organizations, memoryOrganization(large()), {}, { emptyPages: false });
    const { value, error } = await port.read();
    assert.equal(error, undefined);
    const bound = 3 * UNITS + (3 * ACCOUNTS) / 20 + 3 * POLICIES + 60;
    console.log(
      `    ${ACCOUNTS} accounts, ${UNITS} units, ${POLICIES} policies: ${value?.apiCalls} requests, of at most ${bound}; ${Math.round(clock.slept / 1000)} s at the documented rates`,
    );
    assert.ok((value?.apiCalls ?? Number.POSITIVE_INFINITY) <= bound);
    assert.equal(value?.organization.policies.size, POLICIES + 1);
  });
});

import assert from 'node:assert/strict';
import type { ConformancePack } from '../../../../src/organization/conformance-pack.js';
import { checksum } from '../../../../src/organization/plan/checksum.js';
import type { Organization, Unit } from '../../../../src/organization/tree.js';
import {
  deployed,
  foreignPack,
  MANAGEMENT,
  ONE,
  organizationOf,
  plannedFor,
  REGION,
  SHOP,
  wantedPack,
} from './support.js';

const recordings = [{ account: SHOP, region: REGION, recorded: 'all' as const, packs: 1, rules: 1 }];
const there = [deployed(wantedPack()), foreignPack('finance')];
const before = organizationOf({ conformancePacks: there, recordings });

const sum = (organization: Organization, desired = [wantedPack({ name: 'ringfence-b' })]): string => {
  const { changes } = plannedFor({ organization, desired });
  return checksum({ version: '0.1.0', source: 'file', configuration: {}, organization, changes });
};
const having = (...conformancePacks: readonly ConformancePack[]) => organizationOf({ conformancePacks, recordings });

/** With one account more in Workloads. */
function withAccount(organization: Organization): Organization {
  const add = (unit: Unit): Unit => {
    const [shop] = unit.accounts.filter(({ id }) => id === SHOP);
    const more = shop ? [{ ...shop, id: '999999999999', name: 'new' }] : [];
    return { ...unit, accounts: [...unit.accounts, ...more], units: unit.units.map(add) };
  };
  return { ...organization, root: add(organization.root) };
}

const CHANGED: readonly (readonly [what: string, organization: Organization])[] = [
  [
    'a pack of ours is excluded from an account',
    having(deployed(wantedPack({ excludedAccounts: [SHOP] })), there[1] ?? assert.fail()),
  ],
  ['a pack of ours has failed', having(deployed(wantedPack(), { status: 'UPDATE_FAILED' }), there[1] ?? assert.fail())],
  ['a template of the file was edited', having(deployed(wantedPack(), { template: ONE }), there[1] ?? assert.fail())],
  ['somebody else has a pack more', having(...there, foreignPack('more'))],
  ['trusted access is off', { ...before, trustedServices: [] }],
  ['nobody says any more what is recorded', organizationOf({ conformancePacks: there })],
];

describe('the checksum of a plan with conformance packs', () => {
  for (const [what, organization] of CHANGED)
    it(`is another where ${what}`, () => assert.notEqual(sum(organization), sum(before)));

  it('is the same in another order of packs, and where an account has more rules or is new', () => {
    assert.equal(sum(having(...there.toReversed())), sum(before));
    const more = recordings.map((one) => ({ ...one, rules: 7 }));
    assert.equal(sum(organizationOf({ conformancePacks: there, recordings: more })), sum(before));
    assert.equal(sum(withAccount(before)), sum(before));
  });

  it('is another where a new account is excluded', () => {
    const desired = (organization: Organization) => [
      wantedPack({
        excludedAccounts: organization === before ? [MANAGEMENT] : [MANAGEMENT, '999999999999'],
      }),
    ];
    const after = withAccount(before);
    assert.notEqual(sum(after, desired(after)), sum(before, desired(before)));
  });
});

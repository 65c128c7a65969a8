import assert from 'node:assert/strict';
import type { AccountRecording, ConformancePack } from '../../../../src/organization/conformance-pack.js';
import type { PackPlanInput } from '../../../../src/organization/plan/packs/pack-draft.js';
import type { Account, Organization } from '../../../../src/organization/tree.js';
import {
  CANARY,
  deployed,
  foreignPack,
  MANAGEMENT,
  ONE,
  organizationOf,
  plannedFor,
  REGION,
  SHOP,
  TRIAL,
  TWO,
  wantedPack,
} from './support.js';

const recording = (account: string, parts: Partial<AccountRecording> = {}): AccountRecording => ({
  account,
  region: REGION,
  recorded: 'all',
  packs: 0,
  rules: 0,
  ...parts,
});
const everybody = [MANAGEMENT, SHOP, TRIAL].map((account) => recording(account));
const withRecordings = (recordings: readonly AccountRecording[] | null, there: readonly ConformancePack[] = []) =>
  organizationOf({ recordings, conformancePacks: there });
const told = (parts: Partial<PackPlanInput>) => {
  const { refusals, notes } = plannedFor(parts);
  return [
    ...refusals.map(({ rule, message, accounts = [] }) => `refused ${rule}: ${message} [${accounts.join(' ')}]`),
    ...notes.map(({ message, accounts = [] }) => `note: ${message} [${accounts.join(' ')}]`),
  ];
};
const a = wantedPack();

describe('what accounts record', () => {
  it('is not checked where nothing says so, and that is told', () => {
    assert.deepEqual(told({ desired: [a] }), [
      'note: not checked: whether the accounts record what the rules need in `eu-west-1`, and how many packs and rules they have: nothing says so []',
    ]);
    assert.deepEqual(told({ organization: withRecordings(null, [deployed(a)]), desired: [a] }), []);
  });

  it('is enough where all or the types that are needed are recorded', () => {
    const recordings = [...everybody.slice(1), recording(MANAGEMENT, { recorded: ['AWS::ECS::Service'] })];
    assert.deepEqual(told({ organization: withRecordings(recordings), desired: [a] }), []);
  });

  it('is refused where there is no recorder, a type is missing; what is not known is said', () => {
    const recordings = [recording(SHOP, { recorded: null }), recording(TRIAL, { recorded: ['AWS::ECS::Cluster'] })];
    assert.deepEqual(told({ organization: withRecordings(recordings), desired: [a] }), [
      `refused recording: 1 account (\`${SHOP}\`) have no recorder of AWS Config in \`eu-west-1\`: turn it on there, or exclude them [${SHOP}]`,
      `refused recording: 1 account (\`${TRIAL}\`) do not record \`AWS::ECS::Service\` in \`eu-west-1\`: record it there, or exclude them [${TRIAL}]`,
      `note: not checked: whether 1 account (\`${MANAGEMENT}\`) record what the rules need in \`eu-west-1\` [${MANAGEMENT}]`,
    ]);
  });

  it('does not matter for accounts that are excluded, or in other regions', () => {
    const recordings = [...everybody, recording(SHOP, { region: 'eu-north-1', recorded: null })];
    const bad = recordings.map((one) => (one.account === TRIAL ? { ...one, recorded: null } : one));
    assert.deepEqual(
      told({ organization: withRecordings(bad), desired: [wantedPack({ excludedAccounts: [TRIAL] })] }),
      [],
    );
  });
});

describe('quotas of AWS Config', () => {
  const many = (count: number): ConformancePack[] =>
    Array.from({ length: count }, (_, index) => foreignPack(`finance-${index}`));

  it('are organization packs of a region, those of others counted', () => {
    assert.deepEqual(told({ organization: withRecordings(everybody, many(49)), desired: [a] }), []);
    assert.deepEqual(told({ organization: withRecordings(everybody, many(50)), desired: [a] }), [
      'refused quota: `eu-west-1` would have 51 organization conformance packs, and takes 50, those of others counted: delete some []',
    ]);
  });

  it('hold at every moment: a canary takes one more', () => {
    const organization = withRecordings(everybody, [...many(49), deployed(a)]);
    const desired = [wantedPack({ template: TWO })];
    const { refusals } = plannedFor({ organization, desired, waves: [CANARY] });
    assert.deepEqual(
      refusals.map(({ rule }) => rule),
      ['quota'],
    );
    assert.deepEqual(plannedFor({ organization, desired }).refusals, []);
  });

  it('are packs and rules of an account, with what is there', () => {
    const full = [recording(MANAGEMENT), recording(SHOP, { packs: 50 }), recording(TRIAL, { packs: 3, rules: 999 })];
    assert.deepEqual(told({ organization: withRecordings(full), desired: [wantedPack({ template: TWO })] }), [
      `refused quota: 1 account (\`${SHOP}\`) in \`eu-west-1\` would have more than 50 conformance packs, with what is there: delete some, or exclude them [${SHOP}]`,
      `refused quota: 1 account (\`${TRIAL}\`) in \`eu-west-1\` would have more than 1000 rules of AWS Config, with what is there: delete some, or exclude them [${TRIAL}]`,
    ]);
    assert.deepEqual(
      told({ organization: withRecordings(full.slice(2).concat(everybody.slice(0, 2))), desired: [a] }),
      [],
    );
  });

  it('count what an update adds, and say where that is not known', () => {
    const at = (rules: number) => everybody.map((one) => ({ ...one, packs: 1, rules }));
    const desired = [wantedPack({ template: TWO })];
    const known = (rules: number) => withRecordings(at(rules), [deployed(a, { template: ONE })]);
    assert.deepEqual(told({ organization: known(999), desired }), []);
    assert.match(told({ organization: known(1000), desired })[0] ?? '', /^refused quota: 3 accounts/);
    assert.deepEqual(told({ organization: withRecordings(at(1000), [deployed(a)]), desired }), [
      'note: not checked: how many rules the replaced templates of `ringfence-a` in `eu-west-1` had, which AWS Config does not give back; they are taken to have as many as the new ones []',
    ]);
  });
});

describe('exclusions', () => {
  /** With so many further accounts in the root. */
  function large(count: number): Organization {
    const organization = organizationOf();
    const [first] = organization.root.accounts;
    assert.ok(first);
    const more = Array.from(
      { length: count },
      (_, index): Account => ({ ...first, id: String(700_000_000_000 + index), name: `more-${index}` }),
    );
    return { ...organization, root: { ...organization.root, accounts: [...organization.root.accounts, ...more] } };
  }
  const outside = (organization: Organization) => organization.root.accounts.map(({ id }) => id).toSorted();

  it('are 1,000 at most', () => {
    const organization = large(1_000);
    const all = outside(organization);
    assert.deepEqual(
      told({ organization, desired: [wantedPack({ excludedAccounts: all.slice(1) })] }).slice(0, -1),
      [],
    );
    assert.deepEqual(told({ organization, desired: [wantedPack({ excludedAccounts: all })] }), [
      'refused exclusions: `ringfence-a` in `eu-west-1`: 1001 accounts would be excluded, and AWS Config takes 1000: use one set of parameters for more accounts, or exclude fewer units []',
    ]);
  });

  it('are too many for waves: one set goes without them and says so, several are refused', () => {
    const organization = large(999);
    const one = plannedFor({ organization, desired: [a], waves: [CANARY] });
    assert.deepEqual(
      one.changes.map(({ action, wave }) => `${wave} ${action}`),
      ['everywhere create'],
    );
    assert.equal(
      one.notes[0]?.message,
      'no waves for conformance packs: a wave would exclude 1002 accounts, and AWS Config takes 1000; they change everywhere after all waves',
    );
    const several = plannedFor({ organization, desired: [a], waves: [CANARY], oneSet: false });
    assert.equal(
      several.refusals[0]?.message,
      '`ringfence-a` in `eu-west-1`: a wave would exclude 1002 accounts, and AWS Config takes 1000; use one set of parameters, or plan without waves',
    );
  });

  it('of an update, too: it is made in place after all waves', () => {
    const organization = {
      ...large(999),
      configuration: { ...organizationOf({ conformancePacks: [deployed(a)] }).configuration },
    };
    const { changes } = plannedFor({ organization, desired: [wantedPack({ template: TWO })], waves: [CANARY] });
    assert.deepEqual(
      changes.map(({ wave, action, name }) => `${wave} ${action} ${name}`),
      ['everywhere update ringfence-a'],
    );
  });
});

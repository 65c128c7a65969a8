import assert from 'node:assert/strict';
import type { ConformancePack } from '../../../../src/organization/conformance-pack.js';
import type { PackPlanInput } from '../../../../src/organization/plan/packs/pack-draft.js';
import {
  ALL_BUT,
  CANARY,
  CONFIG,
  deployed,
  foreignPack,
  MANAGEMENT,
  ONE,
  organizationOf,
  PAUSED,
  plannedFor,
  SANDBOX,
  SECOND,
  SHOP,
  TRIAL,
  TWO,
  wantedPack,
} from './support.js';

type Parts = Partial<PackPlanInput> & { readonly there?: readonly ConformancePack[] };

/** `canary: create ringfence-a without 1111…`: the wave where it is not the last, and who is excluded. */
const short = (parts: Parts): string[] =>
  plannedFor(parts).changes.map(({ wave, action, name, pack }) =>
    [
      wave === 'everywhere' ? '' : `${wave}: `,
      `${action} ${name}`,
      pack && pack.excludedAccounts.length > 0 ? ` without ${pack.excludedAccounts.join(' ')}` : '',
    ].join(''),
  );
const rules = (parts: Parts): string[] => plannedFor(parts).refusals.map(({ rule }) => rule);

const a = wantedPack();
const next = wantedPack({ template: TWO });
const without = (...ids: string[]) => wantedPack({ excludedAccounts: ids });

interface Case extends Parts {
  readonly what: string;
  readonly changes: readonly string[];
}

const CASES: readonly Case[] = [
  { what: 'a pack that is not there', desired: [a], changes: ['create ringfence-a'] },
  { what: 'a pack that is as it is wanted', desired: [a], there: [deployed(a)], changes: [] },
  {
    what: 'a pack with another template, which AWS Config replaces under its name',
    desired: [next],
    there: [deployed(a)],
    changes: ['update ringfence-a'],
  },
  {
    what: 'a pack with another parameter',
    desired: [wantedPack({ parameters: { Port: '1' } })],
    there: [deployed(a)],
    changes: ['update ringfence-a'],
  },
  {
    what: 'a pack with another bucket',
    desired: [wantedPack({ deliveryBucket: 'awsconfigconforms-x' })],
    there: [deployed(a)],
    changes: ['update ringfence-a'],
  },
  {
    what: 'a pack whose template somebody edited in the file',
    desired: [a],
    there: [deployed(a, { template: `${ONE}# edited` })],
    changes: ['update ringfence-a'],
  },
  {
    what: 'a pack that failed',
    desired: [a],
    there: [deployed(a, { status: 'UPDATE_FAILED' })],
    changes: ['update ringfence-a'],
  },
  { what: 'a pack in progress', desired: [a], there: [deployed(a, { status: 'CREATE_IN_PROGRESS' })], changes: [] },
  { what: 'a pack that is no longer wanted', there: [deployed(a)], changes: ['delete ringfence-a'] },
  {
    what: 'a pack of somebody else, by its name, and one by its parameters',
    there: [foreignPack('ringfence-a'), deployed(wantedPack({ name: 'finance' }))],
    changes: [],
  },
  {
    what: 'the same name in another region',
    desired: [wantedPack({ region: 'eu-north-1' })],
    there: [deployed(a)],
    changes: ['create ringfence-a', 'delete ringfence-a'],
  },
  {
    what: 'an account that moves from one pack to another: it has the new one before it loses the old one',
    desired: [without(SHOP), wantedPack({ name: 'ringfence-b', excludedAccounts: ALL_BUT(SHOP) })],
    there: [deployed(a)],
    changes: [`create ringfence-b without ${MANAGEMENT} ${TRIAL} ${PAUSED}`, `update ringfence-a without ${SHOP}`],
  },
  {
    what: 'two accounts that change places: both have both for a moment',
    desired: [without(SHOP), wantedPack({ name: 'ringfence-b', excludedAccounts: [TRIAL] })],
    there: [deployed(without(TRIAL)), deployed(wantedPack({ name: 'ringfence-b', excludedAccounts: [SHOP] }))],
    changes: [
      'update ringfence-a',
      'update ringfence-b',
      `update ringfence-a without ${SHOP}`,
      `update ringfence-b without ${TRIAL}`,
    ],
  },
  {
    what: 'a new pack with a wave: first for its units, and everybody else excluded',
    desired: [a],
    waves: [CANARY],
    changes: [`canary: create ringfence-a without ${MANAGEMENT} ${SHOP} ${PAUSED}`, 'update ringfence-a'],
  },
  {
    what: 'a new pack with two waves: the exclusions only become fewer',
    desired: [without(MANAGEMENT)],
    waves: [CANARY, SECOND],
    changes: [
      `canary: create ringfence-a without ${MANAGEMENT} ${SHOP} ${PAUSED}`,
      `second: update ringfence-a without ${MANAGEMENT}`,
    ],
  },
  {
    what: 'a wave outside of what gets the pack',
    desired: [without(TRIAL)],
    waves: [CANARY],
    changes: [`create ringfence-a without ${TRIAL}`],
  },
  {
    what: 'a run that stopped after its wave',
    desired: [a],
    waves: [CANARY],
    there: [deployed(without(MANAGEMENT, SHOP, PAUSED))],
    changes: ['update ringfence-a'],
  },
  {
    what: 'new content with a wave: a second pack for its units, until all get it under the old name',
    desired: [next],
    waves: [CANARY],
    there: [deployed(a)],
    changes: [
      `canary: create ringfence-a-canary without ${MANAGEMENT} ${SHOP} ${PAUSED}`,
      'update ringfence-a',
      'delete ringfence-a-canary',
    ],
  },
  {
    what: 'new content, and the pack of a run that stopped after its wave',
    desired: [next],
    waves: [CANARY],
    there: [
      deployed(a),
      deployed(wantedPack({ name: 'ringfence-a-canary', template: TWO, excludedAccounts: [MANAGEMENT, SHOP, PAUSED] })),
    ],
    changes: ['update ringfence-a', 'delete ringfence-a-canary'],
  },
  {
    what: 'accounts that are excluded no longer, the first in a wave',
    desired: [a],
    waves: [CANARY],
    there: [deployed(without(SHOP, TRIAL))],
    changes: [`canary: update ringfence-a without ${SHOP}`, 'update ringfence-a'],
  },
  {
    what: 'accounts that become excluded: after all waves',
    desired: [without(TRIAL)],
    waves: [CANARY],
    there: [deployed(a)],
    changes: [`update ringfence-a without ${TRIAL}`],
  },
];

describe('planPacks', () => {
  for (const { what, changes, ...parts } of CASES) it(what, () => assert.deepEqual(short(parts), changes));

  it('turns trusted access on first, as a change that can be seen', () => {
    const organization = { ...organizationOf(), trustedServices: [] };
    assert.deepEqual(short({ organization, desired: [a], waves: [CANARY] }).slice(0, 1), [`canary: enable ${CONFIG}`]);
    assert.deepEqual(short({ organization }), []);
    assert.deepEqual(rules({ organization, desired: [a], mayEnable: false }), ['not-enabled']);
  });

  it('says what differs: accounts, rules, parameters', () => {
    const [change] = plannedFor({
      desired: [wantedPack({ template: TWO, parameters: { Port: '1' }, excludedAccounts: [TRIAL] })],
      there: [deployed(wantedPack({ parameters: { Port: '0' }, excludedAccounts: [SHOP] }), { template: ONE })],
    }).changes;
    assert.equal(change?.difference?.joining, 1);
    assert.equal(change?.difference?.leaving, 0);
    assert.deepEqual(change?.difference?.rules, { added: ['two'], removed: [] });
    assert.deepEqual(
      change?.difference?.parameters.filter(({ name }) => name === 'Port'),
      [{ name: 'Port', before: '0', after: '1' }],
    );
    // Management, shop and trial, which are active, have it at that moment.
    assert.equal(change?.accounts, 3);
  });

  it('does not know the rules of a template that AWS Config does not give back', () => {
    assert.equal(plannedFor({ desired: [next], there: [deployed(a)] }).changes[0]?.difference?.rules, null);
  });

  it('counts no suspended account', () => {
    assert.equal(plannedFor({ desired: [a] }).changes[0]?.accounts, 3);
  });

  it('refuses a name that somebody else has, also that of a canary', () => {
    assert.deepEqual(rules({ desired: [a], there: [foreignPack('ringfence-a')] }), ['name']);
    const there = [deployed(a), foreignPack('ringfence-a-canary')];
    assert.deepEqual(rules({ desired: [next], there, waves: [CANARY] }), ['name']);
    assert.deepEqual(rules({ desired: [next], there }), []);
  });

  it('refuses a template that is too long, unless it goes by a bucket', () => {
    const template = `${ONE}# ${'x'.repeat(51_200)}`;
    assert.deepEqual(rules({ desired: [wantedPack({ template })] }), ['template']);
    assert.deepEqual(rules({ desired: [wantedPack({ template, deliveryBucket: 'awsconfigconforms-x' })] }), []);
  });

  it('refuses an organization without all features', () => {
    const organization = { ...organizationOf(), features: 'CONSOLIDATED_BILLING' as const };
    assert.deepEqual(rules({ organization, desired: [a] }), ['features']);
  });

  it('refuses a wave that meets no pack, where packs are all there is', () => {
    assert.deepEqual(rules({ desired: [without(TRIAL)], waves: [CANARY], alone: true }), ['wave']);
    assert.deepEqual(rules({ desired: [without(TRIAL)], waves: [CANARY] }), []);
    assert.deepEqual(rules({ desired: [a], waves: [{ name: 'canary', units: [SANDBOX] }], alone: true }), []);
  });

  it('says of a pack in progress that its end is not known', () => {
    const { notes } = plannedFor({ desired: [a], there: [deployed(a, { status: 'CREATE_IN_PROGRESS' })] });
    assert.match(
      notes[0]?.message ?? '',
      /^not known yet: whether `ringfence-a` in `eu-west-1`, which is CREATE_IN_PROGRESS/,
    );
  });
});

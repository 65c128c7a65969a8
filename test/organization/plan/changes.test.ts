import assert from 'node:assert/strict';
import { planChanges } from '../../../src/organization/plan/changes.js';
import { objectName } from '../../../src/organization/plan/desired.js';
import type { PlanInput } from '../../../src/organization/plan/draft.js';
import { checkSteps } from '../../../src/organization/plan/steps.js';
import {
  denying,
  FULL,
  foreign,
  input,
  MANAGEMENT,
  organizationWith,
  owned,
  ROOT,
  SANDBOX,
  WORKLOADS,
  wanted,
} from './support.js';

const one = wanted('ringfence-workloads-1', denying('ecs:DeleteCluster'));
const next = wanted('ringfence-workloads-1', denying('ecs:DeleteCluster', 'ecs:DeleteService'));
const other = wanted('ringfence-workloads-2', denying('iam:DeleteRole'));

/** Changes in short: `attach one → ou-…`, with the wave where it is not the last. */
const short = (parts: Partial<PlanInput>): string[] =>
  planChanges(input(parts)).changes.map(({ action, name, target, wave, newName }) =>
    [
      wave === 'everywhere' ? '' : `${wave}: `,
      `${action} ${name}`,
      newName === null ? '' : ` to ${newName}`,
      target === null || action === 'create' || action === 'update' ? '' : ` at ${target}`,
    ].join(''),
  );

const rules = (parts: Partial<PlanInput>): string[] => planChanges(input(parts)).refusals.map(({ rule }) => rule);

const ONE = objectName(one);
const NEXT = objectName(next);

describe('planChanges', () => {
  it('creates, then attaches', () => {
    assert.deepEqual(short({ desired: [one] }), [`create ${ONE}`, `attach ${ONE} at ${WORKLOADS}`]);
  });

  it('does nothing where everything is as it is wanted', () => {
    const organization = organizationWith({ [WORKLOADS]: [owned(one, 'p-one00000')] });
    assert.deepEqual(short({ organization, desired: [one] }), []);
  });

  it('attaches the new version before it detaches the old one', () => {
    const organization = organizationWith({ [WORKLOADS]: [owned(one, 'p-one00000')] });
    assert.deepEqual(short({ organization, desired: [next] }), [
      `create ${NEXT}`,
      `attach ${NEXT} at ${WORKLOADS}`,
      `detach ${ONE} at ${WORKLOADS}`,
      `delete ${ONE}`,
    ]);
  });

  it('updates in place where no slot is free', () => {
    const organization = organizationWith({ [WORKLOADS]: [owned(one, 'p-one00000')] });
    assert.deepEqual(short({ organization, desired: [next], perTarget: () => 2 }), [`update ${ONE} to ${NEXT}`]);
  });

  it('updates in the order that keeps a statement which moves between documents in force', () => {
    const first = { ...one, content: denying('a:A', 'b:B') };
    const second = { ...other, content: denying('c:C') };
    const organization = organizationWith({ [WORKLOADS]: [owned(first, 'p-one00000'), owned(second, 'p-two00000')] });
    // b:B moves from the first to the second: the second is updated first.
    const desired = [
      { ...one, content: denying('a:A') },
      { ...other, content: denying('b:B', 'c:C') },
    ];
    assert.deepEqual(
      short({ organization, desired, perTarget: () => 3 }).map((text) => text.split('.')[0]),
      ['update ringfence-workloads-2', 'update ringfence-workloads-1'],
    );
  });

  it('refuses where two documents change places and no slot is free', () => {
    const first = { ...one, content: denying('a:A') };
    const second = { ...other, content: denying('b:B') };
    const organization = organizationWith({ [WORKLOADS]: [owned(first, 'p-one00000'), owned(second, 'p-two00000')] });
    const desired = [
      { ...one, content: denying('b:B') },
      { ...other, content: denying('a:A') },
    ];
    assert.deepEqual(rules({ organization, desired, perTarget: () => 3 }), ['less-guarded']);
  });

  it('counts what others own, and leaves it alone', () => {
    const organization = organizationWith({ [WORKLOADS]: [foreign('p-foreign01'), foreign('p-foreign02')] });
    assert.deepEqual(rules({ organization, desired: [one], perTarget: () => 3 }), ['quota']);
    assert.deepEqual(short({ organization, desired: [], perTarget: () => 3 }), []);
  });

  it('refuses a name that somebody else has', () => {
    const organization = organizationWith({}, [{ ...foreign('p-foreign01'), name: ONE }]);
    assert.deepEqual(rules({ organization, desired: [one] }), ['name']);
  });

  it('detaches and deletes what the configuration no longer has', () => {
    const organization = organizationWith({ [WORKLOADS]: [owned(one, 'p-one00000')] });
    assert.deepEqual(short({ organization }), [`detach ${ONE} at ${WORKLOADS}`, `delete ${ONE}`]);
  });

  it('gives a policy that somebody edited its content back', () => {
    const edited = { ...owned(one, 'p-one00000'), content: denying('nothing:AtAll') };
    const organization = organizationWith({ [WORKLOADS]: [edited] });
    assert.deepEqual(short({ organization, desired: [one] }), [`update ${ONE}`]);
  });

  it('enables the type of policy first, and refuses an organization without all features', () => {
    const organization = { ...organizationWith(), policyTypes: {} };
    assert.deepEqual(short({ organization, desired: [one] })[0], 'enable SERVICE_CONTROL_POLICY');
    assert.deepEqual(rules({ organization: { ...organization, features: 'CONSOLIDATED_BILLING' }, desired: [one] }), [
      'features',
    ]);
  });

  it('gives the service that carries a type out trusted access, where it has none', () => {
    const backup = wanted('ringfence-workloads-backup', '{}', WORKLOADS, 'BACKUP_POLICY');
    const enabled = { SERVICE_CONTROL_POLICY: 'ENABLED', BACKUP_POLICY: 'ENABLED' } as const;
    assert.deepEqual(short({ desired: [backup] }).slice(0, 2), ['enable BACKUP_POLICY', 'enable backup.amazonaws.com']);
    const trusted = { ...organizationWith(), policyTypes: enabled, trustedServices: ['backup.amazonaws.com'] };
    assert.deepEqual(
      short({ organization: trusted, desired: [backup] }).filter((change) => change.startsWith('enable')),
      [],
    );
  });

  it('refuses what is not enabled and may not be', () => {
    const organization = { ...organizationWith(), policyTypes: {} };
    const mayEnable = (type: string): boolean => type !== 'SERVICE_CONTROL_POLICY';
    assert.deepEqual(rules({ organization, desired: [one], mayEnable }), ['not-enabled']);
    assert.deepEqual(rules({ desired: [one], mayEnable }), []);
    const guardduty = wanted('ringfence-workloads-guardduty', '{}', WORKLOADS, 'GUARDDUTY_POLICY');
    // The type and the service: two things that are not enabled.
    assert.deepEqual(rules({ desired: [guardduty], mayEnable: () => false }), ['not-enabled', 'not-enabled']);
  });

  it('refuses the management account and targets that are not there', () => {
    assert.deepEqual(rules({ desired: [{ ...one, target: MANAGEMENT }] }), ['management-account']);
    assert.deepEqual(rules({ desired: [{ ...one, target: 'ou-exam-nowhere0' }] }), ['target']);
  });

  it('counts the accounts below, without the management account and closed ones', () => {
    const [, attach] = planChanges(input({ desired: [{ ...one, target: ROOT }] })).changes;
    assert.equal(attach?.accounts, 2);
  });
});

describe('planChanges with waves', () => {
  const waves = [{ name: 'canary', units: [SANDBOX] }];

  it('attaches to the units of a wave, then at the target, then takes the first away', () => {
    assert.deepEqual(short({ desired: [one], waves }), [
      `canary: create ${ONE}`,
      `canary: attach ${ONE} at ${SANDBOX}`,
      `attach ${ONE} at ${WORKLOADS}`,
      `detach ${ONE} at ${SANDBOX}`,
    ]);
    const organization = organizationWith({ [SANDBOX]: [owned(one, 'p-one00000')] });
    assert.deepEqual(short({ organization, desired: [one], waves }), [
      `attach ${ONE} at ${WORKLOADS}`,
      `detach ${ONE} at ${SANDBOX}`,
    ]);
  });

  it('keeps the old version at the target until the last wave', () => {
    const organization = organizationWith({ [WORKLOADS]: [owned(one, 'p-one00000')] });
    assert.deepEqual(short({ organization, desired: [next], waves }), [
      `canary: create ${NEXT}`,
      `canary: attach ${NEXT} at ${SANDBOX}`,
      `attach ${NEXT} at ${WORKLOADS}`,
      `detach ${ONE} at ${WORKLOADS}`,
      `detach ${NEXT} at ${SANDBOX}`,
      `delete ${ONE}`,
    ]);
  });

  it('mends what somebody edited during a wave, and takes it from the units of the wave in the same plan', () => {
    const edited = { ...owned(next, 'p-next0000'), content: denying('nothing:AtAll') };
    const organization = organizationWith({ [WORKLOADS]: [owned(one, 'p-one00000')], [SANDBOX]: [edited] });
    assert.deepEqual(short({ organization, desired: [next], waves }), [
      `attach ${NEXT} at ${WORKLOADS}`,
      `update ${NEXT}`,
      `detach ${ONE} at ${WORKLOADS}`,
      `detach ${NEXT} at ${SANDBOX}`,
      `delete ${ONE}`,
    ]);
  });

  it('replaces a version that is still in a wave', () => {
    const third = wanted('ringfence-workloads-1', denying('ecs:DeleteCluster', 'ecs:DeleteTaskSet'));
    const organization = organizationWith({
      [WORKLOADS]: [owned(one, 'p-one00000')],
      [SANDBOX]: [owned(next, 'p-next0000')],
    });
    assert.deepEqual(short({ organization, desired: [third], waves }), [
      `canary: create ${objectName(third)}`,
      `canary: attach ${objectName(third)} at ${SANDBOX}`,
      `attach ${objectName(third)} at ${WORKLOADS}`,
      `detach ${ONE} at ${WORKLOADS}`,
      `detach ${NEXT} at ${SANDBOX}`,
      `detach ${objectName(third)} at ${SANDBOX}`,
      `delete ${ONE}`,
      `delete ${NEXT}`,
    ]);
  });

  it('refuses a wave below no target, and one without a slot', () => {
    assert.deepEqual(rules({ desired: [{ ...one, target: SANDBOX }], waves }), ['wave']);
    const organization = organizationWith({ [SANDBOX]: [foreign('p-foreign01')] });
    assert.deepEqual(rules({ organization, desired: [one], waves, perTarget: () => 2 }), ['slots']);
  });

  it('refuses to replace in place under waves', () => {
    const organization = organizationWith({ [WORKLOADS]: [owned(one, 'p-one00000')] });
    assert.ok(rules({ organization, desired: [next], waves, perTarget: () => 2 }).includes('slots'));
  });
});

describe('checkSteps', () => {
  const organization = organizationWith({ [WORKLOADS]: [owned(one, 'p-one00000')] });
  const { changes } = planChanges(input({ organization, desired: [next, other] }));

  it('accepts what the planner makes', () => {
    assert.deepEqual(
      checkSteps(organization, changes, () => 10),
      [],
    );
  });

  it('finds a moment with less than before and after', () => {
    const order = ['create', 'detach', 'attach', 'delete'];
    const turned = changes.toSorted((a, b) => order.indexOf(a.action) - order.indexOf(b.action));
    const [problem] = checkSteps(organization, turned, () => 10);
    assert.equal(problem?.rule, 'less-guarded');
    assert.match(problem?.message ?? '', /step 3 \(detach/);
  });

  it('finds a target over its quota on the way', () => {
    const [problem] = checkSteps(organization, changes, () => 3);
    assert.equal(problem?.rule, 'quota');
  });

  it('finds a target without any service control policy', () => {
    const [, attach] = planChanges(input({ desired: [one] })).changes;
    assert.ok(attach);
    const detach = { ...attach, action: 'detach' as const, name: FULL.name, policy: FULL.id };
    assert.equal(checkSteps(organizationWith(), [detach], () => 10)[0]?.rule, 'no-policy-left');
  });
});

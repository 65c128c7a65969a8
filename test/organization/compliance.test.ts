import assert from 'node:assert/strict';
import { parameterDefaults } from '../../src/controls/control.js';
import { controls } from '../../src/controls/index.js';
import { configRules } from '../../src/emit/config/config-rules.js';
import { complianceOf, complianceSummary, type RuleCompliance } from '../../src/organization/compliance.js';
import type { Account, Unit } from '../../src/organization/tree.js';

const account = (id: string, name: string, state: Account['state'] = 'ACTIVE'): Account => ({
  id,
  name,
  state,
  policies: [],
  tags: {},
});
const unit = (name: string, accounts: readonly Account[], units: readonly Unit[] = []): Unit => ({
  id: `ou-${name}`,
  name,
  policies: [],
  accounts,
  units,
  tags: {},
});

/** Root: management. Workloads: shop; below it Production: till, and one that is closed. */
const root = unit(
  'Root',
  [account('111111111111', 'management')],
  [
    unit(
      'Workloads',
      [account('222222222222', 'shop')],
      [unit('Production', [account('333333333333', 'till'), account('444444444444', 'old', 'CLOSED')])],
    ),
  ],
);

const rule = (name: string, more: Partial<RuleCompliance> = {}): RuleCompliance => ({
  rule: name,
  account: '222222222222',
  region: 'eu-west-1',
  compliance: 'COMPLIANT',
  nonCompliant: { count: 0, orMore: false },
  ...more,
});

const compliance = (rules: readonly RuleCompliance[], regions = ['eu-west-1']) =>
  complianceOf({
    root,
    regions,
    controls: ['service-multi', 'service-multi-az', 'container-user'],
    rules,
  });

/** A rule's name, and the control that it is of. */
const NAMES: readonly (readonly [string, string | null])[] = [
  ['ringfence-container-user', 'container-user'],
  ['ringfence-container-user-conformance-pack-abc123', 'container-user'],
  ['ringfence-service-multi-az-conformance-pack-abc', 'service-multi-az'],
  ['ringfence-service-multi-az-2-conformance-pack-abc', 'service-multi-az'],
  ['ringfence-service-multi-conformance-pack-abc', 'service-multi'],
  ['ringfence-container-username-conformance-pack-abc', null],
  ['container-user-conformance-pack-abc', null],
  ['OrgConfigRule-x', null],
];

describe('compliance', () => {
  for (const [name, control] of NAMES) {
    it(`of the rule ${name} is that of ${control ?? 'no control'}`, () => {
      assert.deepEqual(
        compliance([rule(name)]).results.map((result) => result.control),
        control === null ? [] : [control],
      );
    });
  }

  it('tells the account, its name and unit, and the resources that do not comply', () => {
    const { results } = compliance([
      rule('ringfence-container-user-conformance-pack-a', {
        account: '333333333333',
        compliance: 'NON_COMPLIANT',
        nonCompliant: { count: 100, orMore: true },
      }),
      rule('ringfence-container-user-conformance-pack-a', { compliance: 'INSUFFICIENT_DATA', nonCompliant: null }),
    ]);
    assert.deepEqual(results, [
      {
        control: 'container-user',
        rule: 'ringfence-container-user-conformance-pack-a',
        account: '222222222222',
        accountName: 'shop',
        unit: '/Workloads',
        region: 'eu-west-1',
        compliance: 'INSUFFICIENT_DATA',
        resources: { nonCompliant: null, orMore: false, compliant: null },
      },
      {
        control: 'container-user',
        rule: 'ringfence-container-user-conformance-pack-a',
        account: '333333333333',
        accountName: 'till',
        unit: '/Workloads/Production',
        region: 'eu-west-1',
        compliance: 'NON_COMPLIANT',
        resources: { nonCompliant: 100, orMore: true, compliant: null },
      },
    ]);
  });

  it('of every rule that is emitted is that of its control', () => {
    const rules = controls.flatMap((control) =>
      configRules(control, parameterDefaults(control)).map(({ name }) => [name, control.id]),
    );
    assert.ok(rules.length > 0);
    for (const [name = '', id] of rules) {
      const found = complianceOf({
        root,
        regions: [],
        controls: controls.map((control) => control.id),
        rules: [rule(`${name}-conformance-pack-x`)],
      });
      assert.deepEqual(
        found.results.map(({ control }) => control),
        [id],
      );
    }
  });

  it('leaves out accounts outside the tree', () => {
    assert.deepEqual(compliance([rule('ringfence-container-user', { account: '999999999999' })]).results, []);
  });

  it('is not known of active accounts that nothing is said of, in each region', () => {
    const { notKnown } = compliance(
      [rule('ringfence-container-user'), rule('their-rule', { account: '333333333333' })],
      ['eu-west-1', 'us-east-1'],
    );
    const seen = notKnown.map((one) => `${one.account} ${one.accountName} ${one.unit} ${one.region}`);
    assert.deepEqual(seen, [
      '111111111111 management / eu-west-1',
      '111111111111 management / us-east-1',
      '222222222222 shop /Workloads us-east-1',
      '333333333333 till /Workloads/Production eu-west-1',
      '333333333333 till /Workloads/Production us-east-1',
    ]);
  });

  it('is counted', () => {
    const found = compliance([
      rule('ringfence-container-user', { compliance: 'NON_COMPLIANT' }),
      rule('ringfence-service-multi'),
      rule('ringfence-service-multi-az', { compliance: 'INSUFFICIENT_DATA' }),
      rule('ringfence-service-multi-az-2', { compliance: 'NOT_APPLICABLE' }),
    ]);
    assert.deepEqual(complianceSummary(found), {
      compliant: 1,
      nonCompliant: 1,
      insufficientData: 1,
      notApplicable: 1,
      notKnown: 2,
    });
  });
});

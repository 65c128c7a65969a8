import assert from 'node:assert/strict';
import { DEFAULTS } from '../../src/configuration/configuration.js';
import { controls } from '../../src/controls/index.js';
import { iamCatalogue } from '../../src/node/catalogue.js';
import { everyAccount } from '../../src/organization/places.js';
import { planDeployment } from '../../src/organization/plan/deployment.js';
import { planPacks } from '../../src/organization/plan/packs/pack-changes.js';
import { packTemplates } from '../../src/organization/planned/pack-templates.js';
import { NO_PACKS, plannedPacks } from '../../src/organization/planned/planned-packs.js';
import { plannedState } from '../../src/organization/planned/planned-state.js';
import type { Account, Organization, OrganizationPolicy, Unit } from '../../src/organization/tree.js';
import { organizationPolicies } from '../../src/organization-policies/index.js';

const FULL: OrganizationPolicy = {
  id: 'p-FullAWSAccess',
  type: 'SERVICE_CONTROL_POLICY',
  name: 'FullAWSAccess',
  description: '',
  awsManaged: true,
  content: '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}',
  tags: {},
};

const UNITS = 2000;
const ACCOUNTS_EACH = 5;
const POLICIES = 500;

/** Somebody else's policies, each of its own. */
function foreignPolicy(index: number): OrganizationPolicy {
  const exempt = ['arn:*:iam::*:role/break-glass', 'arn:*:iam::*:role/ringfence-deploy'];
  const statement = {
    Sid: `Foreign${index}`,
    Effect: 'Deny',
    Action: ['s3:Delete*', 'ec2:Terminate*'],
    Resource: '*',
    Condition: {
      StringNotEquals: { 'aws:PrincipalTag/team': `t${index}` },
      ArnNotLike: { 'aws:PrincipalArn': exempt },
    },
  };
  const content = JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
  return {
    ...FULL,
    id: `p-foreign${String(index).padStart(5, '0')}`,
    name: `foreign-${index}`,
    awsManaged: false,
    content,
  };
}

/** 2,000 units in trees four deep, five accounts in each, a policy of somebody else on every fourth. */
function largeOrganization(): Organization {
  const policies = Array.from({ length: POLICIES }, (_, index) => foreignPolicy(index));
  let made = 0;
  const accounts = (): Account[] =>
    Array.from({ length: ACCOUNTS_EACH }, (_, index) => ({
      id: String(200_000_000_000 + made * ACCOUNTS_EACH + index),
      name: `account-${made}-${index}`,
      state: 'ACTIVE',
      policies: [FULL.id],
      tags: {},
    }));
  const unit = (depth: number, name: string): Unit => {
    const number = ++made;
    const own = number % 4 === 0 ? [policies[number / 4 - 1]?.id ?? FULL.id] : [];
    const id = `ou-scal-${String(number).padStart(8, '0')}`;
    const mine = accounts();
    const units: Unit[] = [];
    for (let child = 0; depth < 4 && child < 7 && made < UNITS; child++)
      units.push(unit(depth + 1, `${name}-${child}`));
    return { id, name, policies: [FULL.id, ...own], accounts: mine, units, tags: {} };
  };
  const units: Unit[] = [];
  while (made < UNITS) units.push(unit(1, `Unit${units.length}`));
  return {
    id: 'o-scale00001',
    managementAccount: '111111111111',
    features: 'ALL',
    root: { id: 'r-scal', name: 'Root', policies: [FULL.id], accounts: [], units, tags: {} },
    policies: new Map([FULL, ...policies].map((policy) => [policy.id, policy])),
    policyTypes: { SERVICE_CONTROL_POLICY: 'ENABLED' },
    configuration: { conformancePacks: [], rules: [], recordings: null },
  };
}

describe('a plan for 10,000 accounts, 2,000 units and 500 policies of others', function () {
  this.timeout(300_000);

  it('affects every account once, and refuses nothing; prints what it took', async () => {
    const organization = largeOrganization();
    const configuration = {
      ...DEFAULTS,
      parameters: { regions: ['eu-west-1'], breakGlassRoles: ['arn:*:iam::*:role/break-glass'] },
      organization: {
        deploymentRole: 'arn:*:iam::*:role/ringfence-deploy',
        targets: [
          { unit: '/', policies: ['deny-root-user', 'deny-ecs-outside-regions'] },
          ...organization.root.units.map(({ id }) => ({ unit: id, policies: ['deny-service-public-ip'] })),
        ],
      },
    };
    const catalogue = await iamCatalogue();
    const before = process.cpuUsage();
    const sources = { organization, configuration, controls: organizationPolicies, files: new Map() };
    const state = plannedState(sources);
    const plan = planDeployment({
      about: { id: organization.id, source: 'test', caller: null, endpoint: null },
      reading: { organization, apiCalls: 0 },
      configuration,
      state,
      packs: NO_PACKS,
      catalogue,
      version: '0.1.0',
      allowAccounts: 20_000,
    });
    const { user, system } = process.cpuUsage(before);
    const megabytes = process.memoryUsage().rss / 1e6;
    console.log(`      ${((user + system) / 1e6).toFixed(1)} s of processor time, ${megabytes.toFixed(0)} MB`);
    assert.deepEqual(plan.refusals, []);
    assert.equal(plan.affected.length, UNITS * ACCOUNTS_EACH);
    assert.equal(plan.changes.filter(({ action }) => action === 'attach').length, 1 + organization.root.units.length);
  });

  it('with conformance packs in five regions: everybody gets them once; prints what it took', () => {
    const organization = largeOrganization();
    const regions = ['eu-central-1', 'eu-north-1', 'eu-west-1', 'eu-west-2', 'eu-west-3'];
    const recordings = everyAccount(organization).flatMap(({ id }) =>
      regions.map((region) => ({ account: id, region, recorded: 'all' as const, packs: 1, rules: 10 })),
    );
    const known = { ...organization, configuration: { ...organization.configuration, recordings } };
    const configuration = { ...DEFAULTS, organization: { config: { regions } } };
    const before = process.cpuUsage();
    const { packs, oneSet } = plannedPacks({ organization: known, configuration, controls, templates: packTemplates });
    const waves = [{ name: 'canary', units: [organization.root.units[0]?.id ?? ''] }];
    const plan = planPacks({ organization: known, desired: packs, oneSet, waves, alone: true, mayEnable: true });
    const { user, system } = process.cpuUsage(before);
    console.log(`      ${((user + system) / 1e6).toFixed(1)} s of processor time`);
    assert.deepEqual(plan.refusals, []);
    // More accounts than a wave may exclude, and one set: no waves, which is said.
    assert.equal(plan.notes.length, 1);
    assert.deepEqual(
      plan.changes.map(({ accounts }) => accounts),
      Array.from({ length: packs.length + 1 }, () => UNITS * ACCOUNTS_EACH),
    );
  });
});

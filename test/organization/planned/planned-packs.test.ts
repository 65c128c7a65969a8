import assert from 'node:assert/strict';
import { type Configuration, DEFAULTS } from '../../../src/configuration/configuration.js';
import type { Organization as Configured } from '../../../src/configuration/schema.js';
import { controls } from '../../../src/controls/index.js';
import { PACK_PARAMETER } from '../../../src/organization/conformance-pack.js';
import { templateDigest } from '../../../src/organization/pack-deployment.js';
import { type PackTemplates, packTemplates } from '../../../src/organization/planned/pack-templates.js';
import { NO_PACKS, plannedPacks } from '../../../src/organization/planned/planned-packs.js';
import { organizationOf, PAUSED, SANDBOX, SHOP, TRIAL, templateOf } from '../plan/packs/support.js';
import { MANAGEMENT, WORKLOADS } from '../plan/support.js';

/** One pack, with the parameter of the control `service-multi-az`. */
const templates: PackTemplates = (selected) => {
  const one = selected.find(({ control }) => control.id === 'service-multi-az');
  const minimum = String(one?.parameters['minimumSubnets'] ?? 'none');
  const made = { rules: 1, resourceTypes: ['AWS::ECS::Service'], controls: ['service-multi-az'] };
  return [{ ...made, name: 'ringfence-a', template: templateOf('one'), parameters: { Minimum: minimum } }];
};

const configured = (organization: Configured, parts: Partial<Configuration> = {}): Configuration => ({
  ...DEFAULTS,
  ...parts,
  organization,
});

const planned = (organization: Configured, made: PackTemplates = templates, parts: Partial<Configuration> = {}) =>
  plannedPacks({
    organization: organizationOf(),
    configuration: configured(organization, parts),
    controls,
    templates: made,
  });

/** `eu-west-1 ringfence-a (2) without 1111…` */
const short = (organization: Configured, parts: Partial<Configuration> = {}): string[] =>
  planned(organization, templates, parts).packs.map(
    ({ region, name, parameters, excludedAccounts }) =>
      `${region} ${name} (${parameters['Minimum']}) without ${excludedAccounts.join(' ') || 'nobody'}`,
  );

const config: NonNullable<Configured['config']> = { regions: ['eu-west-1'], profile: 'strict' };
const subnets = (minimumSubnets: number) => ({ 'service-multi-az': { parameters: { minimumSubnets } } });

describe('plannedPacks', () => {
  it('are none without a section of AWS Config', () => {
    assert.deepEqual(planned({}), { packs: [], oneSet: true, problems: [] });
  });

  it('are for everybody in each region, once', () => {
    assert.deepEqual(short({ config: { ...config, regions: ['eu-west-1', 'eu-central-1', 'eu-west-1'] } }), [
      'eu-central-1 ringfence-a (2) without nobody',
      'eu-west-1 ringfence-a (2) without nobody',
    ]);
  });

  it('carry the digest of their template', () => {
    const [pack] = planned({ config }).packs;
    assert.equal(pack?.parameters[PACK_PARAMETER], templateDigest(templateOf('one')));
    assert.equal(pack?.deliveryBucket, null);
    const [delivered] = planned({ config: { ...config, deliveryBucket: 'awsconfigconforms-x' } }).packs;
    assert.equal(delivered?.deliveryBucket, 'awsconfigconforms-x');
  });

  it('leave out units and accounts that are excluded, in whatever state', () => {
    assert.deepEqual(short({ config: { ...config, excludeUnits: ['/Workloads'] } }), [
      `eu-west-1 ringfence-a (2) without ${SHOP} ${TRIAL} ${PAUSED}`,
    ]);
    assert.deepEqual(short({ config: { ...config, excludeUnits: [MANAGEMENT] } }), [
      `eu-west-1 ringfence-a (2) without ${MANAGEMENT}`,
    ]);
  });

  it('are two sets where a unit overrides a parameter, each without the accounts of the other', () => {
    assert.deepEqual(short({ config, targets: [{ unit: '/Workloads/Sandbox', controls: subnets(3) }] }), [
      `eu-west-1 ringfence-a (2) without ${TRIAL}`,
      `eu-west-1 ringfence-a-workloads-sandbox (3) without ${MANAGEMENT} ${SHOP} ${PAUSED}`,
    ]);
    assert.equal(planned({ config, targets: [{ unit: '/Workloads/Sandbox', controls: subnets(3) }] }).oneSet, false);
  });

  it('take the nearest of two overrides', () => {
    const targets = [
      { unit: SANDBOX, controls: subnets(4) },
      { unit: WORKLOADS, controls: subnets(3) },
    ];
    assert.deepEqual(
      short({ config, targets }).map((text) => text.replace(/ without.*/, '')),
      ['eu-west-1 ringfence-a (2)', `eu-west-1 ringfence-a-${WORKLOADS} (3)`, `eu-west-1 ringfence-a-${SANDBOX} (4)`],
    );
  });

  it('are one set where overrides come to the same', () => {
    const parameters = { regions: ['eu-west-1'] };
    assert.deepEqual(short({ config, targets: [{ unit: '/Workloads', parameters, controls: subnets(2) }] }), [
      'eu-west-1 ringfence-a (2) without nobody',
    ]);
    // Overridden everywhere with the default.
    assert.deepEqual(short({ config, targets: [{ unit: '/', controls: subnets(2) }] }), [
      'eu-west-1 ringfence-a (2) without nobody',
    ]);
  });

  it('have no set for nobody', () => {
    assert.deepEqual(short({ config, targets: [{ unit: '/', controls: subnets(3) }] }), [
      'eu-west-1 ringfence-a-root (3) without nobody',
    ]);
  });

  it('take the parameters of the configuration', () => {
    const parts = { controls: { 'service-multi-az': { enabled: true, parameters: { minimumSubnets: 3 } } } };
    assert.deepEqual(short({ config }, parts), ['eu-west-1 ringfence-a (3) without nobody']);
  });

  it('are of the essential profile unless another is named', () => {
    const [made] = controls;
    assert.ok(made);
    const stricter = [...controls, { ...made, id: 'of-our-own', profile: 'recommended' as const }];
    const ids = (profile?: 'recommended') => {
      const found: string[] = [];
      const counting: PackTemplates = (selected) => {
        found.push(...selected.map(({ control }) => control.id));
        return [];
      };
      const configuration = configured({ config: { regions: ['eu-west-1'], ...(profile && { profile }) } });
      plannedPacks({ organization: organizationOf(), configuration, controls: stricter, templates: counting });
      return found;
    };
    assert.equal(ids().includes('of-our-own'), false);
    assert.equal(ids('recommended').includes('of-our-own'), true);
  });

  it('are refused without regions, for a unit that is not there, for what the emitter cannot make', () => {
    assert.deepEqual(planned({ config: {} }).problems, [
      '`organization.config.regions` is not set: name the regions for packs',
    ]);
    assert.match(
      planned({ config: { ...config, excludeUnits: ['/Nowhere'] } }).problems[0] ?? '',
      /no unit `\/Nowhere`/,
    );
    assert.deepEqual(planned({ config: { regions: ['Ireland', 'us-gov-west-1'] } }).problems, [
      '`Ireland` in `organization.config` is no region, such as `eu-west-1`',
    ]);
    assert.deepEqual(planned({ config: { regions: ['eu-west-1'], formerRegions: ['Ireland'] } }).problems, [
      '`Ireland` in `organization.config` is no region, such as `eu-west-1`',
    ]);
    assert.deepEqual(planned({ config }, () => 'too long').problems, ['too long']);
  });

  it('are none in regions that had some', () => {
    assert.deepEqual(planned({ config: { formerRegions: ['eu-central-1'] } }), { ...NO_PACKS });
    const { packs } = planned({ config: { ...config, formerRegions: ['us-east-1'] } });
    assert.equal(packs.length > 0 && packs.every(({ region }) => region !== 'us-east-1'), true);
  });

  it('come from the emitter: names, digests, and templates that declare them', () => {
    const { packs } = planned({ config: { regions: ['eu-west-1'] } }, packTemplates);
    assert.ok(packs.length > 0);
    for (const { name, template, parameters } of packs) {
      assert.match(name, /^ringfence-essential-/);
      for (const parameter of Object.keys(parameters)) assert.ok(template.includes(`${parameter}:`), parameter);
    }
  });
});

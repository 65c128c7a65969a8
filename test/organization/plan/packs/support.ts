import { type ConformancePack, PACK_PARAMETER } from '../../../../src/organization/conformance-pack.js';
import { templateDigest } from '../../../../src/organization/pack-deployment.js';
import type { DesiredPack } from '../../../../src/organization/plan/packs/desired-pack.js';
import { planPacks } from '../../../../src/organization/plan/packs/pack-changes.js';
import type { PackPlanInput } from '../../../../src/organization/plan/packs/pack-draft.js';
import type { Account, Organization, OrganizationConfiguration, Unit } from '../../../../src/organization/tree.js';
import { FULL, MANAGEMENT, organizationWith, SANDBOX, SHOP, WORKLOADS } from '../support.js';

export const TRIAL = '333333333333';
export const PAUSED = '444444444444';
export const CONFIG = 'config-multiaccountsetup.amazonaws.com';
export const REGION = 'eu-west-1';

/** A template as AWS Config takes it, with rules of these names. */
export const templateOf = (...rules: readonly string[]): string =>
  [
    'Parameters:',
    `  ${PACK_PARAMETER}: {Type: String}`,
    '  Port: {Type: String, Default: "0"}',
    'Resources:',
    ...rules.flatMap((rule) => [
      `  ${rule}:`,
      '    Type: AWS::Config::ConfigRule',
      `    Properties: {ConfigRuleName: ${rule}}`,
    ]),
    '',
  ].join('\n');

export const ONE = templateOf('one');
export const TWO = templateOf('one', 'two');

/** A pack that is wanted: by default `ringfence-a` everywhere. */
export function wantedPack(parts: Partial<DesiredPack> = {}): DesiredPack {
  const template = parts.template ?? ONE;
  return {
    region: REGION,
    name: 'ringfence-a',
    template,
    excludedAccounts: [],
    deliveryBucket: null,
    rules: template.split('ConfigRuleName').length - 1,
    resourceTypes: ['AWS::ECS::Service'],
    controls: ['service-no-public-ip'],
    ...parts,
    parameters: { ...parts.parameters, [PACK_PARAMETER]: templateDigest(template) },
  };
}

/** The pack as AWS has it once it is put; AWS gives no template back. */
export const deployed = (
  { region, name, parameters, excludedAccounts, deliveryBucket }: DesiredPack,
  parts: Partial<ConformancePack> = {},
): ConformancePack => ({
  region,
  name,
  parameters,
  excludedAccounts,
  deliveryBucket,
  status: 'CREATE_SUCCESSFUL',
  problem: null,
  template: null,
  ...parts,
});

export const foreignPack = (name: string, region = REGION): ConformancePack =>
  deployed(wantedPack({ name, region }), { parameters: {}, excludedAccounts: [] });

/**
 * Management in the root; shop in Workloads, and below it trial in Sandbox; paused, which is suspended, in Workloads.
 */
export function organizationOf(configuration: Partial<OrganizationConfiguration> = {}): Organization {
  const organization = organizationWith();
  const paused: Account = { id: PAUSED, name: 'paused', state: 'SUSPENDED', policies: [FULL.id], tags: {} };
  const withPaused = (unit: Unit): Unit =>
    unit.id === WORKLOADS
      ? { ...unit, accounts: [...unit.accounts, paused] }
      : { ...unit, units: unit.units.map(withPaused) };
  return {
    ...organization,
    root: withPaused(organization.root),
    trustedServices: [CONFIG],
    configuration: { conformancePacks: [], rules: [], recordings: null, ...configuration },
  };
}

export const ALL_BUT = (...inside: readonly string[]): string[] =>
  [MANAGEMENT, SHOP, TRIAL, PAUSED].filter((id) => !inside.includes(id));

/** Plans; `there` are the packs that the organization has. */
export const plannedFor = (parts: Partial<PackPlanInput> & { readonly there?: readonly ConformancePack[] } = {}) =>
  planPacks({
    organization: organizationOf({ conformancePacks: parts.there ?? [] }),
    desired: [],
    oneSet: true,
    waves: [],
    alone: false,
    mayEnable: true,
    ...parts,
  });

export const CANARY = { name: 'canary', units: [SANDBOX] };
export const SECOND = { name: 'second', units: [WORKLOADS] };
export { MANAGEMENT, SANDBOX, SHOP };

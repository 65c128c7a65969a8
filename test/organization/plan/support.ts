import type { PolicyTypeName } from '../../../src/configuration/policy-type.js';
import type { DesiredDocument } from '../../../src/organization/plan/desired.js';
import { objectName, ownerTags } from '../../../src/organization/plan/desired.js';
import type { PlanInput } from '../../../src/organization/plan/draft.js';
import type { Account, Organization, OrganizationPolicy, Unit } from '../../../src/organization/tree.js';

export const ROOT = 'r-exam';
export const WORKLOADS = 'ou-exam-workloads';
export const SANDBOX = 'ou-exam-sandbox00';
export const SHOP = '222222222222';
const TRIAL = '333333333333';
export const MANAGEMENT = '111111111111';

export const FULL: OrganizationPolicy = {
  id: 'p-FullAWSAccess',
  type: 'SERVICE_CONTROL_POLICY',
  name: 'FullAWSAccess',
  description: '',
  awsManaged: true,
  content: '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}',
  tags: {},
};

/** A document that denies some actions, a statement each. */
export const denying = (...actions: readonly string[]): string =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: actions.map((action) => ({
      Sid: `Deny${action.replace(/\W/g, '')}`,
      Effect: 'Deny',
      Action: action,
      Resource: '*',
    })),
  });

export const wanted = (
  name: string,
  content: string,
  target = WORKLOADS,
  type: PolicyTypeName = 'SERVICE_CONTROL_POLICY',
): DesiredDocument => ({ type, name, content, target, controls: ['deny-root-user'] });

/** The object that ringfence made of a document. */
export const owned = (document: DesiredDocument, id: string): OrganizationPolicy => ({
  id,
  type: document.type,
  name: objectName(document),
  description: '',
  awsManaged: false,
  content: document.content,
  tags: ownerTags(document, '0.1.0'),
});

/** A policy of somebody else. */
export const foreign = (id: string): OrganizationPolicy => ({ ...FULL, id, name: id, awsManaged: false });

const account = (id: string, name: string, policies: readonly string[]): Account => ({
  id,
  name,
  state: 'ACTIVE',
  policies: [FULL.id, ...policies],
  tags: {},
});

/**
 * The root with the management account; Workloads with the account shop, and below it Sandbox with the account trial.
 * @param attached target → policies, besides FullAWSAccess
 */
export function organizationWith(
  attached: Readonly<Record<string, readonly OrganizationPolicy[]>> = {},
  others: readonly OrganizationPolicy[] = [],
): Organization {
  const at = (id: string): string[] => (attached[id] ?? []).map((policy) => policy.id);
  const unit = (id: string, name: string, accounts: Account[], units: Unit[]): Unit => ({
    id,
    name,
    policies: [FULL.id, ...at(id)],
    accounts,
    units,
    tags: {},
  });
  const sandbox = unit(SANDBOX, 'Sandbox', [account(TRIAL, 'trial', at(TRIAL))], []);
  const workloads = unit(WORKLOADS, 'Workloads', [account(SHOP, 'shop', at(SHOP))], [sandbox]);
  const policies = [FULL, ...Object.values(attached).flat(), ...others];
  return {
    id: 'o-exampleorg1',
    managementAccount: MANAGEMENT,
    features: 'ALL',
    root: unit(ROOT, 'Root', [account(MANAGEMENT, 'management', [])], [workloads]),
    policies: new Map(policies.map((policy) => [policy.id, policy])),
    policyTypes: { SERVICE_CONTROL_POLICY: 'ENABLED' },
    configuration: { conformancePacks: [], rules: [], recordings: null },
  };
}

export const input = (parts: Partial<PlanInput>): PlanInput => ({
  organization: organizationWith(),
  desired: [],
  waves: [],
  perTarget: () => 10,
  mayEnable: () => true,
  version: '0.1.0',
  ...parts,
});

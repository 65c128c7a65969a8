import type { PolicyTypeName } from '../configuration/policy-type.js';
import type { Account, AccountState, Organization, OrganizationPolicy } from '../organization/tree.js';
import { unexpected } from './errors.js';
import { field, list, oneOf, policyType, text } from './guards.js';

/** What the API answers, as ringfence's own types. Each @throws CallFailure where a member is missing or unknown. */

/** A member that the API documents as always there. */
export function needed(value: unknown, operation: string, member: string): string {
  const found = text(field(value, member));
  if (found === undefined) throw unexpected(operation, `${operation}: the answer has no \`${member}\``);
  return found;
}

export function organizationOf(output: object): Pick<Organization, 'id' | 'managementAccount' | 'features'> {
  const operation = 'DescribeOrganization';
  const organization = field(output, 'Organization');
  const features = oneOf(['ALL', 'CONSOLIDATED_BILLING'], field(organization, 'FeatureSet'));
  if (!features) throw unexpected(operation, `${operation}: the answer has no \`FeatureSet\` that is known`);
  return {
    id: needed(organization, operation, 'Id'),
    managementAccount: needed(organization, operation, 'MasterAccountId'),
    features,
  };
}

export interface Root {
  readonly id: string;
  readonly name: string;
  readonly policyTypes: Organization['policyTypes'];
}

const STATUSES = ['ENABLED', 'PENDING_ENABLE', 'PENDING_DISABLE'] as const;

/** An organization has one root. Types that are newer than this program are left out: it has no policies of them. */
export function rootsOf(page: object): readonly Root[] {
  return list(field(page, 'Roots')).map((root) => ({
    id: needed(root, 'ListRoots', 'Id'),
    name: needed(root, 'ListRoots', 'Name'),
    policyTypes: Object.fromEntries(list(field(root, 'PolicyTypes')).flatMap(typeAndStatus)),
  }));
}

function typeAndStatus(entry: unknown): [PolicyTypeName, (typeof STATUSES)[number]][] {
  const type = policyType(field(entry, 'Type'));
  const status = oneOf(STATUSES, field(entry, 'Status'));
  return type && status ? [[type, status]] : [];
}

export const unitOf = (page: object): readonly { readonly id: string; readonly name: string }[] =>
  list(field(page, 'OrganizationalUnits')).map((unit) => ({
    id: needed(unit, 'ListOrganizationalUnitsForParent', 'Id'),
    name: needed(unit, 'ListOrganizationalUnitsForParent', 'Name'),
  }));

const STATES: readonly AccountState[] = ['PENDING_ACTIVATION', 'ACTIVE', 'SUSPENDED', 'PENDING_CLOSURE', 'CLOSED'];

/** `State`, or the older `Status` (ACTIVE, SUSPENDED, PENDING_CLOSURE) where there is none. Tags are not read. */
export const accountOf = (page: object): readonly Omit<Account, 'policies'>[] =>
  list(field(page, 'Accounts')).map((account) => {
    const operation = 'ListAccountsForParent';
    const id = needed(account, operation, 'Id');
    const state = oneOf(STATES, field(account, 'State') ?? field(account, 'Status'));
    if (!state) throw unexpected(operation, `${operation}: account ${id} has no state that is known`);
    return { id, name: needed(account, operation, 'Name'), state, tags: {} };
  });

export const servicesOf = (page: object): readonly string[] =>
  list(field(page, 'EnabledServicePrincipals')).map((service) =>
    needed(service, 'ListAWSServiceAccessForOrganization', 'ServicePrincipal'),
  );

/** A policy without content and tags. */
export type PolicySummary = Omit<OrganizationPolicy, 'content' | 'tags'>;

/** @param value a `PolicySummary` of the API */
export function summaryOf(operation: string, value: unknown): PolicySummary {
  const id = needed(value, operation, 'Id');
  const type = policyType(field(value, 'Type'));
  if (!type) throw unexpected(operation, `${operation}: policy ${id} has no type that is known`);
  return {
    id,
    type,
    name: needed(value, operation, 'Name'),
    description: text(field(value, 'Description')) ?? '',
    awsManaged: field(value, 'AwsManaged') === true,
  };
}

export const summariesOf =
  (operation: string) =>
  (page: object): readonly PolicySummary[] =>
    list(field(page, 'Policies')).map((policy) => summaryOf(operation, policy));

/** @param output of DescribePolicy */
export function contentOf(output: object): PolicySummary & Pick<OrganizationPolicy, 'content'> {
  const policy = field(output, 'Policy');
  const summary = summaryOf('DescribePolicy', field(policy, 'PolicySummary'));
  return { ...summary, content: needed(policy, 'DescribePolicy', 'Content') };
}

export const targetsOf = (page: object): readonly string[] =>
  list(field(page, 'Targets')).map((target) => needed(target, 'ListTargetsForPolicy', 'TargetId'));

export const tagEntriesOf = (page: object): readonly (readonly [string, string])[] =>
  list(field(page, 'Tags')).map((tag) => [
    needed(tag, 'ListTagsForResource', 'Key'),
    needed(tag, 'ListTagsForResource', 'Value'),
  ]);

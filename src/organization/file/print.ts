import { stringify } from 'yaml';
import type { Account, Organization, OrganizationPolicy, Unit } from '../tree.js';
import { writtenConfiguration } from './configuration.js';
import type { OrganizationFile, WrittenAccount, WrittenPolicy, WrittenUnit } from './written.js';

/**
 * The organization file of an organization, in an order that does not depend on how it was read: units, accounts and
 * policies by their ids. Documents stay the text that they are.
 * @param file as messages name it: one that ends in `.json` gets JSON
 */
export function printOrganization(organization: Organization, file: string): string {
  const written = writtenOrganization(organization);
  if (/\.json$/i.test(file)) return `${JSON.stringify(written, null, 2)}\n`;
  return stringify(written, { lineWidth: 0, aliasDuplicateObjects: false });
}

function writtenOrganization({
  id,
  managementAccount,
  features,
  root,
  policies,
  policyTypes,
  trustedServices,
  configuration,
}: Organization): OrganizationFile {
  return {
    version: 1,
    organization: { id, managementAccount, features },
    root: writtenUnit(root),
    policies: [...policies.values()].toSorted(byId).map(writtenPolicy),
    policyTypes,
    ...(trustedServices && { trustedServices }),
    configuration: writtenConfiguration(configuration),
  };
}

const byId = (one: { readonly id: string }, other: { readonly id: string }): number => (one.id < other.id ? -1 : 1);

const withTags = (tags: Readonly<Record<string, string>>) => (Object.keys(tags).length > 0 ? { tags } : {});

function writtenUnit({ id, name, policies, accounts, units, tags }: Unit): WrittenUnit {
  return {
    id,
    name,
    policies,
    ...(accounts.length > 0 && { accounts: accounts.toSorted(byId).map(writtenAccount) }),
    ...(units.length > 0 && { units: units.toSorted(byId).map(writtenUnit) }),
    ...withTags(tags),
  };
}

const writtenAccount = ({ tags, ...account }: Account): WrittenAccount => ({ ...account, ...withTags(tags) });

const writtenPolicy = ({ description, awsManaged, tags, ...policy }: OrganizationPolicy): WrittenPolicy => ({
  ...policy,
  ...(description !== '' && { description }),
  ...(awsManaged && { awsManaged }),
  ...withTags(tags),
});

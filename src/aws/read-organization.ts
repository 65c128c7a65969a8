import {
  DescribeOrganizationCommand,
  ListAccountsForParentCommand,
  ListAWSServiceAccessForOrganizationCommand,
  ListOrganizationalUnitsForParentCommand,
  type OrganizationsClient,
} from '@aws-sdk/client-organizations';
import type { Account, Organization, Unit } from '../organization/tree.js';
import { accountOf, organizationOf, servicesOf, unitOf } from './answers.js';
import type { Caller } from './caller.js';
import { CallFailure } from './errors.js';
import { type PolicyReader, rootOf, tagsOf } from './policies.js';

/** A unit while the tree is read, with what is known of its inside so far. */
interface Grown {
  readonly id: string;
  readonly name: string;
  readonly accounts: readonly Omit<Account, 'policies'>[];
  readonly units: readonly Grown[];
}

/**
 * Reads a whole organization. Requests grow with units (two for each, and one for every 20 accounts), with policies
 * (content, tags, and a page for every 20 targets) and with the number of policy types.
 *
 * @throws CallFailure
 */
export async function readOrganization(
  client: OrganizationsClient,
  caller: Caller,
  policyReader: PolicyReader,
): Promise<Organization> {
  const { id, managementAccount, features } = await describedOrganization(client, caller);
  const root = await rootOf(client, caller);
  const tags = await tagsOf(client, caller, root.id);
  // Different operations, each at its own rate.
  const [grown, policies] = await caller.together(
    grow(client, caller, { id: root.id, name: root.name }),
    policyReader.all(),
  );
  refuseMoved(grown);
  const attached = attachments([...policies.values()]);
  const services = await trustedServices(client, caller);
  return {
    id,
    managementAccount,
    features,
    root: { ...withPolicies(grown, attached), tags },
    policies: new Map([...policies].map(([key, { policy }]) => [key, policy])),
    policyTypes: root.policyTypes,
    ...(services.length > 0 && { trustedServices: services }),
    configuration: { conformancePacks: [], rules: [], recordings: null },
  };
}

/** Units and accounts alone: of the policies nothing is read. @throws CallFailure */
export async function readTree(client: OrganizationsClient, caller: Caller): Promise<Unit> {
  const { id, name } = await rootOf(client, caller);
  const grown = await grow(client, caller, { id, name });
  refuseMoved(grown);
  return withPolicies(grown, new Map());
}

/** @throws CallFailure */
export async function describedOrganization(client: OrganizationsClient, caller: Caller) {
  return organizationOf(
    await caller.call('DescribeOrganization', () => client.send(new DescribeOrganizationCommand({}))),
  );
}

/** @throws CallFailure */
export async function trustedServices(client: OrganizationsClient, caller: Caller): Promise<readonly string[]> {
  const operation = 'ListAWSServiceAccessForOrganization';
  const pages = await caller.pages(operation, (NextToken) =>
    client.send(new ListAWSServiceAccessForOrganizationCommand({ NextToken })),
  );
  return pages.flatMap(servicesOf).toSorted();
}

async function grow(
  client: OrganizationsClient,
  caller: Caller,
  { id, name }: { readonly id: string; readonly name: string },
): Promise<Grown> {
  const units = caller.pages('ListOrganizationalUnitsForParent', (NextToken) =>
    client.send(new ListOrganizationalUnitsForParentCommand({ ParentId: id, NextToken })),
  );
  const accounts = caller.pages('ListAccountsForParent', (NextToken) =>
    client.send(new ListAccountsForParentCommand({ ParentId: id, NextToken })),
  );
  const [unitPages, accountPages] = await Promise.all([units, accounts]);
  const children: Grown[] = [];
  for (const child of unitPages.flatMap(unitOf)) children.push(await grow(client, caller, child));
  return { id, name, accounts: accountPages.flatMap(accountOf), units: children };
}

/** Target → ids of policies. A target that came into being or went while the tree was read is in the next reading. */
function attachments(
  policies: readonly { readonly policy: { readonly id: string }; readonly targets: readonly string[] }[],
) {
  const attached = new Map<string, string[]>();
  for (const { policy, targets } of policies) {
    for (const target of targets) attached.set(target, [...(attached.get(target) ?? []), policy.id]);
  }
  return attached;
}

function withPolicies({ id, name, accounts, units }: Grown, attached: ReadonlyMap<string, readonly string[]>): Unit {
  return {
    id,
    name,
    policies: attached.get(id) ?? [],
    accounts: accounts.map((account) => ({ ...account, policies: attached.get(account.id) ?? [] })),
    units: units.map((unit) => withPolicies(unit, attached)),
    tags: {},
  };
}

/** An account that moved while the tree was read stands twice in it. @throws CallFailure */
function refuseMoved(root: Grown): void {
  const seen = new Set<string>();
  for (const id of accountIds(root)) {
    if (seen.has(id))
      throw new CallFailure({
        kind: 'retryable',
        name: 'ConcurrentModificationException',
        reason: null,
        operation: 'ListAccountsForParent',
        message: `account ${id} moved while the organization was read: run the command again`,
      });
    seen.add(id);
  }
}

const accountIds = ({ accounts, units }: Grown): readonly string[] => [
  ...accounts.map(({ id }) => id),
  ...units.flatMap(accountIds),
];

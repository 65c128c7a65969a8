import {
  DescribePolicyCommand,
  ListPoliciesCommand,
  ListPoliciesForTargetCommand,
  ListRootsCommand,
  ListTagsForResourceCommand,
  ListTargetsForPolicyCommand,
  type OrganizationsClient,
} from '@aws-sdk/client-organizations';
import { POLICY_TYPE_NAMES, type PolicyTypeName } from '../configuration/policy-type.js';
import type { Tags } from '../organization/call.js';
import type { OrganizationPolicy } from '../organization/tree.js';
import { contentOf, type PolicySummary, type Root, rootsOf, summariesOf, tagEntriesOf, targetsOf } from './answers.js';
import type { Caller } from './caller.js';
import { CallFailure, unexpected } from './errors.js';

/** A policy and the ids of what it is attached to. */
export interface AttachedPolicy {
  readonly policy: OrganizationPolicy;
  readonly targets: readonly string[];
}

/** @throws CallFailure */
export async function rootOf(client: OrganizationsClient, caller: Caller): Promise<Root> {
  const pages = await caller.pages('ListRoots', (NextToken) => client.send(new ListRootsCommand({ NextToken })));
  const [root] = pages.flatMap(rootsOf);
  if (!root) throw unexpected('ListRoots', 'ListRoots: the organization has no root');
  return root;
}

/** @throws CallFailure */
export async function tagsOf(client: OrganizationsClient, caller: Caller, resource: string): Promise<Tags> {
  const pages = await caller.pages('ListTagsForResource', (NextToken) =>
    client.send(new ListTagsForResourceCommand({ ResourceId: resource, NextToken })),
  );
  return Object.fromEntries(pages.flatMap(tagEntriesOf));
}

/** Reads policies. Every method @throws CallFailure. */
export class PolicyReader {
  readonly #client: OrganizationsClient;
  readonly #caller: Caller;

  constructor(client: OrganizationsClient, caller: Caller) {
    this.#client = client;
    this.#caller = caller;
  }

  /** Every policy of every type with its targets: not what each target has, since targets are many and policies few. */
  async all(): Promise<ReadonlyMap<string, AttachedPolicy>> {
    const policies = new Map<string, AttachedPolicy>();
    for (const type of POLICY_TYPE_NAMES) {
      for (const { id, awsManaged } of await this.#ofType(type)) {
        policies.set(id, { policy: await this.#read(id, awsManaged), targets: await this.#targets(id) });
      }
    }
    return policies;
  }

  /** Null where there is none. */
  async policy(id: string): Promise<OrganizationPolicy | null> {
    try {
      return await this.#read(id, null);
    } catch (thrown) {
      if (thrown instanceof CallFailure && thrown.error.name === 'PolicyNotFoundException') return null;
      throw thrown;
    }
  }

  /** Null where there is none. */
  async named(type: PolicyTypeName, name: string): Promise<OrganizationPolicy | null> {
    const summary = (await this.#ofType(type)).find((one) => one.name === name);
    return summary ? this.policy(summary.id) : null;
  }

  async attachedTo(target: string, type: PolicyTypeName): Promise<readonly string[]> {
    const operation = 'ListPoliciesForTarget';
    const pages = await this.#caller.pages(operation, (NextToken) =>
      this.#client.send(new ListPoliciesForTargetCommand({ TargetId: target, Filter: type, NextToken })),
    );
    return pages.flatMap(summariesOf(operation)).map(({ id }) => id);
  }

  /** AWS's own policies have no tags. */
  async #read(id: string, awsManaged: boolean | null): Promise<OrganizationPolicy> {
    const describe = this.#caller.call('DescribePolicy', () =>
      this.#client.send(new DescribePolicyCommand({ PolicyId: id })),
    );
    if (awsManaged === true) return { ...contentOf(await describe), tags: {} };
    if (awsManaged === false) {
      const [output, tags] = await Promise.all([describe, tagsOf(this.#client, this.#caller, id)]);
      return { ...contentOf(output), tags };
    }
    const policy = contentOf(await describe);
    return { ...policy, tags: policy.awsManaged ? {} : await tagsOf(this.#client, this.#caller, id) };
  }

  async #targets(id: string): Promise<readonly string[]> {
    const pages = await this.#caller.pages('ListTargetsForPolicy', (NextToken) =>
      this.#client.send(new ListTargetsForPolicyCommand({ PolicyId: id, NextToken })),
    );
    return pages.flatMap(targetsOf);
  }

  /** A type that this partition or endpoint does not know has no policies. */
  async #ofType(type: PolicyTypeName): Promise<readonly PolicySummary[]> {
    const operation = 'ListPolicies';
    try {
      const pages = await this.#caller.pages(operation, (NextToken) =>
        this.#client.send(new ListPoliciesCommand({ Filter: type, NextToken })),
      );
      return pages.flatMap(summariesOf(operation));
    } catch (thrown) {
      if (thrown instanceof CallFailure && isUnknownType(thrown)) return [];
      throw thrown;
    }
  }
}

/** The type is all that such a request has: whatever is invalid, it is that. */
const isUnknownType = ({ error }: CallFailure): boolean =>
  error.name === 'InvalidInputException' && (error.reason === null || error.reason.startsWith('INVALID_ENUM'));

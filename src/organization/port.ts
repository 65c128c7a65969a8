import type { PolicyTypeName } from '../configuration/policy-type.js';
import type { Call, Tags } from './call.js';
import type { AccountFailure, ConformancePack } from './conformance-pack.js';
import type { Answer } from './port-error.js';
import type { Organization, OrganizationPolicy } from './tree.js';

/** Where an organization is and who asks: printed before anything else, and part of a plan's checksum. */
export interface OrganizationSource {
  /** `o-…` */
  readonly id: string;
  /** `aws`, or the path of a file. */
  readonly source: string;
  /** The ARN of the caller; null for a file. */
  readonly caller: string | null;
  /** The endpoints that are not AWS's own, joined by a space; null where there is none. */
  readonly endpoint: string | null;
}

/** An organization as it was read. */
export interface Reading {
  readonly organization: Organization;
  /** Requests that this reading took, repeated ones included; 0 for a file. */
  readonly apiCalls: number;
}

/**
 * What planning and applying need of an organization: AWS itself (`src/aws/`) or the organization file, which behaves
 * alike. Errors are values. Retries and rates are the adapter's business.
 */
export interface OrganizationPort {
  about(): Promise<Answer<OrganizationSource>>;
  /**
   * Everything: tree, accounts, policies with contents and tags, attachments, types, the root's tags, and the conformance
   * packs and recordings of the regions that the port was opened for.
   */
  read(): Promise<Answer<Reading>>;
  /** A policy with content and tags; null where there is none. */
  policy(id: string): Promise<Answer<OrganizationPolicy | null>>;
  /** The policy of a name, which is unique in its type; null where there is none. */
  policyNamed(type: PolicyTypeName, name: string): Promise<Answer<OrganizationPolicy | null>>;
  /** Ids of the policies of a type that are attached to a target itself. */
  attachedTo(target: string, type: PolicyTypeName): Promise<Answer<readonly string[]>>;
  policyTypes(): Promise<Answer<Organization['policyTypes']>>;
  trustedServices(): Promise<Answer<readonly string[]>>;
  /** An organization conformance pack as it is now; null where there is none. */
  conformancePack(region: string, name: string): Promise<Answer<ConformancePack | null>>;
  /** The accounts in which the last change of a pack failed. */
  conformancePackFailures(region: string, name: string): Promise<Answer<readonly AccountFailure[]>>;
  /** Tags of a policy or of the root. */
  tagsOf(resource: string): Promise<Answer<Tags>>;
  /** Makes one call; the answer of `CreatePolicy` is the policy's id, of others null. */
  change(call: Call): Promise<Answer<string | null>>;
}

/** Time, as adapters and apply use it; tests pass their own. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  sleep(milliseconds: number): Promise<void>;
  /** At least 0, below 1. */
  random(): number;
}

import type { PolicyTypeName } from '../configuration/policy-type.js';
import type { AccountRecording, ConformancePack } from './conformance-pack.js';

/** What is, or is planned to be, in an organization: read from the organization file or from AWS. */
export interface Organization {
  /** `o-…` */
  readonly id: string;
  readonly managementAccount: string;
  readonly features: 'ALL' | 'CONSOLIDATED_BILLING';
  readonly root: Unit;
  /** By id. */
  readonly policies: ReadonlyMap<string, OrganizationPolicy>;
  readonly policyTypes: Readonly<Partial<Record<PolicyTypeName, 'ENABLED' | 'PENDING_ENABLE' | 'PENDING_DISABLE'>>>;
  /** Service principals with trusted access (`guardduty.amazonaws.com`), sorted. */
  readonly trustedServices?: readonly string[];
  /** What AWS Config has across the organization. */
  readonly configuration: OrganizationConfiguration;
}

export interface OrganizationConfiguration {
  /** Everybody's, in the regions that were read. */
  readonly conformancePacks: readonly ConformancePack[];
  /** Organization rules outside of packs, in the regions that were read; kept as they are. */
  readonly rules: readonly unknown[];
  /** What each account has, by an aggregator; null where nobody has said, and so not known. */
  readonly recordings: readonly AccountRecording[] | null;
}

/** The root (`r-…`) or an organizational unit (`ou-…`). */
export interface Unit {
  readonly id: string;
  readonly name: string;
  /** Ids of what is attached here, of every type. */
  readonly policies: readonly string[];
  readonly accounts: readonly Account[];
  readonly units: readonly Unit[];
  readonly tags: Readonly<Record<string, string>>;
}

export interface Account {
  /** 12 digits. */
  readonly id: string;
  readonly name: string;
  readonly state: AccountState;
  readonly policies: readonly string[];
  readonly tags: Readonly<Record<string, string>>;
}

export type AccountState = 'PENDING_ACTIVATION' | 'ACTIVE' | 'SUSPENDED' | 'PENDING_CLOSURE' | 'CLOSED';

export interface OrganizationPolicy {
  readonly id: string;
  readonly type: PolicyTypeName;
  readonly name: string;
  readonly description: string;
  readonly awsManaged: boolean;
  /** The document's text, byte for byte as it is stored. */
  readonly content: string;
  readonly tags: Readonly<Record<string, string>>;
}

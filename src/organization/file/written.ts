import type { PolicyTypeName } from '../../configuration/policy-type.js';
import type { AccountRecording, ConformancePack } from '../conformance-pack.js';
import type { AccountState, Organization } from '../tree.js';

/** The organization file as people write it: what `schemas/organization.json` describes. */
export interface OrganizationFile {
  readonly version: 1;
  readonly organization: {
    readonly id: string;
    readonly managementAccount: string;
    readonly features?: Organization['features'];
  };
  readonly root: WrittenUnit;
  readonly policies?: readonly WrittenPolicy[];
  readonly policyTypes?: Organization['policyTypes'];
  readonly trustedServices?: readonly string[];
  readonly configuration?: WrittenConfiguration;
}

export interface WrittenUnit {
  readonly id: string;
  readonly name: string;
  readonly policies?: readonly string[];
  readonly accounts?: readonly WrittenAccount[];
  readonly units?: readonly WrittenUnit[];
  readonly tags?: Readonly<Record<string, string>>;
}

export interface WrittenAccount {
  readonly id: string;
  readonly name: string;
  readonly state?: AccountState;
  readonly policies?: readonly string[];
  readonly tags?: Readonly<Record<string, string>>;
}

export interface WrittenPolicy {
  readonly id: string;
  readonly type: PolicyTypeName;
  readonly name: string;
  readonly description?: string;
  readonly awsManaged?: boolean;
  readonly content: string | Readonly<Record<string, unknown>>;
  readonly tags?: Readonly<Record<string, string>>;
}

export interface WrittenConfiguration {
  readonly conformancePacks?: readonly WrittenPack[];
  readonly rules?: readonly unknown[];
  readonly recordings?: readonly WrittenRecording[] | null;
}

export type WrittenPack = Pick<ConformancePack, 'region' | 'name'> & Partial<ConformancePack>;

export type WrittenRecording = Pick<AccountRecording, 'account' | 'region' | 'recorded'> & Partial<AccountRecording>;

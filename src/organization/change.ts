import type { PolicyTypeName } from '../configuration/policy-type.js';
import type { PackDeployment, PackDifference } from './pack-deployment.js';

/** One call that changes an organization, as a plan shows it and `apply` makes it. */
export type Change = PolicyChange | PackChange;

interface ChangeParts {
  /** The wave that it belongs to; `LAST_WAVE` is what comes after all waves that are configured. */
  readonly wave: string;
  /** Accounts for which something changes. */
  readonly accounts: number;
  /** What it means for whom, in words. */
  readonly risk: string;
}

/** A change of an organization policy, or of what it needs. */
export interface PolicyChange extends ChangeParts {
  readonly action: 'create' | 'update' | 'attach' | 'detach' | 'delete' | 'enable';
  /** The type of policy; `enable` enables this type. */
  readonly kind: PolicyTypeName;
  /**
   * The policy's name, unique within its type. Of `enable`: the type itself, or the service principal that gets trusted
   * access since policies of the type need it (`guardduty.amazonaws.com`).
   */
  readonly name: string;
  /** The policy's id; null while it is not created: then its name and type find it. */
  readonly policy: string | null;
  /** Of `attach` and `detach`: `r-…`, `ou-…` or an account number, and its path. */
  readonly target: string | null;
  readonly targetName: string | null;
  readonly region: null;
  /** The document's text: of `update` before and after, of `create` after, of `delete` before. */
  readonly before: string | null;
  readonly after: string | null;
  /** Of `create` and `update`: the tags that the policy has afterwards. */
  readonly tags: Readonly<Record<string, string>> | null;
  /** Of `update`: the name that it has afterwards, where that changes. */
  readonly newName: string | null;
}

/** A change of an organization conformance pack of AWS Config, or of what it needs. */
export interface PackChange extends ChangeParts {
  readonly action: 'create' | 'update' | 'delete' | 'enable';
  readonly kind: 'conformancePack';
  /** The pack's name, unique in its region. Of `enable`: the service principal that gets trusted access. */
  readonly name: string;
  /** Null for `enable`, which is for the whole organization. */
  readonly region: string | null;
  /** Digest of the template, parameters, exclusions: `packText`; null where there is no pack. */
  readonly before: string | null;
  readonly after: string | null;
  /** What is put; null where nothing is. */
  readonly pack: PackDeployment | null;
  /** What differs, for people; null for `enable`. */
  readonly difference: PackDifference | null;
  readonly policy: null;
  readonly target: null;
  readonly targetName: null;
  readonly tags: null;
  readonly newName: null;
}

export const isPackChange = (change: Change): change is PackChange => change.kind === 'conformancePack';

/** Everything that no wave holds back. */
export { LAST_WAVE } from '../configuration/targets.js';

import type { PolicyTypeName } from './policy-type.js';

/** One call that changes an organization, as a plan shows it and `apply` makes it. */
export interface Change {
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
  /** Of AWS Config alone. */
  readonly region: string | null;
  /** The wave that it belongs to; `LAST_WAVE` is what comes after all waves that are configured. */
  readonly wave: string;
  /** Accounts for which something changes. */
  readonly accounts: number;
  /** The document's text: of `update` before and after, of `create` after, of `delete` before. */
  readonly before: string | null;
  readonly after: string | null;
  /** Of `create` and `update`: the tags that the policy has afterwards. */
  readonly tags: Readonly<Record<string, string>> | null;
  /** Of `update`: the name that it has afterwards, where that changes. */
  readonly newName: string | null;
  /** What it means for whom, in words. */
  readonly risk: string;
}

/** Everything that no wave holds back. */
export { LAST_WAVE } from '../configuration/targets.js';

import type { Policy } from './policy.js';

/** A policy where it is attached. */
export interface AttachedPolicy {
  /** `p-…`, or the name of a document that is not in an organization yet. */
  readonly id: string;
  readonly name: string;
  readonly policy: Policy;
}

/** What is attached at the root, a unit or an account: an account's levels go from the root to the account. */
export interface Level {
  /** `r-…`, `ou-…` or the account number. */
  readonly target: string;
  /** `/`, `/Workloads`, or the account's name. */
  readonly name: string;
  readonly policies: readonly AttachedPolicy[];
}

import type { CompiledStatement } from './compiled-statement.js';

/** What organization policies alone decide: `allow` says that they do not stand in the way. */
export type Outcome = 'allow' | 'deny';

/** The statements that speak of one action. */
export interface Candidates {
  readonly denies: readonly CompiledStatement[];
  /** For each level its allows; null where one of them allows without a condition. */
  readonly allows: readonly (readonly CompiledStatement[] | null)[];
}

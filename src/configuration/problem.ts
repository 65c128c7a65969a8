/** What is wrong with a file that people write by hand, where, and what to do. Lines and columns from 1. */
export interface ConfigurationProblem {
  readonly file: string;
  readonly line: number | null;
  readonly column: number | null;
  readonly message: string;
}

/** A result, or everything that stands in its way. */
export type Outcome<Value> =
  | { readonly value: Value; readonly problems?: never }
  | { readonly problems: readonly ConfigurationProblem[]; readonly value?: never };

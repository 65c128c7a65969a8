/** What is wrong with a policy document, where, and what to do. Lines and columns from 1. */
export interface PolicyProblem {
  readonly line: number | null;
  readonly column: number | null;
  readonly message: string;
}

/** Whether a call has the effect that it is made for, by what the organization says now. */
export interface Effect {
  readonly there: boolean;
  /** Whether AWS is still at it. */
  readonly begun: boolean;
  /** Of CreatePolicy, the id of the policy of that name, whatever its content. */
  readonly policy: string | null;
  /** What is otherwise, in words; empty where it is there. */
  readonly difference: string;
}

export const effect = (there: boolean, difference: string, policy: string | null = null): Effect => ({
  there,
  begun: false,
  policy,
  difference: there ? '' : difference,
});

/**
 * One authorization check: one principal, action and resource (one API call may make several).
 * Context keys are in lower case; a key that is not in the map is absent, an empty list is a present, empty value.
 */
export interface Request {
  /** `service:Name`, in any case. */
  readonly action: string;
  /** An ARN, or `*` where the action has no resource. */
  readonly resource: string;
  /** The ARN of aws:PrincipalArn: the role, also for a session; or `service-principal.amazonaws.com`. */
  readonly principal: string;
  readonly context: ReadonlyMap<string, readonly string[]>;
}

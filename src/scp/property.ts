/** A property over all requests, as unit tests and controls write it. */
export interface PropertyDefinition {
  readonly name: string;
  /**
   * `denied`: these actions are denied, whoever asks, outside `except`. `allowed`: no policy stands in the way of these
   * principals. `equal`, `noNewDenial`: of two sets of policies (the caller gives both).
   */
  readonly property: 'denied' | 'allowed' | 'equal' | 'noNewDenial';
  /** Action patterns; default `*`. */
  readonly actions?: readonly string[];
  /** Resource patterns; default every resource. */
  readonly resources?: readonly string[];
  /** Patterns of aws:PrincipalArn; default every principal. */
  readonly principals?: readonly string[];
  /** Requests that the property does not speak of. */
  readonly except?: {
    readonly regions?: readonly string[];
    readonly actions?: readonly string[];
    readonly principals?: readonly string[];
    readonly resources?: readonly string[];
  };
  /** Key → the values that it speaks of (glob patterns); null: the key is absent. */
  readonly context?: Readonly<Record<string, string | readonly string[] | null>>;
}

/** A managed rule of AWS Config that takes the place of one of ours. */
export interface ManagedRule {
  /** As AWS writes it (`EFS_ENCRYPTED_CHECK`). */
  readonly identifier: string;
  /** A parameter of the managed rule → the parameter of the control whose value it is given. */
  readonly parameters?: Readonly<Record<string, string>>;
}

/** How AWS Config judges a control: by exactly one of these. */
export type ConfigVehicle =
  /** AWS's own rules, where together they ask the same; `why` says what makes them the same. */
  | { readonly managed: readonly ManagedRule[]; readonly why: string }
  /** A Guard rule over one configuration item, of these types; `why` says what is against a managed rule. */
  | { readonly guard: readonly string[]; readonly why?: string }
  /** None yet: the reason. */
  | { readonly none: string };

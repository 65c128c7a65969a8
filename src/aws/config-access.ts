/** Where AWS Config is worked on: what `organization.config` says of it. */
export interface ConfigAccess {
  /** The regions that have packs, or are to get them. */
  readonly regions: readonly string[];
  /** The account that deploys the packs; null where the caller's does. */
  readonly delegatedAdministrator: string | null;
  /** Where templates are laid; null where they go inline. */
  readonly deliveryBucket: string | null;
  /** Through which compliance and recordings are read; null where nobody has named one. */
  readonly aggregator: Aggregator | null;
}

/** A configuration aggregator, which collects what AWS Config knows in other accounts and regions. */
export interface Aggregator {
  readonly name: string;
  /** Where it is. */
  readonly region: string;
}

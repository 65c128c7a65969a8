/** What AWS Config takes. Source: the models of PutOrganizationConformancePack, and "Service limits" of its Developer Guide. */
export const PACK_LIMITS = {
  /** Excluded accounts of one pack. */
  excludedAccounts: 1_000,
  /** Of a template that is sent itself, in bytes. */
  template: 51_200,
  /** Organization packs of a region. */
  organizationPacks: 50,
  /** Packs, and rules in packs or not, of an account in a region. */
  accountPacks: 50,
  accountRules: 1_000,
  /** Characters of a name. */
  name: 128,
} as const;

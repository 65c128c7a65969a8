import type { Tags } from './call.js';

/**
 * An organization conformance pack of AWS Config, in one region.
 * AWS Config gives no template back: `PACK_PARAMETER`, a parameter that every template of ringfence declares and nothing
 * uses, carries its digest, so that what is deployed can be told from what should be, and ours from somebody else's.
 */
export interface ConformancePack {
  /** `eu-west-1` */
  readonly region: string;
  /** `[a-zA-Z][-a-zA-Z0-9]*`, 1 to 128 characters; unique in its region. */
  readonly name: string;
  /** The values that it was deployed with, by the names of the template's parameters. */
  readonly parameters: Tags;
  /** Account numbers, sorted; at most 1,000. */
  readonly excludedAccounts: readonly string[];
  /** The bucket that AWS Config stores its artefacts in, and that the template lies in; null: the template goes inline. */
  readonly deliveryBucket: string | null;
  readonly status: ConformancePackStatus;
  /** Why it failed, in AWS's words; null where it did not. */
  readonly problem: string | null;
  /** The template's text where it is known: an organization file keeps it, AWS does not give it back. */
  readonly template: string | null;
}

/** Source: DescribeOrganizationConformancePackStatuses. */
export const PACK_STATUSES = [
  'CREATE_SUCCESSFUL',
  'CREATE_IN_PROGRESS',
  'CREATE_FAILED',
  'UPDATE_SUCCESSFUL',
  'UPDATE_IN_PROGRESS',
  'UPDATE_FAILED',
  'DELETE_SUCCESSFUL',
  'DELETE_IN_PROGRESS',
  'DELETE_FAILED',
] as const;
export type ConformancePackStatus = (typeof PACK_STATUSES)[number];

/** The template's SHA-256, in hexadecimal digits: a template declares this parameter, and a deployment gives it. */
export const PACK_PARAMETER = 'RingfenceDigest';

/** What an account has of AWS Config in a region, as an aggregator knows it. */
export interface AccountRecording {
  readonly account: string;
  readonly region: string;
  /** `all`, or the types that are recorded (`AWS::ECS::Service`); null where nothing is. */
  readonly recorded: 'all' | readonly string[] | null;
  /**
   * Conformance packs and rules that are there, whoever owns them: at least so many, since an aggregator tells only of
   * those with results.
   */
  readonly packs: number;
  readonly rules: number;
}

/** Why a pack failed in one account. Source: GetOrganizationConformancePackDetailedStatus. */
export interface AccountFailure {
  readonly account: string;
  readonly message: string;
}

import { type Static, Type } from 'typebox';

/** This module is loaded by `scripts/schemas.ts` and tests alone at run time. */

const closed = { additionalProperties: false };
const count = Type.Integer({ minimum: 0 });

const place = {
  account: Type.String(),
  accountName: Type.String(),
  /** `/Workloads`; `/` is the root. */
  unit: Type.String(),
  region: Type.String(),
};

const AccountComplianceSchema = Type.Object(
  {
    control: Type.String(),
    /** As it is named in the account. */
    rule: Type.String(),
    ...place,
    compliance: Type.Enum(['COMPLIANT', 'NON_COMPLIANT', 'INSUFFICIENT_DATA', 'NOT_APPLICABLE']),
    resources: Type.Object(
      {
        /** Null where AWS Config does not say. */
        nonCompliant: Type.Union([count, Type.Null()]),
        /** AWS Config counts up to a cap: there may be more. */
        orMore: Type.Boolean(),
        /** Null: an aggregator does not count them for each rule. */
        compliant: Type.Union([count, Type.Null()]),
      },
      closed,
    ),
  },
  closed,
);
export type AccountCompliance = Static<typeof AccountComplianceSchema>;

const UnknownComplianceSchema = Type.Object(place, closed);
/** An account in a region, of whose controls the aggregator knows nothing. */
export type UnknownCompliance = Static<typeof UnknownComplianceSchema>;

/** What `drift --compliance --format json` prints: `schemas/compliance-result.json`. */
export const ComplianceResultSchema = Type.Object(
  {
    version: Type.Literal(1),
    results: Type.Array(AccountComplianceSchema),
    notKnown: Type.Array(UnknownComplianceSchema),
    /** Counted by control, account and region; `notKnown` by account and region. */
    summary: Type.Object(
      { compliant: count, nonCompliant: count, insufficientData: count, notApplicable: count, notKnown: count },
      closed,
    ),
    apiCalls: count,
  },
  { ...closed, $id: 'compliance-result' },
);
export type ComplianceResult = Static<typeof ComplianceResultSchema>;

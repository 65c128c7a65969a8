import { type Static, Type } from 'typebox';

/** This module is loaded by `scripts/schemas.ts` and tests alone. */

const closed = { additionalProperties: false };
const nullableText = Type.Union([Type.String(), Type.Null()]);

const PlannedChangeSchema = Type.Object(
  {
    action: Type.Enum(['create', 'update', 'attach', 'detach', 'delete', 'enable', 'tag']),
    /** A type of organization policy, `conformancePack` or `rule`. */
    kind: Type.String(),
    name: Type.String(),
    target: nullableText,
    targetName: nullableText,
    region: nullableText,
    wave: Type.String(),
    /** Accounts for which something changes. */
    accounts: Type.Integer({ minimum: 0 }),
    before: nullableText,
    after: nullableText,
    risk: Type.String(),
    /** The policy's id; null while it is not created. */
    policy: nullableText,
    tags: Type.Union([Type.Record(Type.String(), Type.String()), Type.Null()]),
    newName: nullableText,
  },
  closed,
);

/** The JSON of `plan`: `schemas/plan-result.json`. */
export const PlanResultSchema = Type.Object(
  {
    version: Type.Literal(1),
    checksum: Type.String(),
    changes: Type.Array(PlannedChangeSchema),
    refusals: Type.Array(Type.Object({ rule: Type.String(), message: Type.String() }, closed)),
    apiCalls: Type.Integer({ minimum: 0 }),
    /** Where the organization is, who asks, and an endpoint that is not AWS's own. */
    organization: Type.Object(
      { id: Type.String(), source: Type.String(), caller: nullableText, endpoint: nullableText },
      closed,
    ),
    /** Accounts for which something changes, by number. */
    affected: Type.Array(Type.String()),
  },
  { ...closed, $id: 'plan-result' },
);
export type PlanResult = Static<typeof PlanResultSchema>;

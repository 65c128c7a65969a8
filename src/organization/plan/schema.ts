import { type Static, Type } from 'typebox';
import { DifferenceSchema } from './packs/difference-schema.js';

/** This module is loaded by `scripts/schemas.ts` and tests alone. */

const closed = { additionalProperties: false };
const nullableText = Type.Union([Type.String(), Type.Null()]);

const texts = Type.Array(Type.String());

const DeploymentSchema = Type.Object(
  {
    template: Type.String(),
    parameters: Type.Record(Type.String(), Type.String()),
    excludedAccounts: texts,
    deliveryBucket: nullableText,
  },
  closed,
);

/** `accounts`: those that it is about, where the message has their number alone. */
const message = { message: Type.String(), accounts: Type.Optional(texts) };

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
    /** Of `conformancePack` alone: what is put, and what that changes. */
    pack: Type.Optional(Type.Union([DeploymentSchema, Type.Null()])),
    difference: Type.Optional(Type.Union([DifferenceSchema, Type.Null()])),
  },
  closed,
);

/** The JSON of `plan`: `schemas/plan-result.json`. */
export const PlanResultSchema = Type.Object(
  {
    version: Type.Literal(1),
    checksum: Type.String(),
    changes: Type.Array(PlannedChangeSchema),
    refusals: Type.Array(Type.Object({ rule: Type.String(), ...message }, closed)),
    /** What could not be looked at. */
    notes: Type.Array(Type.Object(message, closed)),
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

type Immutable<Value> = Value extends readonly (infer Entry)[]
  ? readonly Immutable<Entry>[]
  : Value extends object
    ? { readonly [Key in keyof Value]: Immutable<Value[Key]> }
    : Value;

export type PlanResult = Immutable<Static<typeof PlanResultSchema>>;

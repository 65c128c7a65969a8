import { Type } from 'typebox';
import { PACK_STATUSES } from '../conformance-pack.js';
import { PACK_LIMITS } from '../pack-limits.js';

/** This module is loaded by `scripts/schemas.ts` and tests alone: at run time `schemas/organization.json` validates. */

const closed = { additionalProperties: false };
const nullable = (schema: ReturnType<typeof Type.String>) => Type.Union([schema, Type.Null()]);
const region = Type.String({ pattern: '^[a-z0-9-]{1,64}$', description: 'a region, such as `eu-west-1`' });
const account = Type.String({ pattern: '^[0-9]{12}$', description: 'an account number of 12 digits, in quotes' });
const count = Type.Optional(Type.Integer({ minimum: 0 }));

/** Source of the patterns: the models of the AWS Config API. */
const PackSchema = Type.Object(
  {
    region,
    name: Type.String({
      pattern: '^[a-zA-Z][-a-zA-Z0-9]{0,127}$',
      description: 'the name of a conformance pack: letters, digits and hyphens',
    }),
    parameters: Type.Optional(Type.Record(Type.String(), Type.String())),
    excludedAccounts: Type.Optional(Type.Array(account, { maxItems: PACK_LIMITS.excludedAccounts })),
    deliveryBucket: Type.Optional(nullable(Type.String({ maxLength: 63 }))),
    /** `CREATE_SUCCESSFUL` where nothing else is said. */
    status: Type.Optional(Type.Enum([...PACK_STATUSES])),
    problem: Type.Optional(nullable(Type.String())),
    /** AWS Config gives none back: it is here where `apply` put it here. */
    template: Type.Optional(nullable(Type.String())),
  },
  closed,
);

const RecordingSchema = Type.Object(
  {
    account,
    region,
    recorded: Type.Union([Type.Literal('all'), Type.Array(Type.String({ minLength: 1 })), Type.Null()], {
      description: '`all`, the types that are recorded, or null where nothing is',
    }),
    packs: count,
    rules: count,
  },
  closed,
);

/** What AWS Config has across the organization. */
export const OrganizationConfigurationSchema = Type.Object(
  {
    conformancePacks: Type.Optional(Type.Array(PackSchema)),
    /** Organization rules outside of packs; read and kept. */
    rules: Type.Optional(Type.Array(Type.Unknown())),
    /** Null, or not there: not known. */
    recordings: Type.Optional(Type.Union([Type.Array(RecordingSchema), Type.Null()])),
  },
  closed,
);

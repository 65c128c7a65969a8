import { type Static, Type } from 'typebox';
import { WrittenRequestSchema } from '../simulate/schema.js';

/** This module is loaded by `scripts/schemas.ts` and tests alone: at run time `schemas/*.json` validate. */

const closed = { additionalProperties: false };
const text = Type.String({ minLength: 1 });
const texts = Type.Array(text, { minItems: 1 });

/** A property as people write it in unit tests. */
export const WrittenPropertySchema = Type.Object(
  {
    name: text,
    property: Type.Enum(['denied', 'allowed', 'equal', 'noNewDenial']),
    actions: Type.Optional(texts),
    resources: Type.Optional(texts),
    principals: Type.Optional(texts),
    except: Type.Optional(
      Type.Object(
        {
          regions: Type.Optional(texts),
          actions: Type.Optional(texts),
          principals: Type.Optional(texts),
          resources: Type.Optional(texts),
        },
        closed,
      ),
    ),
    /** Key → the values that it speaks of; null: the key is absent. */
    context: Type.Optional(Type.Record(Type.String(), Type.Union([text, texts, Type.Null()]))),
    /** Units, accounts or ids; default every account. */
    units: Type.Optional(texts),
    /** Of `equal` and `noNewDenial`: `planned`, `current`, or a folder of documents. */
    policies: Type.Optional(text),
    with: Type.Optional(text),
  },
  closed,
);
export type WrittenProperty = Static<typeof WrittenPropertySchema>;

const ProofSchema = Type.Object(
  {
    property: Type.String(),
    result: Type.Enum(['proved', 'refuted', 'undecided']),
    /** Classes of actions that were told apart, over all accounts. */
    classes: Type.Integer({ minimum: 0 }),
    /** Accounts that it was proved for, and how many different sets of policies they have. */
    accounts: Type.Integer({ minimum: 0 }),
    facts: Type.Array(Type.String()),
    /** A request that refutes it: `simulate` decides it in the same way. */
    counterexample: Type.Union([WrittenRequestSchema, Type.Null()]),
    /** Why it is undecided or refuted, in words; null where it is proved. */
    reason: Type.Union([Type.String(), Type.Null()]),
  },
  closed,
);
export type Proof = Static<typeof ProofSchema>;

/** The JSON of `prove`: `schemas/prove-result.json`. */
export const ProveResultSchema = Type.Object(
  {
    version: Type.Literal(1),
    results: Type.Array(ProofSchema),
    /** What no organization policy can guarantee, whatever is proved. */
    residue: Type.Array(Type.String()),
    /** Who is left out: the management account, exempted principals. */
    leftOut: Type.Array(Type.String()),
  },
  { ...closed, $id: 'prove-result' },
);
export type ProveResult = Static<typeof ProveResultSchema>;

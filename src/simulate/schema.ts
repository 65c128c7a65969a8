import { type Static, Type } from 'typebox';
import { ACTION } from './action.js';

/** This module is loaded by `scripts/schemas.ts` and tests alone: at run time `schemas/*.json` validate. */

const closed = { additionalProperties: false };
const text = Type.String({ minLength: 1 });
const scalar = Type.Union([Type.String(), Type.Number(), Type.Boolean()]);
const account = Type.String({ pattern: '^[0-9]{12}$', description: 'an account number of 12 digits, in quotes' });

/** A request as people write it: what is not given is derived (`derived-context.ts`) or absent. */
export const WrittenRequestSchema = Type.Object(
  {
    principal: text,
    action: Type.String({
      pattern: ACTION,
      description: 'an action such as `ecs:DeleteCluster`',
    }),
    resource: Type.Optional(text),
    region: Type.Optional(text),
    /** Whose policies decide; default the principal's own account. */
    account: Type.Optional(account),
    /** A unit instead of an account: any account below it. */
    unit: Type.Optional(text),
    context: Type.Optional(Type.Record(Type.String(), Type.Union([scalar, Type.Array(scalar)]))),
  },
  closed,
);
export type WrittenRequest = Static<typeof WrittenRequestSchema>;

const decision = Type.Enum(['allow', 'deny']);

/** A request with what is expected of it, as unit tests and files of requests have it. */
export const RequestCaseSchema = Type.Object(
  {
    name: Type.Optional(text),
    request: WrittenRequestSchema,
    expect: Type.Optional(decision),
    /** The id of a control, or of a statement, that decides. */
    by: Type.Optional(text),
  },
  closed,
);
export type RequestCase = Static<typeof RequestCaseSchema>;

/** One entry of a file: chosen by its `request`, so that an error speaks of what was meant. */
const EntrySchema = Type.Unsafe<RequestCase | WrittenRequest>({
  if: { type: 'object', required: ['request'] },
  // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
  then: RequestCaseSchema,
  else: WrittenRequestSchema,
});

/** A file of `simulate --requests`: `schemas/requests.json`. Events of CloudTrail are read, too. */
export const RequestsSchema = Type.Array(EntrySchema, { $id: 'requests' });
export type RequestsFile = Static<typeof RequestsSchema>;

const StatementReferenceSchema = Type.Object(
  {
    policy: Type.String(),
    name: Type.String(),
    /** Its Sid, or `#` and its position from 1. */
    statement: Type.String(),
    control: Type.Union([Type.String(), Type.Null()]),
    target: Type.String(),
  },
  closed,
);
export type StatementReference = Static<typeof StatementReferenceSchema>;

const DecisionSchema = Type.Object(
  {
    /** The request's name or its principal and action. */
    name: Type.String(),
    decision,
    /** A statement denies it, rather than none allowing it. */
    explicit: Type.Boolean(),
    by: Type.Array(StatementReferenceSchema),
    levels: Type.Array(Type.Object({ target: Type.String(), allowed: Type.Boolean() }, closed)),
    missingContext: Type.Array(Type.String()),
    /** What the decision rests on that AWS documents no answer for, or that the request does not tell. */
    assumed: Type.Array(Type.String()),
    /** Why organization policies do not reach this principal at all (the management account, a service-linked role). */
    outside: Type.Union([Type.String(), Type.Null()]),
    /** Of an allow: the deny statement that came nearest, and why it did not hold. */
    nearest: Type.Union([
      Type.Null(),
      Type.Object(
        { statement: StatementReferenceSchema, why: Type.String(), missingFrom: Type.Array(Type.String()) },
        closed,
      ),
    ]),
    expected: Type.Union([decision, Type.Null()]),
    /** Whether it came as expected; true where nothing was. */
    passed: Type.Boolean(),
  },
  closed,
);
export type Decision = Static<typeof DecisionSchema>;

/** The JSON of `simulate`: `schemas/simulate-result.json`. */
export const SimulateResultSchema = Type.Object(
  { version: Type.Literal(1), results: Type.Array(DecisionSchema) },
  { ...closed, $id: 'simulate-result' },
);
export type SimulateResult = Static<typeof SimulateResultSchema>;

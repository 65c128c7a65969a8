import { type Static, Type } from 'typebox';
import { WrittenPropertySchema } from '../prove/schema.js';
import { WrittenRequestSchema } from '../simulate/schema.js';

/** This module is loaded by `scripts/schemas.ts` and tests alone: at run time `schemas/unit-tests.json` validates. */

const closed = { additionalProperties: false };
const text = Type.String({ minLength: 1 });
const scalar = Type.Union([Type.String(), Type.Number(), Type.Boolean()]);

const CaseSchema = Type.Object(
  {
    name: text,
    file: Type.Optional(text),
    template: Type.Optional(Type.Union([Type.String(), Type.Record(Type.String(), Type.Unknown())])),
    /** Values of template parameters; a list for those that are lists. */
    parameters: Type.Optional(Type.Record(Type.String(), Type.Union([scalar, Type.Array(scalar)]))),
    /** Values of the control's own parameters: their types are checked against the control. */
    set: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
    resource: Type.Optional(text),
    container: Type.Optional(text),
    expect: Type.Enum(['pass', 'fail', 'unknown', 'excepted', 'none']),
    line: Type.Optional(Type.Integer({ minimum: 1 })),
  },
  closed,
);

/** A request whose decision is expected. */
const RequestTestSchema = Type.Object(
  {
    name: text,
    request: WrittenRequestSchema,
    expect: Type.Enum(['allow', 'deny']),
    /** The control or statement that decides. */
    by: Type.Optional(text),
  },
  closed,
);

/** `ringfence-tests/**` as it is written: `schemas/unit-tests.json`. */
export const UnitTestsSchema = Type.Object(
  {
    controls: Type.Optional(
      Type.Array(Type.Object({ control: text, cases: Type.Array(CaseSchema, { minItems: 1 }) }, closed)),
    ),
    requests: Type.Optional(
      Type.Object(
        {
          /** An organization file, from the folder of this one; default the tree of the configuration's targets. */
          organization: Type.Optional(text),
          cases: Type.Array(RequestTestSchema, { minItems: 1 }),
        },
        closed,
      ),
    ),
    properties: Type.Optional(Type.Array(WrittenPropertySchema, { minItems: 1 })),
  },
  { ...closed, $id: 'unit-tests' },
);

export type UnitTestsFile = Static<typeof UnitTestsSchema>;
export type WrittenCase = Static<typeof CaseSchema>;

const nullable = Type.Union([Type.Integer({ minimum: 1 }), Type.Null()]);
const outcome = Type.Object({
  /** Of a control its verdict, of a request the decision, of a property the outcome of its proof. */
  verdict: Type.Enum([
    ...['pass', 'fail', 'unknown', 'excepted', 'none'],
    ...['allow', 'deny'],
    ...['proved', 'refuted', 'undecided'],
  ] as const),
  line: Type.Optional(nullable),
});

const CaseResultSchema = Type.Object(
  {
    /** Where the case is written. */
    file: Type.String(),
    line: nullable,
    kind: Type.Enum(['control', 'request', 'property']),
    /** Null where the case is about a request or a property. */
    control: Type.Union([Type.String(), Type.Null()]),
    name: Type.String(),
    passed: Type.Boolean(),
    expected: outcome,
    /** Null where the case could not be judged. */
    actual: Type.Union([outcome, Type.Null()]),
    /** What the finding says, or why there is none. */
    message: Type.String(),
  },
  closed,
);

/** The JSON that `test` prints: `schemas/test-result.json`. */
export const UnitTestResultSchema = Type.Object(
  {
    version: Type.Literal(1),
    results: Type.Array(CaseResultSchema),
    errors: Type.Array(Type.Object({ file: Type.String(), line: nullable, column: nullable, message: Type.String() })),
    summary: Type.Object({ passed: Type.Integer(), failed: Type.Integer() }),
  },
  { ...closed, $id: 'test-result' },
);

export type UnitTestResult = Static<typeof UnitTestResultSchema>;
export type CaseResult = Static<typeof CaseResultSchema>;

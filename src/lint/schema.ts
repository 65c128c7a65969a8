import { type Static, Type } from 'typebox';

/** This module is loaded by `scripts/schemas.ts` and tests alone. */

const closed = { additionalProperties: false };
const nullable = Type.Union([Type.Integer({ minimum: 1 }), Type.Null()]);

const LintFindingSchema = Type.Object(
  {
    file: Type.String(),
    line: nullable,
    column: nullable,
    rule: Type.String(),
    severity: Type.Enum(['error', 'warning']),
    message: Type.String(),
  },
  closed,
);

/** The JSON of `lint`: `schemas/lint-result.json`. */
export const LintResultSchema = Type.Object(
  {
    version: Type.Literal(1),
    results: Type.Array(LintFindingSchema),
    documents: Type.Array(
      Type.Object(
        { file: Type.String(), characters: Type.Integer(), limit: Type.Union([Type.Integer(), Type.Null()]) },
        closed,
      ),
    ),
    /** Files of other kinds: no rule looks at them. */
    notJudged: Type.Array(Type.Object({ file: Type.String(), message: Type.String() }, closed)),
    /** Files that could not be read, or are no JSON. */
    errors: Type.Array(
      Type.Object({ file: Type.String(), line: nullable, column: nullable, message: Type.String() }, closed),
    ),
  },
  { ...closed, $id: 'lint-result' },
);
export type LintResult = Static<typeof LintResultSchema>;

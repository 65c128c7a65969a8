import { Type } from 'typebox';

/** This module is loaded by `scripts/schemas.ts` and tests alone. */

const closed = { additionalProperties: false };
const texts = Type.Array(Type.String());
const nullableText = Type.Union([Type.String(), Type.Null()]);
const count = Type.Integer({ minimum: 0 });

/** What a change makes of a conformance pack, for people. */
export const DifferenceSchema = Type.Object(
  {
    joining: count,
    leaving: count,
    /** Null where the template that is replaced is not known. */
    rules: Type.Union([Type.Object({ added: texts, removed: texts }, closed), Type.Null()]),
    parameters: Type.Array(Type.Object({ name: Type.String(), before: nullableText, after: nullableText }, closed)),
  },
  closed,
);

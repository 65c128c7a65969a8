import { Type } from 'typebox';

const nullableText = Type.Union([Type.String(), Type.Null()]);

/** What `--write-baseline` writes: `schemas/baseline.json`. Only scripts and tests load this module. */
export const BaselineSchema = Type.Object(
  {
    version: Type.Literal(1),
    findings: Type.Array(
      Type.Object(
        {
          control: Type.String(),
          file: Type.String(),
          resource: Type.String(),
          container: nullableText,
          path: nullableText,
        },
        { additionalProperties: false },
      ),
    ),
  },
  { additionalProperties: false, $id: 'baseline' },
);

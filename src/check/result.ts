import { type Static, Type } from 'typebox';

const nullable = <Schema extends ReturnType<typeof Type.Integer> | ReturnType<typeof Type.String>>(schema: Schema) =>
  Type.Union([schema, Type.Null()]);
const place = { line: nullable(Type.Integer({ minimum: 1 })), column: nullable(Type.Integer({ minimum: 1 })) };
const severity = Type.Union([
  Type.Literal('low'),
  Type.Literal('medium'),
  Type.Literal('high'),
  Type.Literal('critical'),
]);
const verdict = Type.Union([
  Type.Literal('pass'),
  Type.Literal('fail'),
  Type.Literal('unknown'),
  Type.Literal('excepted'),
]);

/** One verdict of one control on one resource, or on one container of it. */
const ResultSchema = Type.Object(
  {
    control: Type.String(),
    severity,
    practice: Type.String(),
    help: Type.String(),
    verdict,
    resource: Type.Object({
      type: Type.String(),
      id: Type.String(),
      address: Type.Optional(Type.String()),
      construct: Type.Optional(Type.String()),
    }),
    container: Type.Optional(Type.String()),
    path: nullable(Type.String()),
    file: Type.String(),
    ...place,
    message: Type.String(),
    remedy: Type.String(),
    also: Type.Optional(Type.Array(Type.Object({ path: nullable(Type.String()), ...place, message: Type.String() }))),
    missing: Type.Optional(Type.Array(Type.String())),
    dependsOn: Type.Optional(
      Type.Array(
        Type.Object({
          parameter: Type.String(),
          value: Type.String(),
          verdict,
          /** Only with the values of the other parameters in this list. */
          together: Type.Optional(Type.Boolean()),
        }),
      ),
    ),
    exception: Type.Optional(Type.Object({ reason: Type.String(), owner: Type.String(), expires: Type.String() })),
  },
  { additionalProperties: false },
);

const InputSchema = Type.Object({
  file: Type.String(),
  kind: Type.String(),
  resources: Type.Integer({ minimum: 0 }),
});

const ErrorSchema = Type.Object({ file: Type.String(), ...place, message: Type.String() });

const SummarySchema = Type.Object({
  pass: Type.Integer(),
  fail: Type.Integer(),
  unknown: Type.Integer(),
  excepted: Type.Integer(),
  baselined: Type.Optional(Type.Integer()),
});

/** The JSON that `check` prints: `schemas/check-result.json`. */
export const CheckResultSchema = Type.Object(
  {
    version: Type.Literal(1),
    results: Type.Array(ResultSchema),
    inputs: Type.Array(InputSchema),
    errors: Type.Array(ErrorSchema),
    /** Exceptions that covered nothing in this run. */
    unusedExceptions: Type.Array(
      Type.Object({
        control: Type.String(),
        file: Type.String(),
        line: nullable(Type.Integer()),
        message: Type.String(),
      }),
    ),
    /** Files that were looked at and are no input of any known kind. */
    unrecognized: Type.Integer({ minimum: 0 }),
    summary: SummarySchema,
  },
  { additionalProperties: false, $id: 'check-result' },
);

export type CheckResult = Static<typeof CheckResultSchema>;
export type Result = Static<typeof ResultSchema>;
export type CheckError = Static<typeof ErrorSchema>;

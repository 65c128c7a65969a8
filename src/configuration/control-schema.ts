import { Type } from 'typebox';

/** What `load` accepts: the shape of `Control`, published as `schemas/control.json`. Only scripts and tests load it. */

const texts = Type.Array(Type.String());
const text = Type.String({ minLength: 1 });
const severity = Type.Enum(['low', 'medium', 'high', 'critical']);
const scalar = Type.Union([Type.String(), Type.Number(), Type.Boolean()]);
const parameterValue = Type.Union([scalar, Type.Array(Type.String()), Type.Array(Type.Number())]);
const path = Type.Array(Type.String(), { minItems: 1 });

const TermSchema = Type.Union([
  Type.Object({ base: Type.Literal('resource'), path }),
  Type.Object({ base: Type.Literal('item'), path: texts }),
]);

/** The tree itself is made by the builders, which hold its finer rules. */
const ConditionSchema = Type.Object({
  kind: Type.Enum([
    'oneOf',
    'matches',
    'like',
    'atLeast',
    'atMost',
    'versionAtLeast',
    'countAtLeast',
    'secret',
    'exists',
    'every',
    'some',
    'parameterIs',
    'all',
    'any',
    'not',
  ]),
});

const ParameterSchema = Type.Object(
  {
    type: Type.Enum(['boolean', 'integer', 'text', 'texts', 'integers']),
    default: parameterValue,
    description: text,
    allowed: Type.Optional(texts),
    minimum: Type.Optional(Type.Number()),
    maximum: Type.Optional(Type.Number()),
    pattern: Type.Optional(Type.String()),
  },
  { additionalProperties: false },
);

const RuleSchema = Type.Object({
  types: Type.Array(text, { minItems: 1 }),
  each: Type.Optional(TermSchema),
  when: Type.Optional(ConditionSchema),
  holds: ConditionSchema,
});

const ExampleSchema = Type.Object({
  name: text,
  verdict: Type.Enum(['pass', 'fail', 'unknown', 'none']),
});

const ManagedRuleSchema = Type.Object(
  { identifier: text, parameters: Type.Optional(Type.Record(Type.String(), Type.String())) },
  { additionalProperties: false },
);

const ConfigVehicleSchema = Type.Union([
  Type.Object({ managed: Type.Array(ManagedRuleSchema, { minItems: 1 }), why: text }, { additionalProperties: false }),
  Type.Object({ guard: Type.Array(text, { minItems: 1 }), why: Type.Optional(text) }, { additionalProperties: false }),
  Type.Object({ none: text }, { additionalProperties: false }),
]);

/** A control of one's own, as `control()` of the library makes it. */
export const ControlSchema = Type.Object(
  {
    id: text,
    practice: text,
    severity,
    profile: Type.Enum(['essential', 'recommended', 'strict']),
    title: text,
    why: text,
    remedy: text,
    mappings: Type.Record(Type.String(), texts),
    parameters: Type.Optional(Type.Record(Type.String(), ParameterSchema)),
    rules: Type.Array(RuleSchema, { minItems: 1 }),
    secretValues: Type.Optional(Type.Literal(true)),
    lowered: Type.Optional(Type.Object({ severity, when: ConditionSchema })),
    prevention: Type.Optional(texts),
    config: ConfigVehicleSchema,
    decisions: Type.Optional(Type.String()),
    blindSpots: Type.Record(Type.String(), Type.String()),
    examples: Type.Array(ExampleSchema),
  },
  { $id: 'control' },
);

import { type Static, Type } from 'typebox';

/** The JSON that commands other than `check` print. Only scripts and tests load this module at run time. */

const closed = { additionalProperties: false };
const texts = Type.Array(Type.String());

const ControlEntrySchema = Type.Object(
  {
    id: Type.String(),
    practice: Type.String(),
    severity: Type.String(),
    profile: Type.String(),
    title: Type.String(),
    why: Type.String(),
    remedy: Type.String(),
    help: Type.String(),
    types: texts,
    mappings: Type.Record(Type.String(), texts),
    parameters: Type.Record(
      Type.String(),
      Type.Object({ type: Type.String(), description: Type.String(), default: Type.Unknown(), value: Type.Unknown() }),
    ),
    prevention: texts,
    /** How AWS Config judges it. */
    config: Type.Object(
      {
        vehicle: Type.Union([Type.Literal('managed'), Type.Literal('guard'), Type.Literal('none')]),
        /** Identifiers of managed rules; types of configuration items. */
        rules: Type.Optional(texts),
        types: Type.Optional(texts),
        /** The reason, or why it is not the other vehicle. */
        why: Type.Optional(Type.String()),
      },
      closed,
    ),
    blindSpots: Type.Record(Type.String(), Type.String()),
    decisions: Type.Optional(Type.String()),
    examples: Type.Array(Type.Object({ name: Type.String(), verdict: Type.String() }, closed)),
    /** What the configuration makes of it. */
    selected: Type.Boolean(),
    effectiveSeverity: Type.String(),
  },
  closed,
);

const OrganizationPolicyEntrySchema = Type.Object(
  {
    id: Type.String(),
    /** `SERVICE_CONTROL_POLICY`, as AWS Organizations writes it. */
    kind: Type.String(),
    practice: Type.String(),
    title: Type.String(),
    why: Type.String(),
    remedy: Type.String(),
    help: Type.String(),
    parameters: Type.Record(
      Type.String(),
      Type.Object({ type: Type.String(), description: Type.String(), default: Type.Unknown(), value: Type.Unknown() }),
    ),
    /** Parameters that it needs and that are not set. */
    missing: texts,
    /** Statements in IAM's language, with the parameters of the configuration; with those of an example where some are missing. */
    statements: Type.Array(Type.Unknown()),
    /** The document in another language than IAM's. */
    document: Type.Optional(Type.Unknown()),
    /** ARN patterns of roles that every deny leaves alone. */
    exemptions: texts,
    gaps: Type.Array(Type.Object({ actions: texts, why: Type.String(), coveredBy: texts }, closed)),
    decisions: Type.Optional(Type.String()),
    sources: texts,
    /** The units of the targets that name it. */
    targets: texts,
  },
  closed,
);

/** What `controls --format json` prints: `schemas/controls.json`. */
export const ControlsSchema = Type.Object(
  {
    version: Type.Literal(1),
    controls: Type.Array(ControlEntrySchema),
    organizationPolicies: Type.Array(OrganizationPolicyEntrySchema),
  },
  { ...closed, $id: 'controls' },
);
export type ControlEntry = Static<typeof ControlEntrySchema>;
export type OrganizationPolicyEntry = Static<typeof OrganizationPolicyEntrySchema>;

/** What `emit --format json` prints: `schemas/emit.json`. */
export const EmitSchema = Type.Object(
  {
    version: Type.Literal(1),
    /** Whether anything was written; `--check` writes nothing. */
    written: Type.Boolean(),
    files: Type.Integer({ minimum: 0 }),
    changes: Type.Array(
      Type.Object({ path: Type.String(), change: Type.Enum(['missing', 'different', 'surplus']) }, closed),
    ),
    notes: texts,
  },
  { ...closed, $id: 'emit' },
);
export type EmitResult = Static<typeof EmitSchema>;

const DriftEntrySchema = Type.Object(
  {
    /** `not-applied` is no drift: the configuration went on. */
    kind: Type.Enum([
      'changed',
      'missing',
      'attached-elsewhere',
      'detached',
      'copied-tags',
      'failed',
      'name-taken',
      'not-looked-at',
      'not-applied',
    ]),
    /** The name of the policy or conformance pack. */
    policy: Type.String(),
    target: Type.Union([Type.String(), Type.Null()]),
    /** Of conformance packs alone. */
    region: Type.Optional(Type.String()),
    message: Type.String(),
  },
  closed,
);

/** What `drift --format json` prints: `schemas/drift.json`. */
export const DriftSchema = Type.Object(
  { version: Type.Literal(1), results: Type.Array(DriftEntrySchema) },
  { ...closed, $id: 'drift' },
);
export type DriftResult = Static<typeof DriftSchema>;

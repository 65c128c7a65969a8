import { type Static, Type } from 'typebox';
import { POLICY_TYPE_NAMES } from './policy-type.js';

/** This module is loaded by `scripts/schemas.ts` and tests alone: at run time `schemas/configuration.json` validates. */

const closed = { additionalProperties: false };
const text = Type.String({ minLength: 1 });
const texts = Type.Array(text);
const account = Type.String({ pattern: '^[0-9]{12}$', description: 'an account number of 12 digits, in quotes' });
const severity = Type.Enum(['low', 'medium', 'high', 'critical']);
const profile = Type.Enum(['essential', 'recommended', 'strict']);

/** A value of a control's own parameter: its type is checked against the control later. */
const parameterValue = Type.Union([
  Type.String(),
  Type.Number(),
  Type.Boolean(),
  Type.Array(Type.String()),
  Type.Array(Type.Number()),
]);
const ownParameters = Type.Record(Type.String(), parameterValue);

/** The parameters that many controls share. */
const SharedParametersSchema = Type.Object(
  {
    regions: Type.Optional(texts),
    breakGlassRoles: Type.Optional(texts),
    exemptRoles: Type.Optional(texts),
    platformRoles: Type.Optional(texts),
    pipelineRoles: Type.Optional(texts),
    allowedLaunchTypes: Type.Optional(texts),
    requiredTags: Type.Optional(texts),
  },
  closed,
);

const ControlSettingsSchema = Type.Object(
  { severity: Type.Optional(severity), parameters: Type.Optional(ownParameters) },
  closed,
);

const ExceptionSchema = Type.Object(
  {
    control: text,
    resource: Type.Optional(text),
    container: Type.Optional(text),
    file: Type.Optional(text),
    accounts: Type.Optional(Type.Array(account, { minItems: 1 })),
    reason: Type.String({ pattern: '\\S', description: 'a reason in words' }),
    owner: Type.String({ pattern: '\\S', description: 'somebody to ask' }),
    expires: Type.String({
      pattern: '^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$',
      description: 'a day as YYYY-MM-DD',
    }),
  },
  closed,
);

const TargetSchema = Type.Object(
  {
    unit: text,
    policies: Type.Optional(texts),
    parameters: Type.Optional(SharedParametersSchema),
    controls: Type.Optional(
      Type.Record(Type.String(), Type.Object({ parameters: Type.Optional(ownParameters) }, closed)),
    ),
  },
  closed,
);

const QuotaSchema = Type.Object(
  {
    characters: Type.Optional(Type.Integer({ minimum: 1 })),
    perTarget: Type.Optional(Type.Integer({ minimum: 1 })),
    reserved: Type.Optional(Type.Integer({ minimum: 0 })),
  },
  closed,
);

const WaveSchema = Type.Object(
  {
    name: text,
    units: Type.Array(text, { minItems: 1 }),
    soak: Type.Optional(
      Type.String({ pattern: '^[0-9]+[smhd]$', description: 'a duration such as `30m`, `24h` or `2d`' }),
    ),
  },
  closed,
);

const ConfigDeliverySchema = Type.Object(
  {
    regions: Type.Optional(texts),
    /** Regions that had packs: they are looked at, so that what is left there goes. */
    formerRegions: Type.Optional(texts),
    profile: Type.Optional(profile),
    excludeUnits: Type.Optional(texts),
    deliveryBucket: Type.Optional(
      Type.String({
        pattern: '^awsconfigconforms[a-z0-9.-]*$',
        description: 'a bucket, whose name AWS Config wants to begin with `awsconfigconforms`',
      }),
    ),
    delegatedAdministrator: Type.Optional(account),
    aggregator: Type.Optional(
      Type.String({
        pattern: '^[A-Za-z0-9_-]+(@[a-z0-9-]+)?$',
        description: 'the name of a configuration aggregator, in the first region or as NAME@REGION',
      }),
    ),
  },
  closed,
);

const OrganizationSchema = Type.Object(
  {
    source: Type.Optional(text),
    assumeRole: Type.Optional(text),
    deploymentRole: Type.Optional(text),
    quotas: Type.Optional(
      Type.Object(Object.fromEntries(POLICY_TYPE_NAMES.map((type) => [type, Type.Optional(QuotaSchema)])), closed),
    ),
    /** Which types of policy a plan may enable, with trusted access of their services. */
    enablePolicyTypes: Type.Optional(
      Type.Union([Type.Literal('all'), Type.Literal('none'), Type.Array(Type.Enum([...POLICY_TYPE_NAMES]))]),
    ),
    targets: Type.Optional(Type.Array(TargetSchema)),
    waves: Type.Optional(Type.Array(WaveSchema)),
    config: Type.Optional(ConfigDeliverySchema),
  },
  closed,
);

/** `ringfence.yaml` as it is written: `schemas/configuration.json`. */
export const ConfigurationSchema = Type.Object(
  {
    version: Type.Optional(Type.Literal(1)),
    extends: Type.Optional(text),
    locked: Type.Optional(texts),
    profile: Type.Optional(profile),
    parameters: Type.Optional(SharedParametersSchema),
    controls: Type.Optional(
      Type.Record(Type.String(), Type.Union([Type.Literal(false), Type.Literal('off'), ControlSettingsSchema])),
    ),
    load: Type.Optional(texts),
    inlineExceptions: Type.Optional(Type.Union([Type.Literal('all'), Type.Literal('none'), texts])),
    organization: Type.Optional(OrganizationSchema),
    exceptions: Type.Optional(Type.Array(ExceptionSchema)),
  },
  { ...closed, $id: 'configuration' },
);

export type ConfigurationFile = Static<typeof ConfigurationSchema>;
export type ControlSettings = Static<typeof ControlSettingsSchema>;
export type SharedParameters = Static<typeof SharedParametersSchema>;
export type Organization = Static<typeof OrganizationSchema>;
export type ExceptionEntry = Static<typeof ExceptionSchema>;

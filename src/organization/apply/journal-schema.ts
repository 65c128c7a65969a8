import { type TSchema, Type } from 'typebox';
import { POLICY_TYPE_NAMES } from '../../configuration/policy-type.js';
import { PACK_STATUSES } from '../conformance-pack.js';
import { DifferenceSchema } from '../plan/packs/difference-schema.js';

/** This module is loaded by `scripts/schemas.ts` and tests alone: at run time `schemas/journal-entry.json` validates. */

const closed = { additionalProperties: false };
const nullable = (schema: TSchema) => Type.Union([schema, Type.Null()]);
const nullableText = nullable(Type.String());
const tags = Type.Record(Type.String(), Type.String());
const kind = Type.Enum([...POLICY_TYPE_NAMES]);
const time = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d+)?Z$' });
const place = Type.Integer({ minimum: 0 });

const texts = Type.Array(Type.String());

const deployment = {
  template: Type.String(),
  parameters: tags,
  excludedAccounts: texts,
  deliveryBucket: nullableText,
};

const PackSchema = Type.Object(
  {
    ...deployment,
    region: Type.String(),
    name: Type.String(),
    status: Type.Enum([...PACK_STATUSES]),
    problem: nullableText,
    template: nullableText,
  },
  closed,
);

const ChangeSchema = Type.Object(
  {
    action: Type.Enum(['create', 'update', 'attach', 'detach', 'delete', 'enable']),
    kind: Type.Union([kind, Type.Literal('conformancePack')]),
    name: Type.String(),
    policy: nullableText,
    target: nullableText,
    targetName: nullableText,
    region: nullableText,
    wave: Type.String(),
    accounts: Type.Integer({ minimum: 0 }),
    before: nullableText,
    after: nullableText,
    tags: nullable(tags),
    newName: nullableText,
    risk: Type.String(),
    /** Of conformance packs alone. */
    pack: Type.Optional(nullable(Type.Object(deployment, closed))),
    difference: Type.Optional(nullable(DifferenceSchema)),
  },
  closed,
);

const PolicySchema = Type.Object(
  {
    id: Type.String(),
    type: kind,
    name: Type.String(),
    description: Type.String(),
    awsManaged: Type.Boolean(),
    content: Type.String(),
    tags,
  },
  closed,
);

const call = (operation: string, members: Record<string, TSchema>): TSchema =>
  Type.Object({ operation: Type.Literal(operation), ...members }, closed);
const policy = Type.String();
const target = Type.String();

const CallSchema = Type.Union([
  call('CreatePolicy', { type: kind, name: policy, description: Type.String(), content: Type.String(), tags }),
  call('UpdatePolicy', { policy, name: Type.String(), content: Type.String() }),
  call('DeletePolicy', { policy }),
  call('AttachPolicy', { policy, target }),
  call('DetachPolicy', { policy, target }),
  call('EnablePolicyType', { type: kind }),
  call('EnableAWSServiceAccess', { service: Type.String() }),
  call('PutOrganizationConformancePack', { region: Type.String(), name: Type.String(), ...deployment }),
  call('DeleteOrganizationConformancePack', { region: Type.String(), name: Type.String() }),
  call('TagResource', { resource: Type.String(), tags }),
  call('UntagResource', { resource: Type.String(), keys: Type.Array(Type.String()) }),
]);

const ErrorSchema = Type.Object(
  { kind: Type.String(), name: Type.String(), reason: nullableText, operation: Type.String(), message: Type.String() },
  closed,
);

const entry = (name: string, members: Record<string, TSchema>): TSchema =>
  Type.Object({ entry: Type.Literal(name), ...members, time }, closed);

/** A line of a run's journal: `schemas/journal-entry.json`. */
export const JournalEntrySchema = Type.Union(
  [
    entry('run', {
      version: Type.Literal(1),
      run: Type.String(),
      checksum: Type.String(),
      source: Type.Object(
        { id: Type.String(), source: Type.String(), caller: nullableText, endpoint: nullableText },
        closed,
      ),
      waves: Type.Array(Type.Object({ name: Type.String(), soakSeconds: Type.Number({ minimum: 0 }) }, closed)),
      changes: Type.Array(ChangeSchema),
      replaced: Type.Array(PolicySchema),
      /** Of conformance packs; templates where they are known. */
      replacedPacks: Type.Optional(Type.Array(PackSchema)),
    }),
    entry('intent', { change: place, call: CallSchema }),
    entry('result', {
      change: place,
      outcome: Type.Enum(['done', 'done-already', 'failed']),
      policy: nullableText,
      error: nullable(ErrorSchema),
    }),
    entry('changed', { change: place }),
    entry('wave', { wave: Type.String() }),
    entry('halt', { change: nullable(place), message: Type.String() }),
    entry('applied', {}),
  ],
  { $id: 'journal-entry' },
);

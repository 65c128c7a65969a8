import { type TSchema, Type } from 'typebox';
import { POLICY_TYPE_NAMES } from '../../configuration/policy-type.js';
import { OrganizationConfigurationSchema } from './configuration-schema.js';

/** This module is loaded by `scripts/schemas.ts` and tests alone: at run time `schemas/organization.json` validates. */

const closed = { additionalProperties: false };
const pattern = (text: string, description: string) => Type.String({ pattern: text, description });
const tags = Type.Optional(Type.Record(Type.String(), Type.String()));
/** Source of the patterns: the models of the Organizations API. */
const policyIds = Type.Optional(
  Type.Array(pattern('^p-[0-9a-zA-Z_]{8,128}$', 'the id of a policy, such as `p-FullAWSAccess`')),
);
const accountNumber = pattern('^[0-9]{12}$', 'an account number of 12 digits, in quotes');
const unitId = pattern('^ou-[0-9a-z]{4,32}-[a-z0-9]{8,32}$', 'the id of a unit, such as `ou-exam-workload1`');

const AccountSchema = Type.Object(
  {
    id: accountNumber,
    name: Type.String({ minLength: 1 }),
    state: Type.Optional(Type.Enum(['PENDING_ACTIVATION', 'ACTIVE', 'SUSPENDED', 'PENDING_CLOSURE', 'CLOSED'])),
    policies: policyIds,
    tags,
  },
  closed,
);

const members = {
  name: Type.String({ minLength: 1 }),
  policies: policyIds,
  accounts: Type.Optional(Type.Array(AccountSchema)),
  tags,
};

const unit = (units: TSchema): TSchema =>
  Type.Object({ id: unitId, ...members, units: Type.Optional(Type.Array(units)) }, closed);

/** Units nest at most five deep. Source: quotas of AWS Organizations. */
const units = Array.from({ length: 5 }).reduce<TSchema>((below) => unit(below), Type.Never());

/** The organization file: `schemas/organization.json`. */
export const OrganizationFileSchema = Type.Object(
  {
    version: Type.Literal(1),
    organization: Type.Object(
      {
        id: pattern('^o-[a-z0-9]{10,32}$', 'the id of an organization, such as `o-exampleorg1`'),
        managementAccount: accountNumber,
        features: Type.Optional(Type.Enum(['ALL', 'CONSOLIDATED_BILLING'])),
      },
      closed,
    ),
    root: Type.Object(
      {
        id: pattern('^r-[0-9a-z]{4,32}$', 'the id of a root, such as `r-exam`'),
        ...members,
        units: Type.Optional(Type.Array(units)),
      },
      closed,
    ),
    policies: Type.Optional(
      Type.Array(
        Type.Object(
          {
            id: pattern('^p-[0-9a-zA-Z_]{8,128}$', 'the id of a policy, such as `p-FullAWSAccess`'),
            type: Type.Enum([...POLICY_TYPE_NAMES]),
            name: Type.String({ minLength: 1, maxLength: 128 }),
            description: Type.Optional(Type.String({ maxLength: 512 })),
            awsManaged: Type.Optional(Type.Boolean()),
            /** A document as data, or its text, which is kept as it is. */
            content: Type.Union([Type.String(), Type.Record(Type.String(), Type.Unknown())]),
            tags,
          },
          closed,
        ),
      ),
    ),
    policyTypes: Type.Optional(
      Type.Object(
        Object.fromEntries(
          POLICY_TYPE_NAMES.map((type) => [
            type,
            Type.Optional(Type.Enum(['ENABLED', 'PENDING_ENABLE', 'PENDING_DISABLE'])),
          ]),
        ),
        closed,
      ),
    ),
    /** Services with trusted access to the organization: `guardduty.amazonaws.com`. */
    trustedServices: Type.Optional(Type.Array(Type.String({ minLength: 1 }))),
    configuration: Type.Optional(OrganizationConfigurationSchema),
  },
  { ...closed, $id: 'organization' },
);

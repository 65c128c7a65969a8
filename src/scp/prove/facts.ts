import type { PolicyType } from '../policy.js';

/** What a proof may rest on, besides the policies. */
export interface Fact {
  readonly id: FactId;
  readonly text: string;
  readonly source: string;
}

/** In the order in which a proof does without them, if it can: what is known least certainly comes first. */
export const FACT_IDS = [
  'carried-keys',
  'resource-formats',
  'key-types',
  'principal-type',
  'principal-account',
  'own-organization',
  'no-service-principal',
  'always-present',
  'requested-region',
  'principal-arn',
] as const;
export type FactId = (typeof FACT_IDS)[number];

const USER_GUIDE = 'https://docs.aws.amazon.com/IAM/latest/UserGuide';
const KEYS = `${USER_GUIDE}/reference_policies_condition-keys.html`;
const CATALOGUE = 'https://docs.aws.amazon.com/service-authorization/latest/reference/reference.html';

const TEXTS: Readonly<Record<FactId, readonly [text: string, source: string]>> = {
  'carried-keys': ['a key that the action does not carry, by the IAM catalogue, is absent', CATALOGUE],
  'resource-formats': [
    'the resource has one of the forms that the IAM catalogue gives for the action, and is `*` where it need have none; a name in it has a colon only where the service allows it',
    CATALOGUE,
  ],
  'key-types': [
    'the value of a key is of the type that the IAM catalogue gives: true or false, a number, a date, an address',
    CATALOGUE,
  ],
  'principal-type': [
    'aws:PrincipalType is Account for root users, User for users, AssumedRole for roles and FederatedUser for federated users, as aws:PrincipalArn has it',
    `${USER_GUIDE}/reference_policies_variables.html#principaltable`,
  ],
  'principal-account': [
    'aws:PrincipalAccount is the account in aws:PrincipalArn',
    `${KEYS}#condition-keys-principalaccount`,
  ],
  'own-organization': ['aws:PrincipalOrgID is that of the organization', `${KEYS}#condition-keys-principalorgid`],
  'no-service-principal': [
    'service control policies never see service principals: aws:PrincipalIsAWSService is false',
    'https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps.html',
  ],
  'always-present': ['keys that AWS documents for every signed request are there', KEYS],
  'requested-region': ['aws:RequestedRegion is there, with one value', `${KEYS}#condition-keys-requestedregion`],
  'principal-arn': [
    'aws:PrincipalArn is there, and is the ARN of a role (with its path, also for a session), a user, a root user or a federated user with an account number of 12 digits',
    `${KEYS}#condition-keys-principalarn`,
  ],
};

/** A fact, with where AWS says so. */
export const factOf = (id: FactId): Fact => ({ id, text: TEXTS[id][0], source: TEXTS[id][1] });

export type Facts = ReadonlySet<FactId>;
export const NO_FACTS: Facts = new Set();

/** RCPs reach principals of every kind, account and organization, anonymous ones included. */
const NOT_OF_RCPS: Facts = new Set([
  'principal-type',
  'principal-account',
  'own-organization',
  'no-service-principal',
  'always-present',
  'principal-arn',
]);

/** The facts that hold of every request that policies of a type reach. */
export const factsOf = (type: PolicyType): Facts =>
  new Set(FACT_IDS.filter((id) => type === 'SERVICE_CONTROL_POLICY' || !NOT_OF_RCPS.has(id)));

/** What holds besides of an ordinary caller of the organization: what a request that refutes something is sought in. */
export const ordinaryFacts = (type: PolicyType): Facts =>
  new Set(FACT_IDS.filter((id) => type === 'SERVICE_CONTROL_POLICY' || id !== 'own-organization'));

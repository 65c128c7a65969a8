import type { Parameter } from '../controls/control.js';
import type { StatementDocument } from '../scp/policy.js';
import type { Inputs } from './organization-policy.js';
import { list, texts } from './statements.js';

/**
 * The account of a service's delegated administrator, where that service is run for the whole organization. It is left
 * alone as an account, not by names of roles: whoever could make a role with such a name would be past the policy.
 */
export const administratorAccounts: Parameter = texts(
  "The service's delegated administrators: accounts in which nothing of this is denied",
  [],
  { pattern: '^[0-9]{12}$' },
);

const accounts = ({ own }: Inputs): string[] => list(own['administratorAccounts']);

/** Holds in every account but the administrators'. */
export const elsewhere = (inputs: Inputs): NonNullable<StatementDocument['Condition']> =>
  accounts(inputs).length > 0 ? { StringNotEquals: { 'aws:PrincipalAccount': accounts(inputs) } } : {};

/** ARN patterns of the administrators' principals. */
export const administrators = (inputs: Inputs): string[] => accounts(inputs).map((account) => `arn:*:*::${account}:*`);

/** The types of policy, as all that sees an organization knows them. */
export { POLICY_TYPE_NAMES, type PolicyTypeName } from '../configuration/policy-type.js';

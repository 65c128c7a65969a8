import assert from 'node:assert/strict';
import { EXAMPLE_PRINCIPAL, exampleInputs } from '../../../src/organization-policies/example.js';
import { statementsOf } from '../../../src/organization-policies/inputs.js';
import type {
  OrganizationPolicyControl,
  RequestExample,
} from '../../../src/organization-policies/organization-policy.js';
import { derivedContext } from '../../../src/scp/derived-context.js';
import { compile } from '../../../src/scp/evaluate/decider.js';
import type { Explanation } from '../../../src/scp/evaluate/explain.js';
import { accountOf } from '../../../src/scp/evaluate/outside.js';
import { parsePolicyDocument } from '../../../src/scp/parse/parse.js';
import type { PolicyType, StatementDocument } from '../../../src/scp/policy.js';

const ORGANIZATION = { id: 'o-exampleorg1', path: 'o-exampleorg1/r-exam/ou-exam-workload1/' };
/** What everybody has besides. */
const ALLOW_ALL: StatementDocument = { Sid: 'FullAccess', Effect: 'Allow', Action: '*', Resource: '*' };

/** The decision on an example, with the control's statements beside full access. */
export function decided(control: OrganizationPolicyControl, example: RequestExample): Explanation {
  const made = statementsOf(control, exampleInputs(control, example));
  assert.ok(made);
  const statements = made.type === 'SERVICE_CONTROL_POLICY' ? [ALLOW_ALL, ...made.statements] : made.statements;
  const decider = compile(
    [{ target: 'r-exam', name: '/', policies: [{ id: 'p-1', name: 'x', policy: policyOf(statements, made.type) }] }],
    { type: made.type, managementAccount: '111111111111', resourceAccount: resourceAccount(example) },
  );
  const principal = example.principal ?? EXAMPLE_PRINCIPAL;
  const organization = accountOf(principal) === '999999999999' ? null : ORGANIZATION;
  const { action, resource = '*', region = 'eu-west-1' } = example;
  const context = derivedContext({ principal, action, region, organization });
  for (const [key, value] of Object.entries(example.context ?? {})) {
    context.set(key.toLowerCase(), typeof value === 'string' ? [value] : value);
  }
  return decider.explain({ action, resource, principal, context });
}

const resourceAccount = ({ resource }: RequestExample): string => accountOf(resource ?? '') || '222222222222';

function policyOf(statements: readonly StatementDocument[], type: PolicyType) {
  const parsed = parsePolicyDocument({ Version: '2012-10-17', Statement: statements }, type);
  assert.deepEqual(parsed.problems, undefined);
  assert.ok(parsed.policy);
  return parsed.policy;
}

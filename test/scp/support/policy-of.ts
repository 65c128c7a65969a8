import assert from 'node:assert/strict';
import { parsePolicyDocument } from '../../../src/scp/parse/parse.js';
import type { Policy, StatementDocument } from '../../../src/scp/policy.js';

/** A policy from statements as JSON has them, without places; an RCP's principal is filled in. */
export function policyOf(
  statements: readonly StatementDocument[],
  { type = 'SERVICE_CONTROL_POLICY', version = '2012-10-17' }: Partial<Pick<Policy, 'type' | 'version'>> = {},
): Policy {
  const principal = type === 'RESOURCE_CONTROL_POLICY' ? { Principal: '*' } : {};
  const document = { Version: version, Statement: statements.map((statement) => ({ ...principal, ...statement })) };
  const { policy, problems } = parsePolicyDocument(document, type);
  assert.ok(policy, JSON.stringify(problems));
  return policy;
}

import type { Catalogue } from '../scp/catalogue/catalogue.js';
import { lint } from '../scp/lint/lint.js';
import { parsePolicyDocument } from '../scp/parse/parse.js';
import type { PolicyType, StatementDocument } from '../scp/policy.js';

/** Rules of lint about names; the others are about style, quotas and exemptions. */
const ABOUT_NAMES: ReadonlySet<string> = new Set([
  'wildcard-service',
  'unknown-service',
  'unknown-action',
  'action-pattern-without-match',
  'unknown-condition-key',
  'key-not-carried',
  'key-carried-by-some',
]);

/**
 * What statements name that is not in the IAM catalogue: actions and condition keys that do not exist, each with the
 * nearest name, and keys that an action does not carry. Empty where there is nothing.
 */
export function catalogueProblems(
  statements: readonly StatementDocument[],
  catalogue: Catalogue,
  type: PolicyType = 'SERVICE_CONTROL_POLICY',
): string[] {
  const parsed = parsePolicyDocument({ Version: '2012-10-17', Statement: statements }, type);
  if (parsed.problems) return parsed.problems.map(({ message }) => message);
  const document = { file: '', policy: parsed.policy, characters: null };
  const { results } = lint([document], { catalogue, quotas: {}, exemptions: [], needs: [] });
  return results.filter(({ rule }) => ABOUT_NAMES.has(rule)).map(({ rule, message }) => `${rule}: ${message}`);
}

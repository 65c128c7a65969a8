// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the variables are those of IAM.
import { meets } from '../../catalogue/glob.js';
import { valuesOf } from '../../minify/patterns.js';
import { arnParts } from '../../patterns.js';
import type { Condition, Statement } from '../../policy.js';
import { type DocumentRule, deny, ofConditions, ofStatements } from '../rule.js';
import { placeholdersIn } from '../variables.js';

const GUIDE = 'docs/scp-semantics.md, "No escape"';
const PRINCIPALS =
  'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-principalarn';

export const exemptionForm: DocumentRule = {
  id: 'exemption-form',
  severity: 'error',
  title: 'An exemption is not of roles whose name begins with fixed characters',
  why: 'Whoever can take on a name that is exempt is exempt. Roles can be guarded by their ARN; users can be renamed and moved, a wildcard straight after `role/` lets anybody choose a fitting name, and the ARN of a session is never the value of `aws:PrincipalArn`. Roles of Identity Center have their path in it: `role/aws-reserved/sso.amazonaws.com/*/AWSReservedSSO_…`.',
  source: GUIDE,
  examples: [
    deny(true, { Condition: { ArnNotLike: { 'aws:PrincipalArn': 'arn:*:iam::*:user/admin' } } }),
    deny(true, { Condition: { ArnNotLike: { 'aws:PrincipalArn': 'arn:*:iam::*:role/*admin' } } }),
    deny(true, { Condition: { ArnNotLike: { 'aws:PrincipalArn': 'arn:*:iam::*:role/AWSReservedSSO_Admin*' } } }),
    deny(true, { Condition: { StringNotLike: { 'aws:PrincipalArn': 'arn:aws:sts::*:assumed-role/admin/*' } } }),
    deny(true, {
      Condition: { ArnNotEquals: { 'aws:PrincipalArn': ['arn:*:iam::*:role/break-glass', 'arn:*:iam::*:root'] } },
    }),
    deny(false, {
      Condition: {
        ArnNotLike: { 'aws:PrincipalArn': ['arn:*:iam::*:role/break-glass', 'arn:aws:iam::*:role/stacksets-exec-*'] },
      },
    }),
    deny(false, { Condition: { ArnLike: { 'aws:PrincipalArn': 'arn:*:iam::*:root' } } }),
    deny(false, { Condition: { ArnNotLike: { 'aws:PrincipalArn': 'arn:aws:iam::${Account}:role/[ROLE]' } } }),
  ],
  check: ofConditions((condition, statement, { policy }) => {
    if (policy.type !== 'SERVICE_CONTROL_POLICY' || !isExemption(condition, statement)) return null;
    for (const value of condition.values) {
      const wrong = placeholdersIn(value).length > 0 ? null : formError(value);
      if (wrong !== null) return `\`${value}\` is exempted, ${wrong}`;
    }
    return null;
  }),
};

function isExemption({ operator, key }: Condition, { effect }: Statement): boolean {
  return effect === 'Deny' && operator.negated && key.toLowerCase() === 'aws:principalarn';
}

/** What is wrong with an exempted ARN pattern, or null. */
function formError(pattern: string): string | null {
  const parts = arnParts(pattern);
  if (!parts) return 'and is no ARN: write `arn:*:iam::*:role/NAME`';
  const [, , service = '', , , resource = ''] = parts;
  if (service !== 'iam' || !resource.startsWith('role/')) return 'and is no role of IAM: exempt roles only';
  const name = resource.slice('role/'.length);
  if (name === '' || /^[*?$]/.test(name))
    return 'and its name has no fixed beginning: anybody can choose a fitting one';
  if (name.startsWith('AWSReservedSSO_')) {
    return 'and matches nobody: the path belongs to it, `role/aws-reserved/sso.amazonaws.com/*/AWSReservedSSO_…`';
  }
  return null;
}

export const exemptionByTag: DocumentRule = {
  id: 'exemption-by-tag',
  severity: 'error',
  title: 'An exemption by a tag of the principal, or by a user',
  why: 'Whoever may tag roles, or pass session tags, exempts himself; users can be renamed. Exempt roles by their ARN.',
  source: GUIDE,
  examples: [
    deny(true, { Condition: { StringNotEquals: { 'aws:PrincipalTag/admin': 'true' } } }),
    deny(true, { Condition: { StringNotEqualsIfExists: { 'aws:username': 'admin' } } }),
    deny(true, { Condition: { StringNotLike: { 'aws:userid': 'AIDAEXAMPLE' } } }),
    deny(false, { Condition: { StringEquals: { 'aws:PrincipalTag/contractor': 'true' } } }),
    {
      ...deny(false, { Action: 's3:*', Condition: { StringNotEquals: { 'aws:PrincipalTag/perimeter': 'true' } } }),
      type: 'RESOURCE_CONTROL_POLICY',
    },
  ],
  check: ofConditions(({ operator, key }, { effect }, { policy }) => {
    if (policy.type !== 'SERVICE_CONTROL_POLICY' || effect !== 'Deny' || !operator.negated) return null;
    return /^aws:(principaltag\/.*|username|userid)$/is.test(key)
      ? `\`${key}\` exempts by what others than administrators can often set: exempt roles by \`aws:PrincipalArn\``
      : null;
  }),
};

export const deniesExempted: DocumentRule = {
  id: 'denies-exempted',
  severity: 'warning',
  title: 'A Deny reaches roles that the configuration exempts',
  why: 'Break-glass and deployment roles are to keep their access in every account. The rule looks at `aws:PrincipalArn` alone; whether a role is denied in the end is proved by the property `allowed`.',
  source: PRINCIPALS,
  examples: [
    deny(true, {}),
    deny(true, { Condition: { ArnNotLike: { 'aws:PrincipalArn': 'arn:*:iam::*:role/another' } } }),
    deny(false, {
      Condition: { ArnNotLike: { 'aws:PrincipalArn': ['arn:*:iam::*:role/break-*', 'arn:*:iam::*:role/another'] } },
    }),
    deny(false, { Condition: { ArnLike: { 'aws:PrincipalArn': 'arn:*:iam::*:root' } } }),
    { ...deny(false, { Action: 's3:*' }), type: 'RESOURCE_CONTROL_POLICY' },
  ],
  check: ofStatements((statement, { exemptions, policy }) => {
    if (policy.type !== 'SERVICE_CONTROL_POLICY' || statement.effect !== 'Deny') return [];
    return exemptions
      .filter((exemption) => !statement.conditions.some((condition) => leavesAlone(condition, exemption)))
      .map(
        (exemption) => `\`${exemption}\` is exempted in the configuration, and this statement does not leave it out`,
      );
  }),
};

/** Whether no principal that an exemption matches can fulfil a condition. */
function leavesAlone({ operator, key, values }: Condition, exemption: string): boolean {
  if (key.toLowerCase() !== 'aws:principalarn' || operator.set !== null) return false;
  if (!['ArnLike', 'ArnEquals', 'StringLike'].includes(operator.base)) return false;
  const { covers } = valuesOf(operator.base);
  if (operator.negated) return values.some((value) => covers(value, exemption));
  const meet = operator.base === 'StringLike' ? meets : arnsMeet;
  return values.every((value) => !value.includes('${') && !meet(value, exemption));
}

/** Part by part: `root` is no role, whatever a star before it stands for. */
function arnsMeet(one: string, other: string): boolean {
  const [parts, others] = [arnParts(one), arnParts(other)];
  return parts !== null && others !== null && parts.every((part, index) => meets(part, others[index] ?? ''));
}

import { matching } from '../../catalogue/matching.js';
import type { Level } from '../../level.js';
import { coversAction } from '../../minify/patterns.js';
import type { PolicyType, Statement } from '../../policy.js';
import { POLICY_TYPES } from '../../policy.js';
import type { LintSettings, SetRule } from '../rule.js';

const EVALUATION =
  'https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps_evaluation.html';

const allowsOf = (level: Level): readonly Statement[] =>
  level.policies
    .filter(({ policy }) => policy.type === 'SERVICE_CONTROL_POLICY')
    .flatMap(({ policy }) => policy.statements.filter(({ effect }) => effect === 'Allow'));

export const levelWithoutAllow: SetRule = {
  id: 'level-without-allow',
  severity: 'error',
  title: 'Nothing attached at a level allows anything',
  why: 'An SCP must allow an action at the root, at every unit on the way and at the account. Where none does, everything is denied for all below. Attach `FullAWSAccess`, or an allow list.',
  source: EVALUATION,
  check: (levels) =>
    levels
      .filter((level) => level.policies.some(({ policy }) => policy.type === 'SERVICE_CONTROL_POLICY'))
      .filter((level) => allowsOf(level).length === 0)
      .map(({ name }) => ({
        name,
        message: `no policy at \`${name}\` allows anything, so everything below is denied: attach \`FullAWSAccess\` or an allow list`,
      })),
};

export const allowListLacks: SetRule = {
  id: 'allow-list-lacks',
  severity: 'error',
  title: 'An allow list leaves out an action that is needed',
  why: 'Without `FullAWSAccess` what no Allow lists is denied, for exempted roles too. What is needed comes from the configuration: the actions of the deployment role, say. An Allow under conditions counts as one.',
  source: EVALUATION,
  check: (levels, settings) =>
    levels
      .filter((level) => allowsOf(level).length > 0)
      .flatMap((level) =>
        settings.needs
          .filter(({ action }) => !allowsOf(level).some((statement) => allows(statement, action, settings)))
          .map(({ action, why }) => ({
            name: level.name,
            message: `the allow list at \`${level.name}\` lacks \`${action}\`: ${why}`,
          })),
      ),
};

function allows({ actions }: Statement, needed: string, { catalogue }: LintSettings): boolean {
  const listed = (name: string) => actions.patterns.some((pattern) => coversAction(pattern, name));
  if (!actions.negated && listed(needed)) return true;
  const names = matching(catalogue, needed);
  return names.length > 0 && names.every((name) => listed(name) !== actions.negated);
}

export const tooManyPolicies: SetRule = {
  id: 'too-many-policies',
  severity: 'error',
  title: 'More policies at a target than AWS takes',
  why: 'The number counts what is attached directly, `FullAWSAccess` and `RCPFullAWSAccess` included. It is a setting (`organization.quotas`).',
  source: 'https://docs.aws.amazon.com/organizations/latest/userguide/orgs_reference_limits.html',
  check: (levels, { quotas }) =>
    levels.flatMap((level) =>
      POLICY_TYPES.flatMap((type) => {
        const limit = quotas[type]?.perTarget;
        const count = countOf(level, type);
        if (limit === undefined || count <= limit) return [];
        return [
          {
            name: level.name,
            message: `${count} policies of type ${type} at \`${level.name}\`, and ${limit} are allowed`,
          },
        ];
      }),
    ),
};

const countOf = ({ policies }: Level, type: PolicyType) => policies.filter(({ policy }) => policy.type === type).length;

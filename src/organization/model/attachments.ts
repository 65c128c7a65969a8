import type { Call } from '../call.js';
import { MANAGED_POLICIES } from '../managed-policies.js';
import type { Quotas } from '../quotas.js';
import type { Account, Organization, OrganizationPolicy, Unit } from '../tree.js';
import { type Outcome, refusal, taken } from './refusal.js';
import { findTarget, mapTargets } from './state.js';

type Of<Operation extends Call['operation']> = Extract<Call, { operation: Operation }>;

interface Pair {
  readonly policy: OrganizationPolicy;
  readonly target: Unit | Account;
  /** Policies of the same type at the target. */
  readonly count: number;
}

/** Source: the AWS Organizations API, AttachPolicy. */
export function attachPolicy(organization: Organization, call: Of<'AttachPolicy'>, quotas: Quotas): Outcome {
  return pairOf(organization, call, ({ policy, target, count }) => {
    const { operation } = call;
    if (organization.policyTypes[policy.type] !== 'ENABLED')
      return refusal(operation, 'PolicyTypeNotEnabledException', `${policy.type} is not enabled in this organization`);
    if (target.policies.includes(policy.id))
      return refusal(operation, 'DuplicatePolicyAttachmentException', `\`${policy.name}\` is attached there already`);
    const limit = quotas[policy.type].perTarget;
    if (limit !== null && count >= limit)
      return refusal(
        operation,
        'ConstraintViolationException',
        `\`${target.name}\` has ${count} policies of type ${policy.type}, and takes ${limit}`,
        'MAX_POLICY_TYPE_ATTACHMENT_LIMIT_EXCEEDED',
      );
    return taken(withAttached(organization, target.id, [...target.policies, policy.id]));
  });
}

/** AWS's own resource control policy, which stays wherever it is. Source: RCP pages of the User Guide. */
const NOT_DETACHABLE = 'p-RCPFullAWSAccess';

/** Source: the AWS Organizations API, DetachPolicy; a target keeps at least one service control policy. */
export function detachPolicy(organization: Organization, call: Of<'DetachPolicy'>): Outcome {
  return pairOf(organization, call, ({ policy, target, count }) => {
    const { operation } = call;
    if (!target.policies.includes(policy.id))
      return refusal(operation, 'PolicyNotAttachedException', `\`${policy.name}\` is not attached there`);
    if (policy.id === NOT_DETACHABLE)
      return refusal(
        operation,
        'InvalidInputException',
        `\`${policy.name}\` cannot be detached`,
        'NON_DETACHABLE_POLICY',
      );
    if (policy.type === 'SERVICE_CONTROL_POLICY' && count === 1)
      return refusal(
        operation,
        'ConstraintViolationException',
        `\`${policy.name}\` is the last service control policy of \`${target.name}\`: attach another first`,
        'MIN_POLICY_TYPE_ATTACHMENT_LIMIT_EXCEEDED',
      );
    return taken(
      withAttached(
        organization,
        target.id,
        target.policies.filter((id) => id !== policy.id),
      ),
    );
  });
}

function pairOf(
  organization: Organization,
  call: Of<'AttachPolicy'> | Of<'DetachPolicy'>,
  change: (pair: Pair) => Outcome,
): Outcome {
  const policy = organization.policies.get(call.policy);
  if (!policy) return refusal(call.operation, 'PolicyNotFoundException', `there is no policy \`${call.policy}\``);
  const target = findTarget(organization.root, call.target);
  if (!target)
    return refusal(call.operation, 'TargetNotFoundException', `there is no \`${call.target}\` in the organization`);
  const count = target.policies.filter((id) => organization.policies.get(id)?.type === policy.type).length;
  return change({ policy, target, count });
}

const withAttached = (organization: Organization, id: string, policies: readonly string[]): Organization => ({
  ...organization,
  root: mapTargets(organization.root, (target) => (target.id === id ? { ...target, policies } : target)),
});

/** Source: the AWS Organizations API, EnablePolicyType. The model enables at once. */
export function enablePolicyType(organization: Organization, { operation, type }: Of<'EnablePolicyType'>): Outcome {
  if (organization.features !== 'ALL')
    return refusal(
      operation,
      'PolicyTypeNotAvailableForOrganizationException',
      'the organization has consolidated billing only: enable all features',
    );
  const status = organization.policyTypes[type];
  if (status === 'PENDING_DISABLE')
    return refusal(operation, 'PolicyChangesInProgressException', `${type} is being disabled`);
  if (status === 'ENABLED')
    return refusal(operation, 'PolicyTypeAlreadyEnabledException', `${type} is enabled already`);
  const policyTypes = { ...organization.policyTypes, [type]: 'ENABLED' as const };
  const policy = MANAGED_POLICIES[type];
  if (!policy) return taken({ ...organization, policyTypes });
  const policies = new Map(organization.policies).set(policy.id, policy);
  const root = mapTargets(organization.root, (target) =>
    target.policies.includes(policy.id) ? target : { ...target, policies: [policy.id, ...target.policies] },
  );
  return taken({ ...organization, policyTypes, policies, root });
}

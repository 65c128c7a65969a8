import { callsOf } from '../apply/calls.js';
import type { Change } from '../change.js';
import { answerCall } from '../model/answer-call.js';
import type { Answer } from '../port-error.js';
import type { Quotas } from '../quotas.js';
import type { Organization } from '../tree.js';

/**
 * The organization after changes, by what AWS makes of their calls; or the first error that is in the way. What is so
 * already, or gone already, is no error: a run that stopped halfway is undone by changes that find nothing to do.
 */
export function organizationAfter(
  organization: Organization,
  changes: readonly Change[],
  quotas: Quotas,
): Answer<Organization> {
  let current = organization;
  for (const change of changes) {
    for (const call of callsOf(change, policyOf(change, current))) {
      const { value, error } = answerCall(current, call, quotas);
      if (value) current = value.organization;
      else if (error.kind !== 'done-already') return { error };
    }
  }
  return { value: current };
}

/** The id of the policy that a change is about, which may have come only on the way. */
function policyOf({ policy, kind, name }: Change, { policies }: Organization): string | null {
  if (policy !== null) return policies.has(policy) ? policy : null;
  return [...policies.values()].find((one) => one.type === kind && one.name === name)?.id ?? null;
}

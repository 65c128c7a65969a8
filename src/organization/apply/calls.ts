import type { Call } from '../call.js';
import { type Change, isPackChange, type PackChange } from '../change.js';

/** What every policy of ringfence has as its description. */
const DESCRIPTION = 'Managed by ringfence: change its configuration, not this policy.';

/**
 * The calls that make a change, in order.
 *
 * @param policy the id of the policy that it is about; null where it creates one or is about none
 */
export function callsOf(change: Change, policy: string | null): readonly Call[] {
  if (isPackChange(change)) return packCalls(change);
  const { action, kind, name, target, after, tags, newName } = change;
  if (action === 'enable')
    return name === kind
      ? [{ operation: 'EnablePolicyType', type: kind }]
      : [{ operation: 'EnableAWSServiceAccess', service: name }];
  if (action === 'create')
    return [
      {
        operation: 'CreatePolicy',
        type: kind,
        name,
        description: DESCRIPTION,
        content: after ?? '',
        tags: tags ?? {},
      },
    ];
  if (policy === null) return [];
  if (action === 'update') {
    const update = { operation: 'UpdatePolicy', policy, name: newName ?? name, content: after ?? '' } as const;
    return tags === null ? [update] : [update, { operation: 'TagResource', resource: policy, tags }];
  }
  if (action === 'delete') return [{ operation: 'DeletePolicy', policy }];
  if (target === null) return [];
  return [{ operation: action === 'attach' ? 'AttachPolicy' : 'DetachPolicy', policy, target }];
}

function packCalls({ action, name, region, pack }: PackChange): readonly Call[] {
  if (region === null) return [{ operation: 'EnableAWSServiceAccess', service: name }];
  if (action === 'delete' || pack === null) return [{ operation: 'DeleteOrganizationConformancePack', region, name }];
  return [{ operation: 'PutOrganizationConformancePack', region, name, ...pack }];
}

import type { Call } from '../call.js';
import type { Quotas } from '../quotas.js';
import type { Organization } from '../tree.js';
import { attachPolicy, detachPolicy, enablePolicyType } from './attachments.js';
import { deleteConformancePack, putConformancePack } from './conformance-packs.js';
import { createPolicy, deletePolicy, updatePolicy } from './policies.js';
import { type Outcome, refusal, taken } from './refusal.js';
import { tagResource, untagResource, wrongTag } from './tags.js';

/** What AWS Organizations would make of a call: a new state and an answer, or the error that it gives. */
export function answerCall(organization: Organization, call: Call, quotas: Quotas): Outcome {
  switch (call.operation) {
    case 'CreatePolicy':
      return wrongTag(call.tags) === null
        ? createPolicy(organization, call, quotas)
        : refusal(
            call.operation,
            'InvalidInputException',
            'a tag has characters or a length that AWS does not take',
            'INVALID_PATTERN',
          );
    case 'UpdatePolicy':
      return updatePolicy(organization, call, quotas);
    case 'DeletePolicy':
      return deletePolicy(organization, call);
    case 'AttachPolicy':
      return attachPolicy(organization, call, quotas);
    case 'DetachPolicy':
      return detachPolicy(organization, call);
    case 'EnablePolicyType':
      return enablePolicyType(organization, call);
    case 'EnableAWSServiceAccess':
      return taken(withService(organization, call.service));
    case 'PutOrganizationConformancePack':
      return putConformancePack(organization, call);
    case 'DeleteOrganizationConformancePack':
      return deleteConformancePack(organization, call);
    case 'TagResource':
      return tagResource(organization, call);
    case 'UntagResource':
      return untagResource(organization, call);
  }
}

const withService = (organization: Organization, service: string): Organization => ({
  ...organization,
  trustedServices: [...new Set([...(organization.trustedServices ?? []), service])].toSorted(),
});

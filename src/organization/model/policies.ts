import { createHash } from 'node:crypto';
import type { PolicyTypeName } from '../../configuration/policy-type.js';
import type { Call } from '../call.js';
import type { Quotas } from '../quotas.js';
import type { Organization, OrganizationPolicy } from '../tree.js';
import { malformed } from './documents.js';
import { type Outcome, refusal, taken } from './refusal.js';
import { isAttached, withPolicy } from './state.js';

type Of<Operation extends Call['operation']> = Extract<Call, { operation: Operation }>;

/** Source of every error here: the AWS Organizations API, CreatePolicy. */
export function createPolicy(organization: Organization, call: Of<'CreatePolicy'>, quotas: Quotas): Outcome {
  const { operation, type, name, description, content, tags } = call;
  const { policies, features } = organization;
  if (features !== 'ALL')
    return refusal(
      operation,
      'PolicyTypeNotAvailableForOrganizationException',
      'the organization has consolidated billing only: enable all features',
    );
  const wrong =
    wrongContent(operation, type, name, content, quotas) ?? nameClash(organization, operation, type, name, null);
  if (wrong) return wrong;
  const count = [...policies.values()].filter((policy) => policy.type === type && !policy.awsManaged).length;
  if (count >= quotas[type].policies)
    return refusal(
      operation,
      'ConstraintViolationException',
      `the organization has ${count} policies of type ${type}, and takes no more`,
      'POLICY_NUMBER_LIMIT_EXCEEDED',
    );
  const id = freeId(organization, type, name);
  return taken(withPolicy(organization, id, { id, type, name, description, awsManaged: false, content, tags }), id);
}

/** Source: the AWS Organizations API, UpdatePolicy. */
export function updatePolicy(organization: Organization, call: Of<'UpdatePolicy'>, quotas: Quotas): Outcome {
  const { operation, policy: id, name, content } = call;
  return ownPolicy(organization, operation, id, (policy) => {
    const wrong =
      wrongContent(operation, policy.type, name, content, quotas) ??
      nameClash(organization, operation, policy.type, name, id);
    return wrong ?? taken(withPolicy(organization, id, { ...policy, name, content }));
  });
}

/** Source: the AWS Organizations API, DeletePolicy. */
export function deletePolicy(organization: Organization, { operation, policy: id }: Of<'DeletePolicy'>): Outcome {
  return ownPolicy(organization, operation, id, ({ name }) => {
    if (isAttached(organization.root, id))
      return refusal(operation, 'PolicyInUseException', `\`${name}\` is still attached: detach it everywhere first`);
    return taken(withPolicy(organization, id, null));
  });
}

function ownPolicy(
  organization: Organization,
  operation: string,
  id: string,
  change: (policy: OrganizationPolicy) => Outcome,
): Outcome {
  const policy = organization.policies.get(id);
  if (!policy) return refusal(operation, 'PolicyNotFoundException', `there is no policy \`${id}\``);
  if (!policy.awsManaged) return change(policy);
  const message = `\`${policy.name}\` is AWS's own and cannot be changed`;
  return refusal(operation, 'InvalidInputException', message, 'IMMUTABLE_POLICY');
}

/** AWS counts characters as they are sent. Source: PolicyContent, PolicyName; quotas of the User Guide. */
function wrongContent(
  operation: string,
  type: PolicyTypeName,
  name: string,
  content: string,
  quotas: Quotas,
): Outcome | null {
  if (name.length < 1 || name.length > 128) {
    const reason = name.length < 1 ? 'MIN_LENGTH_EXCEEDED' : 'MAX_LENGTH_EXCEEDED';
    return refusal(operation, 'InvalidInputException', 'a name has 1 to 128 characters', reason);
  }
  const problem = malformed(type, content);
  if (problem) return refusal(operation, 'MalformedPolicyDocumentException', `\`${name}\`: ${problem}`);
  const limit = quotas[type].characters;
  if (limit === null || content.length <= limit) return null;
  return refusal(
    operation,
    'ConstraintViolationException',
    `\`${name}\` has ${content.length} characters, and a document of type ${type} takes ${limit}`,
    'POLICY_CONTENT_LIMIT_EXCEEDED',
  );
}

function nameClash(
  organization: Organization,
  operation: string,
  type: PolicyTypeName,
  name: string,
  self: string | null,
): Outcome | null {
  for (const policy of organization.policies.values()) {
    if (policy.type === type && policy.name === name && policy.id !== self)
      return refusal(operation, 'DuplicatePolicyException', `a policy named \`${name}\` exists: \`${policy.id}\``);
  }
  return null;
}

/** The same for the same type and name, unless a policy that has been renamed since holds it. */
function freeId(organization: Organization, type: PolicyTypeName, name: string): string {
  for (let number = 0; ; number++) {
    const text = number === 0 ? `${type} ${name}` : `${type} ${name} ${number}`;
    const id = `p-${createHash('sha256').update(text).digest('hex').slice(0, 10)}`;
    if (!organization.policies.has(id)) return id;
  }
}

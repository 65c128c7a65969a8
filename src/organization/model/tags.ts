import type { Call, Tags } from '../call.js';
import type { Organization } from '../tree.js';
import { type Outcome, refusal, taken } from './refusal.js';
import { findTarget, mapTargets, withPolicy } from './state.js';

type Of<Operation extends Call['operation']> = Extract<Call, { operation: Operation }>;

/** Source: the AWS Organizations API, TagResource: 50 tags, keys of 1 to 128, values of up to 256 characters. */
const MOST_TAGS = 50;
const KEY = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]{1,128}$/u;
const VALUE = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]{0,256}$/u;

export function tagResource(organization: Organization, { operation, resource, tags }: Of<'TagResource'>): Outcome {
  const wrong = wrongTag(tags);
  if (wrong !== null) {
    const message = `tag \`${wrong}\` has characters or a length that AWS does not take`;
    return refusal(operation, 'InvalidInputException', message, 'INVALID_PATTERN');
  }
  return changeTags(organization, operation, resource, (there) => ({ ...there, ...tags }));
}

export function untagResource(organization: Organization, { operation, resource, keys }: Of<'UntagResource'>): Outcome {
  return changeTags(organization, operation, resource, (there) =>
    Object.fromEntries(Object.entries(there).filter(([key]) => !keys.includes(key))),
  );
}

/** The key of a tag that AWS would refuse, or null. */
export function wrongTag(tags: Tags): string | null {
  return Object.entries(tags).find(([key, value]) => !KEY.test(key) || !VALUE.test(value))?.[0] ?? null;
}

function changeTags(
  organization: Organization,
  operation: string,
  resource: string,
  change: (tags: Tags) => Tags,
): Outcome {
  const { policies, root } = organization;
  const policy = policies.get(resource);
  if (policy?.awsManaged)
    return refusal(operation, 'InvalidInputException', `\`${resource}\` is AWS's own`, 'IMMUTABLE_POLICY');
  const holder = policy ?? findTarget(root, resource);
  if (!holder) return refusal(operation, 'TargetNotFoundException', `there is no \`${resource}\` in the organization`);
  const tags = change(holder.tags);
  if (Object.keys(tags).length > MOST_TAGS) {
    const message = `\`${resource}\` would have more than ${MOST_TAGS} tags`;
    return refusal(operation, 'ConstraintViolationException', message, 'MAX_TAG_LIMIT_EXCEEDED');
  }
  if (policy) return taken(withPolicy(organization, resource, { ...policy, tags }));
  return taken({
    ...organization,
    root: mapTargets(root, (target) => (target.id === resource ? { ...target, tags } : target)),
  });
}

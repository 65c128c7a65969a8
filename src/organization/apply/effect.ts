import type { PolicyTypeName } from '../../configuration/policy-type.js';
import type { Call, Tags } from '../call.js';
import type { Change } from '../change.js';
import type { OrganizationPort } from '../port.js';
import type { Answer } from '../port-error.js';
import type { OrganizationPolicy } from '../tree.js';
import { type Effect, effect } from './effect-value.js';
import { deleteEffect, putEffect } from './pack-effect.js';

type Of<Operation extends Call['operation']> = Extract<Call, { operation: Operation }>;

/**
 * Looks for the effect of a call.
 *
 * @param kind of the change that it is made for
 * @param made the id of the policy that a CreatePolicy made, where it is known: looking for the name asks for every policy
 */
export async function effectOf(
  port: OrganizationPort,
  kind: Change['kind'],
  call: Call,
  made: string | null,
): Promise<Answer<Effect>> {
  switch (call.operation) {
    case 'CreatePolicy':
      return created(call, await (made === null ? port.policyNamed(call.type, call.name) : port.policy(made)));
    case 'UpdatePolicy':
      return map(await port.policy(call.policy), (policy) =>
        effect(
          policy?.content === call.content && policy.name === call.name,
          `policy \`${call.policy}\` has another name or content`,
        ),
      );
    case 'DeletePolicy':
      return map(await port.policy(call.policy), (policy) =>
        effect(policy === null, `policy \`${call.policy}\` is still there`),
      );
    case 'AttachPolicy':
      return map(await port.attachedTo(call.target, policyType(kind)), (ids) =>
        effect(ids.includes(call.policy), `policy \`${call.policy}\` is not attached to \`${call.target}\``),
      );
    case 'DetachPolicy':
      return map(await port.attachedTo(call.target, policyType(kind)), (ids) =>
        effect(!ids.includes(call.policy), `policy \`${call.policy}\` is attached to \`${call.target}\``),
      );
    case 'PutOrganizationConformancePack':
      return map(await port.conformancePack(call.region, call.name), (pack) => putEffect(call, pack));
    case 'DeleteOrganizationConformancePack':
      return map(await port.conformancePack(call.region, call.name), (pack) => deleteEffect(call, pack));
    default:
      return settingOf(port, call);
  }
}

function policyType(kind: Change['kind']): PolicyTypeName {
  // INVARIANT: only policies are attached.
  if (kind === 'conformancePack') throw new Error('a conformance pack is attached nowhere');
  return kind;
}

async function settingOf(
  port: OrganizationPort,
  call: Of<'EnablePolicyType' | 'EnableAWSServiceAccess' | 'TagResource' | 'UntagResource'>,
): Promise<Answer<Effect>> {
  switch (call.operation) {
    case 'EnablePolicyType':
      return map(await port.policyTypes(), (types) =>
        effect(types[call.type] === 'ENABLED', `${call.type} is not enabled`),
      );
    case 'EnableAWSServiceAccess':
      return map(await port.trustedServices(), (services) =>
        effect(services.includes(call.service), `\`${call.service}\` has no trusted access`),
      );
    case 'TagResource':
      return map(await port.tagsOf(call.resource), (tags) =>
        effect(hasTags(tags, call.tags), `\`${call.resource}\` has other tags`),
      );
    case 'UntagResource':
      return map(await port.tagsOf(call.resource), (tags) =>
        effect(!call.keys.some((key) => key in tags), `\`${call.resource}\` still has the tags`),
      );
  }
}

function created(call: Of<'CreatePolicy'>, found: Answer<OrganizationPolicy | null>): Answer<Effect> {
  return map(found, (policy) => {
    if (!policy) return effect(false, `there is no policy \`${call.name}\``);
    const same = policy.name === call.name && policy.content === call.content && hasTags(policy.tags, call.tags);
    return effect(same, `policy \`${call.name}\` (\`${policy.id}\`) has other content or tags`, policy.id);
  });
}

const hasTags = (there: Tags, wanted: Tags): boolean =>
  Object.entries(wanted).every(([key, value]) => there[key] === value);

const map = <From, To>(answer: Answer<From>, change: (value: From) => To): Answer<To> =>
  answer.error ? answer : { value: change(answer.value) };

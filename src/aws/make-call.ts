import {
  AttachPolicyCommand,
  CreatePolicyCommand,
  DeletePolicyCommand,
  DetachPolicyCommand,
  EnableAWSServiceAccessCommand,
  EnablePolicyTypeCommand,
  type OrganizationsClient,
  TagResourceCommand,
  UntagResourceCommand,
  UpdatePolicyCommand,
} from '@aws-sdk/client-organizations';
import type { PolicyTypeName } from '../configuration/policy-type.js';
import type { Call, Tags } from '../organization/call.js';
import type { Clock } from '../organization/port.js';
import { summaryOf } from './answers.js';
import type { Caller } from './caller.js';
import { CallFailure } from './errors.js';
import { field } from './guards.js';
import type { PackCall } from './pack-call.js';
import { rootOf } from './policies.js';

interface Connection {
  readonly client: OrganizationsClient;
  readonly caller: Caller;
  readonly clock: Clock;
}

/** A call of AWS Organizations. */
type OrganizationsCall = Exclude<Call, PackCall>;

/** Makes a call; the id of the policy that was created, or null. @throws CallFailure */
export async function makeCall(call: OrganizationsCall, connection: Connection): Promise<string | null> {
  const { client, caller } = connection;
  if (call.operation === 'EnablePolicyType') return enable(call.type, connection);
  const output = await caller.call(call.operation, () => send(client, call));
  if (call.operation !== 'CreatePolicy') return null;
  return summaryOf('CreatePolicy', field(field(output, 'Policy'), 'PolicySummary')).id;
}

const pairs = (tags: Tags) => Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));

function send(
  client: OrganizationsClient,
  call: Exclude<OrganizationsCall, { readonly operation: 'EnablePolicyType' }>,
): Promise<object> {
  switch (call.operation) {
    case 'CreatePolicy': {
      const { type: Type, name: Name, description: Description, content: Content, tags } = call;
      return client.send(new CreatePolicyCommand({ Type, Name, Description, Content, Tags: pairs(tags) }));
    }
    case 'UpdatePolicy':
      return client.send(new UpdatePolicyCommand({ PolicyId: call.policy, Name: call.name, Content: call.content }));
    case 'DeletePolicy':
      return client.send(new DeletePolicyCommand({ PolicyId: call.policy }));
    case 'AttachPolicy':
      return client.send(new AttachPolicyCommand({ PolicyId: call.policy, TargetId: call.target }));
    case 'DetachPolicy':
      return client.send(new DetachPolicyCommand({ PolicyId: call.policy, TargetId: call.target }));
    case 'EnableAWSServiceAccess':
      return client.send(new EnableAWSServiceAccessCommand({ ServicePrincipal: call.service }));
    case 'TagResource':
      return client.send(new TagResourceCommand({ ResourceId: call.resource, Tags: pairs(call.tags) }));
    case 'UntagResource':
      return client.send(new UntagResourceCommand({ ResourceId: call.resource, TagKeys: [...call.keys] }));
  }
}

/** How often, and how many milliseconds apart, a type that is being enabled is looked at: five minutes in all. */
const LOOKS = 60;
const BETWEEN_LOOKS = 5_000;

/** AWS enables a type after the answer. Source: EnablePolicyType, "This is an asynchronous request". */
async function enable(type: PolicyTypeName, { client, caller, clock }: Connection): Promise<null> {
  const operation = 'EnablePolicyType';
  const root = await rootOf(client, caller);
  await caller.call(operation, () => client.send(new EnablePolicyTypeCommand({ RootId: root.id, PolicyType: type })));
  for (let looks = 0; looks < LOOKS; looks++) {
    const { policyTypes } = await rootOf(client, caller);
    if (policyTypes[type] === 'ENABLED') return null;
    await clock.sleep(BETWEEN_LOOKS);
  }
  const message = `${type} is still not enabled five minutes after AWS took the request: go on later`;
  throw new CallFailure({ kind: 'no-answer', name: 'PENDING_ENABLE', reason: null, operation, message });
}

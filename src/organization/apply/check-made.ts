import type { Call } from '../call.js';
import type { Change } from '../change.js';
import type { OrganizationPort } from '../port.js';
import type { Answer } from '../port-error.js';
import { callsOf } from './calls.js';
import { effectOf } from './effect.js';
import { policyKey, type RunState } from './journal.js';

interface Made {
  readonly kind: Change['kind'];
  readonly call: Call;
  /** Of the policy, where it is about one. */
  readonly id: string | null;
}

/**
 * Whether everything that a run has made is still so. What later changes of the run undid is left out, and what one that
 * was interrupted may have undone.
 *
 * @returns the differences in words; none when all is there
 */
export async function checkMade(
  port: OrganizationPort,
  state: Pick<RunState, 'start' | 'made' | 'begun'>,
  created: ReadonlyMap<string, string>,
): Promise<Answer<readonly string[]>> {
  const differences: string[] = [];
  for (const { kind, call, id } of lastCalls(state, created)) {
    const seen = await effectOf(port, kind, call, id);
    if (seen.error) return seen;
    if (!seen.value.there) differences.push(seen.value.difference);
  }
  return { value: differences };
}

/** The last call for each policy, attachment, pack, type, service and set of tags. */
function lastCalls(
  { start, made, begun }: Pick<RunState, 'start' | 'made' | 'begun'>,
  created: ReadonlyMap<string, string>,
): Made[] {
  const last = new Map<string, Made>();
  for (const [index, change] of start.changes.entries()) {
    if (!made.has(index) && !begun.has(index)) continue;
    const id = change.policy ?? created.get(policyKey(change.kind, change.name)) ?? null;
    for (const call of callsOf(change, id)) {
      if (call.operation === 'DeletePolicy') forget(last, call.policy);
      if (made.has(index)) last.set(subject(call, id), { kind: change.kind, call, id });
      else last.delete(subject(call, id));
    }
  }
  return [...last.values()];
}

function subject(call: Call, id: string | null): string {
  switch (call.operation) {
    case 'CreatePolicy':
    case 'UpdatePolicy':
    case 'DeletePolicy':
      return `policy ${id}`;
    case 'AttachPolicy':
    case 'DetachPolicy':
      return `attachment ${id} ${call.target}`;
    case 'PutOrganizationConformancePack':
    case 'DeleteOrganizationConformancePack':
      return `pack ${call.region} ${call.name}`;
    case 'TagResource':
    case 'UntagResource':
      return `tags ${call.resource}`;
    case 'EnablePolicyType':
      return call.type;
    case 'EnableAWSServiceAccess':
      return call.service;
  }
}

/** Of a policy that is gone, nothing else is to be checked. */
function forget(last: Map<string, Made>, id: string): void {
  for (const key of last.keys()) {
    if (key === `tags ${id}` || key.startsWith(`attachment ${id} `)) last.delete(key);
  }
}

import type { Call } from '../call.js';
import { type Change, isPackChange } from '../change.js';
import { isOwned } from '../plan/desired.js';
import type { OrganizationPort } from '../port.js';
import { type Answer, mayHaveEffect, type PortError } from '../port-error.js';
import type { OrganizationPolicy } from '../tree.js';
import { callsOf } from './calls.js';
import { type ChangeContext, type ChangeProblem, failed, timeOf } from './change-context.js';
import { effectOf } from './effect.js';
import type { Effect } from './effect-value.js';
import { policyKey } from './journal.js';
import { makePackChange } from './make-pack-change.js';

/** How often, and how many milliseconds apart, an effect is looked for that does not show yet. */
const LOOKS = 4;
const BETWEEN_LOOKS = 2_000;

/**
 * Makes one change: each call with a journal entry before and after, then reads back. What is so already counts as made,
 * so a change that was interrupted anywhere can be made again.
 *
 * @param index the change's place in the run
 * @throws JournalFailure
 */
export async function makeChange(context: ChangeContext, change: Change, index: number): Promise<ChangeProblem | null> {
  if (isPackChange(change) && change.action !== 'enable') return makePackChange(context, change, index);
  const policy = await policyOf(context, change);
  if (policy.error) return failed(policy.error, 'none');
  if (policy.value === null && needsPolicy(change)) return await withoutPolicy(context, change, index);
  const changed = await changedMeanwhile(context.port, change, policy.value);
  if (changed) return changed;
  const calls = callsOf(change, policy.value);
  for (const call of calls) {
    const problem = await makeCall(context, change, index, call);
    if (problem) return problem;
  }
  for (const call of calls) {
    const seen = await lookFor(context, change, call);
    if (seen.error) return failed(seen.error, 'some');
    if (!seen.value.there) return { message: `read back: ${seen.value.difference}`, error: null, effect: 'unknown' };
  }
  await context.journal.append({ entry: 'changed', change: index, time: timeOf(context.clock) });
  return null;
}

const needsPolicy = ({ action }: Change): boolean => action !== 'create' && action !== 'enable';

/** The policy's id: the plan's, that of this run, or that of its name. */
async function policyOf({ port, created }: ChangeContext, change: Change): Promise<Answer<string | null>> {
  if (isPackChange(change) || !needsPolicy(change)) return { value: null };
  const known = change.policy ?? created.get(policyKey(change.kind, change.name));
  if (known !== undefined) return { value: known };
  const found = await port.policyNamed(change.kind, change.name);
  return found.error ? found : { value: found.value?.id ?? null };
}

/** A policy that is to go and is not there is gone, and so are its attachments. */
async function withoutPolicy(
  { journal, clock }: ChangeContext,
  change: Change,
  index: number,
): Promise<ChangeProblem | null> {
  if (change.action !== 'delete' && change.action !== 'detach')
    return { message: `there is no policy \`${change.name}\``, error: null, effect: 'none' };
  await journal.append({ entry: 'changed', change: index, time: timeOf(clock) });
  return null;
}

/**
 * Content that is neither what the plan replaces nor what it sets is somebody else's change: it is not overwritten.
 * INVARIANT: only a policy with ringfence's tag is updated or deleted.
 */
async function changedMeanwhile(
  port: OrganizationPort,
  change: Change,
  id: string | null,
): Promise<ChangeProblem | null> {
  if ((change.action !== 'update' && change.action !== 'delete') || id === null) return null;
  const policy = await port.policy(id);
  if (policy.error) return failed(policy.error, 'none');
  if (policy.value === null && change.action === 'delete') return null;
  const what = strangeness(change, policy.value);
  if (what === null) return null;
  return { message: `policy \`${change.name}\` (\`${id}\`) ${what}`, error: null, effect: 'none' };
}

function strangeness({ before, after }: Change, policy: OrganizationPolicy | null): string | null {
  if (!policy) return 'is gone since the plan';
  if (!isOwned(policy)) return "is not ringfence's";
  return policy.content === before || policy.content === after ? null : 'was changed by somebody else since the plan';
}

async function makeCall(
  context: ChangeContext,
  change: Change,
  index: number,
  call: Call,
): Promise<ChangeProblem | null> {
  const { port, journal, clock } = context;
  await journal.append({ entry: 'intent', change: index, call, time: timeOf(clock) });
  // One that an earlier try made is found by its name.
  if (call.operation === 'CreatePolicy') context.created.delete(policyKey(change.kind, change.name));
  const answer = await port.change(call);
  const result = answer.error ? await afterError(context, change, call, answer.error) : { policy: answer.value };
  const { policy, problem } = { problem: null, ...result };
  await journal.append({
    entry: 'result',
    change: index,
    outcome: problem ? 'failed' : answer.error ? 'done-already' : 'done',
    policy,
    error: answer.error ?? null,
    time: timeOf(clock),
  });
  if (policy !== null) context.created.set(policyKey(change.kind, change.name), policy);
  return problem;
}

/** An error after which the effect may be there: then the call counts as made. */
async function afterError(
  context: ChangeContext,
  change: Change,
  call: Call,
  error: PortError,
): Promise<{ readonly policy: string | null; readonly problem: ChangeProblem | null }> {
  if (error.kind === 'done-already') return { policy: null, problem: null };
  const unknown = mayHaveEffect(error);
  if (!unknown && error.name !== 'DuplicatePolicyException') return { policy: null, problem: failed(error, 'none') };
  const seen = await lookFor(context, change, call);
  if (seen.error) return { policy: null, problem: failed(error, 'unknown') };
  if (seen.value.there) return { policy: seen.value.policy, problem: null };
  return { policy: null, problem: failed(error, unknown ? 'unknown' : 'none', seen.value.difference) };
}

async function lookFor({ port, clock, created }: ChangeContext, change: Change, call: Call): Promise<Answer<Effect>> {
  const made = created.get(policyKey(change.kind, change.name)) ?? null;
  for (let looks = 1; ; looks++) {
    const seen = await effectOf(port, change.kind, call, made);
    if (seen.error || seen.value.there || looks === LOOKS) return seen;
    await clock.sleep(BETWEEN_LOOKS);
  }
}

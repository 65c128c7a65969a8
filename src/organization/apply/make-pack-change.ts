import type { Call } from '../call.js';
import type { PackChange } from '../change.js';
import type { ConformancePack } from '../conformance-pack.js';
import { isAsPut, isOwnPack, packText } from '../pack-deployment.js';
import { type Answer, mayHaveEffect, type PortError } from '../port-error.js';
import { callsOf } from './calls.js';
import { type ChangeContext, type ChangeProblem, failed, timeOf } from './change-context.js';
import { effectOf } from './effect.js';
import { type PackAt, PackWait } from './pack-wait.js';

/**
 * Puts or deletes a conformance pack, waits until AWS Config has come to an end with it in every account, and reads back.
 * What is so already is not put again, since that would deploy it anew everywhere; one that failed is.
 *
 * @param index the change's place in the run
 * @throws JournalFailure
 */
export async function makePackChange(
  context: ChangeContext,
  change: PackChange,
  index: number,
): Promise<ChangeProblem | null> {
  const at = { region: change.region ?? '', name: change.name };
  const settled = await new PackWait(context, at).settled();
  if (settled.problem) return settled.problem;
  const strange = strangeness(change, settled.pack);
  if (strange) return { message: `${wordsOf(at)} ${strange}`, error: null, effect: 'none' };
  if (!isMade(change, settled.pack)) {
    const [call] = callsOf(change, null);
    // INVARIANT: a change of a pack is one call.
    if (!call) throw new Error(`no call for ${change.action} of ${wordsOf(at)}`);
    const problem = (await makePackCall(context, at, index, call)) ?? (await readBack(context, at, call));
    if (problem) return problem;
  }
  await context.journal.append({ entry: 'changed', change: index, time: timeOf(context.clock) });
  return null;
}

const wordsOf = ({ name, region }: PackAt): string => `conformance pack \`${name}\` in \`${region}\``;

/**
 * A pack that is neither as the plan found it nor as it leaves it is somebody else's change: it is not overwritten.
 * INVARIANT: only a pack of ringfence is put again or deleted.
 */
function strangeness({ action, before, after }: PackChange, pack: ConformancePack | null): string | null {
  if (!pack) return action === 'update' ? 'is gone since the plan' : null;
  if (!isOwnPack(pack)) return "is not ringfence's";
  const text = packText(pack);
  return text === before || text === after ? null : 'was changed by somebody else since the plan';
}

function isMade({ pack: wanted }: PackChange, pack: ConformancePack | null): boolean {
  if (!wanted || !pack) return wanted === null && pack === null;
  return isAsPut(pack, wanted) && pack.status.endsWith('_SUCCESSFUL');
}

/** The call, made again as long as an earlier change of the pack is in progress: that is no failure. */
async function makePackCall(
  context: ChangeContext,
  at: PackAt,
  index: number,
  call: Call,
): Promise<ChangeProblem | null> {
  const { journal, clock, port } = context;
  const wait = new PackWait(context, at);
  for (;;) {
    await journal.append({ entry: 'intent', change: index, call, time: timeOf(clock) });
    const answer = await port.change(call);
    const busy = answer.error?.name === 'ResourceInUseException';
    const problem = answer.error && !busy ? await afterError(context, call, answer.error) : null;
    const outcome = busy || problem ? 'failed' : answer.error ? 'done-already' : 'done';
    const result = { entry: 'result', change: index, outcome, policy: null, time: timeOf(clock) } as const;
    await journal.append({ ...result, error: answer.error ?? null });
    if (!busy || !answer.error) return problem;
    if (!(await wait.again())) return failed(answer.error, 'none', `it still is so after ${wait.minutes} minutes`);
  }
}

/** An error after which the effect may be there: then the call counts as made. */
async function afterError({ port }: ChangeContext, call: Call, error: PortError): Promise<ChangeProblem | null> {
  if (error.kind === 'done-already') return null;
  if (!mayHaveEffect(error)) return failed(error, 'none');
  const seen = await effectOf(port, 'conformancePack', call, null);
  if (seen.error) return failed(error, 'unknown');
  return seen.value.there || seen.value.begun ? null : failed(error, 'unknown', seen.value.difference);
}

/** Until every account has it, or one has failed. */
async function readBack(context: ChangeContext, at: PackAt, call: Call): Promise<ChangeProblem | null> {
  const wait = new PackWait(context, at);
  for (;;) {
    const seen = await effectOf(context.port, 'conformancePack', call, null);
    if (seen.error) return failed(seen.error, 'some');
    const { there, begun, difference } = seen.value;
    if (there) return null;
    // What was there before may show for a moment.
    if (!begun && wait.looks >= LOOKS) return await otherwise(context, at, difference);
    if (!(await wait.again()))
      return { message: `${difference} after ${wait.minutes} minutes`, error: null, effect: 'unknown' };
  }
}

/** How often something is looked at that does not show as it should. */
const LOOKS = 4;

async function otherwise({ port }: ChangeContext, at: PackAt, difference: string): Promise<ChangeProblem> {
  const failures = await port.conformancePackFailures(at.region, at.name);
  const accounts = failuresText(failures);
  return { message: [difference, ...accounts].join('; '), error: failures.error ?? null, effect: 'some' };
}

const failuresText = ({ value, error }: Answer<readonly { readonly account: string; readonly message: string }[]>) =>
  error
    ? [`in which accounts is not known: ${error.message}`]
    : value.map(({ account, message }) => `account ${account}: ${message}`);

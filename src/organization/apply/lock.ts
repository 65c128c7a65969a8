import type { Clock, OrganizationPort } from '../port.js';
import type { Answer } from '../port-error.js';

/** The tag of the root that says that a run is going on. */
export const LOCK_TAG = 'ringfence:lock';

/** Who holds the lock. */
export interface RunLock {
  readonly run: string;
  /** ISO 8601, to the second. */
  readonly time: string;
  /** The caller's ARN, or who runs the command; characters that a tag does not take are `-`. */
  readonly owner: string;
}

/** Source: TagValue of the AWS Organizations API. */
const NOT_IN_A_TAG = /[^\p{L}\p{Z}\p{N}_.:/=+\-@]/gu;
const LONGEST_VALUE = 256;

const tagValue = ({ run, time, owner }: RunLock): string =>
  `${run} ${time} ${owner}`.replace(NOT_IN_A_TAG, '-').slice(0, LONGEST_VALUE);

function lockOf(value: string): RunLock {
  const [run = '', time = '', ...owner] = value.split(' ');
  return { run, time, owner: owner.join(' ') };
}

/**
 * Takes the lock against two runs at once. Best effort: AWS has no operation that sets a tag only where there is none, so
 * two runs that begin within the same second may both get it.
 *
 * @param root `r-…`
 * @param breakLock takes it from whoever has it
 * @returns null when it is taken; whose it is otherwise. A run gets its own lock again.
 */
export async function takeLock(
  port: OrganizationPort,
  root: string,
  lock: RunLock,
  breakLock: boolean,
): Promise<Answer<RunLock | null>> {
  const held = await heldLock(port, root);
  if (held.error) return held;
  if (held.value && held.value.run !== lock.run && !breakLock) return held;
  const tagged = await port.change({
    operation: 'TagResource',
    resource: root,
    tags: { [LOCK_TAG]: tagValue(lock) },
  });
  if (tagged.error) return tagged;
  const now = await heldLock(port, root);
  return now.error || now.value?.run !== lock.run ? now : { value: null };
}

/** Gives the lock back where the run still has it. */
export async function releaseLock(port: OrganizationPort, root: string, run: string): Promise<Answer<null>> {
  const held = await heldLock(port, root);
  if (held.error || held.value?.run !== run) return held.error ? held : { value: null };
  const untagged = await port.change({ operation: 'UntagResource', resource: root, keys: [LOCK_TAG] });
  return untagged.error ? untagged : { value: null };
}

async function heldLock(port: OrganizationPort, root: string): Promise<Answer<RunLock | null>> {
  const tags = await port.tagsOf(root);
  if (tags.error) return tags;
  const value = tags.value[LOCK_TAG];
  return { value: value === undefined ? null : lockOf(value) };
}

export const secondsOf = (clock: Clock): string => new Date(clock.now()).toISOString().replace(/\.\d+/, '');

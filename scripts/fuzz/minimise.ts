import { isMap, type Value } from '../../src/language/value.js';
import { type Breach, breachOf, type Case } from './case.js';
import type { Judging } from './judging.js';
import { type Path, places, replaced } from './tree.js';

/** Smaller cases are tried for at most this long. */
const MILLISECONDS = 6_000;

/** The smallest case that is found to break the same property in the same way. */
export async function minimised(tried: Case, breach: Breach, judging: Judging): Promise<Case> {
  const end = Date.now() + MILLISECONDS;
  const same = async (smaller: Case): Promise<boolean> =>
    (await breachOf(smaller, judging))?.signature === breach.signature;
  if (tried.property !== 'judged-or-refused') return smallerPair(tried, same, end);
  const value = jsonOf(tried.text);
  return isMap(value) ? smallerValue(tried, value, same, end) : smallerText(tried, same, end);
}

type Same = (smaller: Case) => Promise<boolean>;

function jsonOf(text: string): Value {
  try {
    const value: Value = JSON.parse(text);
    return value;
  } catch {
    return null;
  }
}

/** Leaves out of both sides what the change does not need. */
async function smallerPair(
  start: Exclude<Case, { property: 'judged-or-refused' }>,
  same: Same,
  end: number,
): Promise<Case> {
  let best = start;
  for (const path of removable(start.before)) {
    if (Date.now() > end) break;
    if (path.every((key, index) => best.path[index] === key)) continue;
    // What says that a value of a plan is unknown stays.
    if (path[0] === 'resource_changes' && best.path[0] === 'planned_values') continue;
    const isShift = best.path.length >= path.length && path.slice(0, -1).every((key, at) => best.path[at] === key);
    if (isShift && /^[0-9]+$/.test(path.at(-1) ?? '')) continue;
    const smaller = {
      ...best,
      before: replaced(best.before, path, undefined),
      after: replaced(best.after, path, undefined),
    };
    if (await same(smaller)) best = smaller;
  }
  return best;
}

async function smallerValue(start: Case, value: Value, same: Same, end: number): Promise<Case> {
  let best = value;
  const asCase = (one: Value): Case => ({
    ...start,
    property: 'judged-or-refused',
    text: JSON.stringify(one, null, 1),
  });
  for (const path of removable(value)) {
    if (Date.now() > end) break;
    const smaller = replaced(best, path, undefined);
    if (await same(asCase(smaller))) best = smaller;
  }
  return asCase(best);
}

/** Big parts first; of a list the last elements first, so that the paths of the others stay. */
function removable(value: Value): Path[] {
  const paths = [...places(value)].map(([path]) => path).filter((path) => path.length > 0);
  return paths.reverse().sort((one, other) => one.length - other.length);
}

async function smallerText(
  start: Extract<Case, { property: 'judged-or-refused' }>,
  same: Same,
  end: number,
): Promise<Case> {
  let best = start.text;
  for (let size = Math.ceil(best.length / 2); size >= 1; size = Math.floor(size / 2)) {
    for (let at = 0; at < best.length && Date.now() < end; at += size) {
      const text = best.slice(0, at) + best.slice(at + size);
      if (!(await same({ ...start, text }))) continue;
      best = text;
      at -= size;
    }
  }
  return { ...start, text: best };
}

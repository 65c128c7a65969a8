import type { IsMultivalued } from '../conditions/multivalued.js';
import type { Level } from '../level.js';
import type { Statement } from '../policy.js';
import { actionTestWithin, serviceOf } from './action-test.js';
import { compilePolicy } from './compiled-statement.js';
import type { Asked, Judge } from './judge.js';
import type { Reach } from './outside.js';

/** The statements that speak of one action. */
export interface Candidates {
  readonly denies: readonly Asked[];
  /** For each level its allows; null where one of them allows without a condition. Of RCPs, none. */
  readonly allows: readonly (readonly Asked[] | null)[];
}

/**
 * The candidates of an action, found once for each. Actions of a service that no statement tells apart have the same
 * object: there are thousands of actions, and few kinds of them.
 */
export function candidateTable(
  levels: readonly Level[],
  { type }: Reach,
  judge: Judge,
  isMultivalued?: IsMultivalued,
): (action: string) => Candidates {
  const statements = levels.flatMap(({ target, policies }, level) =>
    policies
      .flatMap((attached) => compilePolicy(attached.policy, attached, target, isMultivalued))
      .map((compiled) => ({ level, asked: judge.asked(compiled) })),
  );
  // RCPs need no allow: every level is as with RCPFullAWSAccess.
  const depth = type === 'RESOURCE_CONTROL_POLICY' ? null : levels.length;
  const withinService = remember((service) => serviceTable(service, statements, depth));
  return remember((action) => {
    const name = action.toLowerCase();
    return withinService(serviceOf(name))(name);
  });
}

function remember<Value>(make: (key: string) => Value): (key: string) => Value {
  const known = new Map<string, Value>();
  return (key) => {
    const found = known.get(key);
    if (found !== undefined) return found;
    const made = make(key);
    known.set(key, made);
    return made;
  };
}

/** A statement, and the position of its level. */
interface Placed {
  readonly level: number;
  readonly asked: Asked;
}

/** @param depth the number of levels that need an allow; null where none does */
function serviceTable(service: string, statements: readonly Placed[], depth: number | null) {
  const narrowed = statements
    .map((placed) => ({ placed, test: actionTestWithin(service, placed.asked.compiled.statement.actions) }))
    .filter(({ test }) => test !== false);
  const tests = narrowed.map(({ test }) => test).filter((test) => typeof test === 'function');
  const made = remember((signature) => {
    const answers = [...signature];
    const speaking = narrowed.filter(({ test }) => test === true || answers.shift() === 'y');
    return candidatesOf(
      speaking.map(({ placed }) => placed),
      depth,
    );
  });
  return (action: string): Candidates => {
    let signature = '';
    for (const test of tests) signature += test(action) ? 'y' : 'n';
    return made(signature);
  };
}

function candidatesOf(speaking: readonly Placed[], depth: number | null): Candidates {
  const having = (effect: Statement['effect']) =>
    speaking.filter(({ asked }) => asked.compiled.statement.effect === effect);
  const allows = having('Allow');
  return {
    denies: having('Deny').map(({ asked }) => asked),
    allows: Array.from({ length: depth ?? 0 }, (_, level) =>
      allowing(allows.filter((one) => one.level === level).map(({ asked }) => asked)),
    ),
  };
}

/** Null where one of them allows everything. */
const allowing = (allows: readonly Asked[]): readonly Asked[] | null =>
  allows.some(({ compiled }) => compiled.speaksOfResource === null && compiled.conditions.length === 0) ? null : allows;

/** What all candidates of an action ask together. */
export interface Questions {
  readonly statements: readonly Asked[];
  /** Condition keys in small letters → as policies write them. */
  readonly keys: ReadonlyMap<string, string>;
}

const questions = new WeakMap<Candidates, Questions>();

/** Every condition of the candidates once, and the keys that they and the variables in resources name. */
export function questionsOf(candidates: Candidates): Questions {
  const known = questions.get(candidates);
  if (known) return known;
  const asked = [...candidates.denies, ...candidates.allows.flatMap((level) => level ?? [])];
  const conditions = [...new Set(asked.flatMap((one) => one.conditions))];
  const keys = new Map(
    [...asked.flatMap(({ compiled }) => compiled.variables), ...conditions.flatMap(({ test }) => test.variables)].map(
      (key) => [key, key],
    ),
  );
  for (const { test } of conditions) keys.set(test.key, test.condition.key);
  const made = { statements: asked, keys };
  questions.set(candidates, made);
  return made;
}

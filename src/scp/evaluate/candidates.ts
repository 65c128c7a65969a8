import type { Level } from '../level.js';
import { type ActionTest, actionTestWithin, serviceOf } from './action-test.js';
import { type CompiledStatement, compilePolicy } from './compiled-statement.js';
import type { Asked, Judge, SharedCondition } from './judge.js';
import type { Reach } from './outside.js';

/** The statements that speak of one action. */
export interface Candidates {
  readonly denies: readonly Asked[];
  /** For each level its allows; null where one of them allows without a condition. */
  readonly allows: readonly (readonly Asked[] | null)[];
}

/** The candidates of an action, found once for each. */
export function candidateTable(
  levels: readonly Level[],
  { type }: Reach,
  judge: Judge,
): (action: string) => Candidates {
  const compiled = levels.map(({ target, policies }) =>
    policies.flatMap((attached) => compilePolicy(attached.policy, attached, target)).map((one) => judge.asked(one)),
  );
  const withinService = remember((service) => compiled.map((level) => narrowed(level, service)));
  return remember((action) => {
    const name = action.toLowerCase();
    const speaking = withinService(serviceOf(name)).map((level) => speakingOf(name, level));
    const denies = speaking.flatMap((level) => level.filter((one) => one.compiled.statement.effect === 'Deny'));
    return { denies, allows: type === 'RESOURCE_CONTROL_POLICY' ? levels.map(() => null) : speaking.map(allowing) };
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

/** A statement that may speak of actions of a service. */
interface Narrowed {
  readonly asked: Asked;
  readonly test: ActionTest;
}

const narrowed = (level: readonly Asked[], service: string): Narrowed[] =>
  level
    .map((asked) => ({ asked, test: actionTestWithin(service, asked.compiled.statement.actions) }))
    .filter(({ test }) => test !== false);

const speakingOf = (action: string, level: readonly Narrowed[]): Asked[] =>
  level.filter(({ test }) => test === true || (test !== false && test(action))).map(({ asked }) => asked);

function allowing(level: readonly Asked[]): readonly Asked[] | null {
  const allows = level.filter(({ compiled }) => compiled.statement.effect === 'Allow');
  return allows.some(({ compiled }) => isUnconditional(compiled)) ? null : allows;
}

const isUnconditional = ({ speaksOfResource, conditions }: CompiledStatement): boolean =>
  speaksOfResource === null && conditions.length === 0;

/** What all candidates of an action ask together. */
export interface Questions {
  readonly conditions: readonly SharedCondition[];
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
  const made = { conditions, keys };
  questions.set(candidates, made);
  return made;
}

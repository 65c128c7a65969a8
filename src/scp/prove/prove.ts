import { multivaluedIn } from '../conditions/multivalued.js';
import type { Level } from '../level.js';
import type { PolicyType } from '../policy.js';
import type { PropertyDefinition } from '../property.js';
import type { Request } from '../request.js';
import { type ActionClass, actionClasses } from './action-classes.js';
import { ClassProver } from './class-prover.js';
import { type Fact, type FactId, factOf } from './facts.js';
import { isReached } from './reached.js';
import { scopeOf } from './scope.js';
import { TooLarge } from './search.js';
import { sideOf } from './side.js';
import type { World } from './world.js';

export type { Fact } from './facts.js';
export type { World } from './world.js';

/** What is proved of policies. */
export interface ProofResult {
  readonly result: 'proved' | 'refuted' | 'undecided';
  /** Classes of actions that the question tells apart. */
  readonly classes: number;
  /** What the proof rests on besides the policies: it was not found without any one of them. */
  readonly facts: readonly Fact[];
  /** A request that refutes the property; the evaluator decides it so. */
  readonly counterexample: Request | null;
  /** Why it is undecided, or what the request that refutes it has of its own; null where nothing is to be said. */
  readonly reason: string | null;
}

/**
 * Proves a property of the policies of an account over all requests, those of actions that do not exist yet included.
 * Left out are the requests that policies of the type do not reach.
 *
 * @param sides the levels of the account; for `equal` and `noNewDenial` two of them: `noNewDenial` says that the second
 *   denies nothing that the first allows
 */
export function prove(
  definition: PropertyDefinition,
  sides: readonly (readonly Level[])[],
  world: World,
  type: PolicyType = 'SERVICE_CONTROL_POLICY',
): ProofResult {
  const scope = scopeOf(definition);
  const question = {
    definition,
    scope,
    levels: sides,
    sides: sides.map((levels) => sideOf(levels, type, multivaluedIn(world.catalogue))),
    world,
    type,
  };
  const statements = question.sides.flatMap(({ denies, allows }) => [...denies, ...allows.flat()]);
  const lists = [...scope.actions, ...statements.map(({ statement }) => statement.actions)];
  const classes = actionClasses(lists, world.catalogue, (action) => isReached(action, type));
  if (!classes) return undecided(0, 'the lists of actions tell too many classes of actions apart');
  const spoken = classes.filter((one) => scope.actions.every((list) => one.speaks(list)));
  if (!spoken.some(({ actions }) => actions.length > 0)) {
    const named = (definition.actions ?? ['*']).map((pattern) => `\`${pattern}\``).join(', ');
    return undecided(spoken.length, `the property speaks of no action that is known: ${named}`);
  }
  return overClasses(spoken, new ClassProver(question));
}

/** A class that refutes it goes before one that is not decided. */
function overClasses(classes: readonly ActionClass[], prover: ClassProver): ProofResult {
  const facts = new Set<FactId>();
  let reason: string | null = null;
  try {
    for (const one of classes) {
      const verdict = prover.decide(one, facts);
      if (verdict.kind === 'fails') return refuted(classes.length, verdict.request, one);
      if (verdict.kind === 'undecided') reason ??= verdict.reason;
    }
  } catch (error) {
    if (!(error instanceof TooLarge)) throw error;
    reason ??= 'the policies tell too many kinds of requests apart';
  }
  if (reason !== null) return undecided(classes.length, reason);
  if (!classes.some((one) => prover.isSpokenOf(one)))
    return undecided(classes.length, 'the property speaks of no request: no resource, principal or context fits it');
  const used = [...facts].map(factOf);
  return { result: 'proved', classes: classes.length, facts: used, counterexample: null, reason: null };
}

const refuted = (classes: number, request: Request, { actions }: ActionClass): ProofResult => ({
  result: 'refuted',
  classes,
  facts: [],
  counterexample: request,
  reason: actions.length > 0 ? null : 'by an action that does not exist yet',
});

const undecided = (classes: number, reason: string): ProofResult => ({
  result: 'undecided',
  classes,
  facts: [],
  counterexample: null,
  reason,
});

import type { CatalogueAction } from '../catalogue/catalogue.js';
import type { CompiledStatement } from '../evaluate/compiled-statement.js';
import { compile } from '../evaluate/decider.js';
import type { Level } from '../level.js';
import type { PolicyType } from '../policy.js';
import type { PropertyDefinition } from '../property.js';
import type { Request } from '../request.js';
import { type ActionClass, actionClasses } from './action-classes.js';
import { CandidateTable } from './candidates.js';
import { type Completeness, dimensionsOf } from './dimensions.js';
import { type Fact, factualDomain, plainDomain, type World } from './facts.js';
import { probesOf } from './probe.js';
import { judgeOf } from './question.js';
import { type Scope, scopeOf } from './scope.js';
import { type Found, MOST_NODES, search, TooLarge } from './search.js';
import { restKey, type Side, type SideMasks, sideOf } from './side.js';
import { requestOf } from './witness.js';

/** What is proved of policies. */
export interface ProofResult {
  readonly result: 'proved' | 'refuted' | 'undecided';
  /** Classes of actions that the question tells apart. */
  readonly classes: number;
  /** What the proof rests on besides the policies. */
  readonly facts: readonly Fact[];
  /** A request that refutes the property; the evaluator decides it so. */
  readonly counterexample: Request | null;
  /** Why it is undecided; null where it is not. */
  readonly reason: string | null;
}

/**
 * Proves a property of the policies of an account over all requests, those of actions that do not exist yet included.
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
  return new Prover(definition, sides, world, type).run();
}

type Verdict =
  | { readonly kind: 'holds'; readonly facts: readonly Fact[] }
  | { readonly kind: 'fails'; readonly request: Request }
  | { readonly kind: 'undecided'; readonly reason: string };

class Prover {
  readonly #definition: PropertyDefinition;
  readonly #scope: Scope;
  readonly #levels: readonly (readonly Level[])[];
  readonly #sides: readonly Side[];
  readonly #world: World;
  readonly #type: PolicyType;
  readonly #table = new CandidateTable();
  #nodes = 0;

  constructor(definition: PropertyDefinition, levels: readonly (readonly Level[])[], world: World, type: PolicyType) {
    this.#definition = definition;
    this.#scope = scopeOf(definition);
    this.#levels = levels;
    this.#sides = levels.map(sideOf);
    this.#world = world;
    this.#type = type;
  }

  run(): ProofResult {
    const statements = this.#sides.flatMap(({ denies, allows }) => [...denies, ...allows.flat()]);
    const lists = [...this.#scope.actions, ...statements.map(({ statement }) => statement.actions)];
    const classes = actionClasses(lists, this.#world.catalogue);
    if (!classes) return undecided(0, 'the lists of actions tell too many classes of actions apart');
    const spoken = classes.filter((one) => this.#scope.actions.every((list) => one.speaks(list)));
    const facts = new Map<string, Fact>();
    for (const one of spoken) {
      const verdict = this.#decideClass(one);
      if (verdict.kind === 'undecided') return undecided(spoken.length, verdict.reason);
      if (verdict.kind === 'fails') {
        return { result: 'refuted', classes: spoken.length, facts: [], counterexample: verdict.request, reason: null };
      }
      for (const fact of verdict.facts) facts.set(fact.id, fact);
    }
    return { result: 'proved', classes: spoken.length, facts: [...facts.values()], counterexample: null, reason: null };
  }

  /** Without any fact first; then by the facts, for each kind of action of the class. */
  #decideClass(one: ActionClass): Verdict {
    const statements = this.#speaking(one);
    if (this.#sameOnBothSides(statements)) return { kind: 'holds', facts: [] };
    const unique = [...new Map(statements.map((statement) => [restKey(statement), statement])).values()];
    const plain = this.#attempt(unique, one, null);
    if (plain.kind === 'holds') return plain;
    const facts: Fact[] = [];
    for (const action of this.#kindsOf(one, unique)) {
      const verdict = this.#attempt(unique, one, { action });
      if (verdict.kind !== 'holds') return verdict;
      facts.push(...verdict.facts);
    }
    return { kind: 'holds', facts };
  }

  #speaking(one: ActionClass): CompiledStatement[] {
    const all = this.#sides.flatMap(({ denies, allows }) => [...denies, ...allows.flat()]);
    return all.filter(({ statement }) => one.speaks(statement.actions));
  }

  /** Two sides with the same statements, level by level, decide alike. */
  #sameOnBothSides(statements: readonly CompiledStatement[]): boolean {
    if (this.#sides.length < 2) return false;
    const speaking = new Set(statements);
    const texts = this.#sides.map(({ denies, allows }) => {
      const keysOf = (list: readonly CompiledStatement[]): string[] =>
        [...new Set(list.filter((statement) => speaking.has(statement)).map(restKey))].toSorted();
      return JSON.stringify([keysOf(denies), allows.map(keysOf)]);
    });
    return texts.every((text) => text === texts[0]);
  }

  /** One action for each combination of what the facts say of it; null stands for those that do not exist yet. */
  #kindsOf({ actions }: ActionClass, statements: readonly CompiledStatement[]): (CatalogueAction | null)[] {
    if (actions.length === 0) return [null];
    const dimensions = new Set(
      [...this.#scope.probes, ...statements.flatMap(probesOf)].map(({ dimension }) => dimension),
    );
    const kinds = new Map<string, CatalogueAction>();
    for (const name of actions) {
      const action = this.#world.catalogue.action(name);
      if (!action) continue;
      const key = [...dimensions].map((dimension) => factualDomain(dimension, action, this.#world).id).join('|');
      if (!kinds.has(key)) kinds.set(key, action);
    }
    return [...kinds.values()];
  }

  /** @param facts null where nothing is relied on */
  #attempt(
    statements: readonly CompiledStatement[],
    one: ActionClass,
    facts: { readonly action: CatalogueAction | null } | null,
  ): Verdict {
    const completeness: Completeness = { complete: true };
    const used: Fact[] = [];
    const domainOf = (dimension: string) => {
      if (!facts) return plainDomain(dimension, this.#world);
      const { fact, ...domain } = factualDomain(dimension, facts.action, this.#world);
      if (fact) used.push(fact);
      return domain;
    };
    const asked = [this.#scope.probes, ...statements.map(probesOf)];
    const dimensions = dimensionsOf(asked, domainOf, this.#table, completeness);
    const judge = judgeOf(this.#definition.property, this.#masks(statements));
    let found: Found | null;
    try {
      found = search(asked.length, dimensions, { must: 1n, judge }, () => this.#count());
    } catch (error) {
      if (error instanceof TooLarge)
        return { kind: 'undecided', reason: 'the policies tell too many kinds of requests apart' };
      throw error;
    }
    if (found)
      return facts ? this.#refutation(found, one, facts.action) : { kind: 'undecided', reason: 'a fact is needed' };
    if (completeness.complete) return { kind: 'holds', facts: used };
    return { kind: 'undecided', reason: 'conditions on one key ask more of it than can be told apart' };
  }

  #count(): void {
    if (++this.#nodes > MOST_NODES) throw new TooLarge();
  }

  #refutation(found: Found, one: ActionClass, action: CatalogueAction | null): Verdict {
    if (found.assumed)
      return { kind: 'undecided', reason: 'it depends on what AWS does not document, or on a policy variable' };
    const decide = this.#levels.map(
      (levels) => compile(levels, { type: this.#type, managementAccount: this.#world.managementAccount }).decide,
    );
    const request = requestOf(found.values, action?.name ?? one.example, this.#scope, (candidate) =>
      refutes(
        this.#definition.property,
        decide.map((side) => side(candidate)),
      ),
    );
    return request
      ? { kind: 'fails', request }
      : { kind: 'undecided', reason: 'no single request was found that shows it' };
  }

  /** Statement 0 is the property itself. */
  #masks(statements: readonly CompiledStatement[]): SideMasks[] {
    const positions = new Map(statements.map((statement, index) => [restKey(statement), 1n << BigInt(index + 1)]));
    const maskOf = (list: readonly CompiledStatement[]): bigint =>
      list.reduce((mask, statement) => mask | (positions.get(restKey(statement)) ?? 0n), 0n);
    const speaking = new Set(statements.map(restKey));
    const here = (list: readonly CompiledStatement[]): CompiledStatement[] =>
      list.filter((statement) => speaking.has(restKey(statement)));
    return this.#sides.map(({ denies, allows }) => ({
      denies: maskOf(here(denies)),
      allows: allows.map((level) => maskOf(here(level))),
    }));
  }
}

function refutes(property: PropertyDefinition['property'], outcomes: readonly ('allow' | 'deny')[]): boolean {
  const [first, second] = outcomes;
  switch (property) {
    case 'denied':
      return first === 'allow';
    case 'allowed':
      return first === 'deny';
    case 'equal':
      return first !== second;
    case 'noNewDenial':
      return first === 'allow' && second === 'deny';
    default:
      return property satisfies never;
  }
}

const undecided = (classes: number, reason: string): ProofResult => ({
  result: 'undecided',
  classes,
  facts: [],
  counterexample: null,
  reason,
});

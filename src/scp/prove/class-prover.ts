import type { CatalogueAction } from '../catalogue/catalogue.js';
import { derivedContext } from '../derived-context.js';
import type { CompiledStatement } from '../evaluate/compiled-statement.js';
import type { Level } from '../level.js';
import type { PolicyType } from '../policy.js';
import type { PropertyDefinition } from '../property.js';
import type { Request } from '../request.js';
import type { ActionClass } from './action-classes.js';
import { CandidateTable, type Domain } from './candidates.js';
import { coupled } from './couplings.js';
import { type Completeness, dimensionsOf } from './dimensions.js';
import { FACT_IDS, type FactId, type Facts, factsOf, NO_FACTS, ordinaryFacts } from './facts.js';
import { type Probe, probesOf, RESOURCE } from './probe.js';
import { judgeOf } from './question.js';
import { SOMEBODY } from './reached.js';
import { Refutation } from './refutation.js';
import type { Scope } from './scope.js';
import { type Found, MOST_NODES, type Question, search, TooLarge } from './search.js';
import { masksOf, restKey, type Side, uniqueOf } from './side.js';
import { dependsOnAction, domainOf, type World } from './world.js';

/** What is asked of all classes of actions. */
export interface Asked {
  readonly definition: PropertyDefinition;
  readonly scope: Scope;
  readonly levels: readonly (readonly Level[])[];
  readonly sides: readonly Side[];
  readonly world: World;
  readonly type: PolicyType;
}

export type Verdict =
  | { readonly kind: 'holds' }
  | { readonly kind: 'fails'; readonly request: Request }
  | { readonly kind: 'undecided'; readonly reason: string };

/** Actions of a class of which the catalogue says the same, as far as it matters. */
interface Kind {
  /** One of them; null for those that do not exist yet. */
  readonly action: CatalogueAction | null;
  readonly name: string;
}

/** What a search through the requests of one kind came to. */
interface Attempt {
  readonly found: Found | null;
  /** Whether nothing was left out; then, where nothing is found, there is nothing. */
  readonly complete: boolean;
  readonly used: ReadonlySet<FactId>;
}

const HOLDS: Verdict = { kind: 'holds' };

/** More nodes than this are not spent on leaving out a fact. */
const MOST_NODES_FOR_FACTS = 100_000;

/** Decides a property class by class. */
export class ClassProver {
  readonly #asked: Asked;
  readonly #table = new CandidateTable();
  readonly #refutation: Refutation;
  readonly #facts: Facts;
  #nodes = 0;

  constructor(asked: Asked) {
    this.#asked = asked;
    this.#refutation = new Refutation(asked);
    this.#facts = factsOf(asked.type);
  }

  /**
   * Without any fact first, then by the facts, for each kind of action of the class.
   * @param facts that other classes needed; those that this one needs are added
   * @throws TooLarge where the search is given up
   */
  decide(one: ActionClass, facts: Set<FactId>): Verdict {
    const statements = this.#speaking(one);
    if (this.#sameOnBothSides(statements)) return HOLDS;
    if (holds(this.#attempt(statements, null, NO_FACTS))) return HOLDS;
    let undecided: Verdict | null = null;
    for (const kind of this.#kindsOf(one, statements)) {
      const verdict = this.#decideKind(statements, kind, facts);
      if (verdict.kind === 'fails') return verdict;
      if (verdict.kind === 'undecided') undecided ??= verdict;
    }
    return undecided ?? HOLDS;
  }

  /** Whether the property speaks of any request of a class. */
  isSpokenOf(one: ActionClass): boolean {
    if (this.#asked.scope.probes.length === 0) return true;
    for (const { action } of this.#kindsOf(one, []))
      if (this.#attempt([], action, this.#facts, { always: true }).found !== null) return true;
    return false;
  }

  #decideKind(statements: readonly CompiledStatement[], kind: Kind, facts: Set<FactId>): Verdict {
    if (facts.size > 0 && holds(this.#attempt(statements, kind.action, facts))) return HOLDS;
    const attempt = this.#attempt(statements, kind.action, this.#facts);
    if (holds(attempt)) {
      for (const fact of this.#needed(statements, kind, attempt.used)) facts.add(fact);
      return HOLDS;
    }
    return this.#refute(statements, kind, attempt);
  }

  /** A request that is beyond doubt, of the most ordinary principals. */
  #refute(statements: readonly CompiledStatement[], { action, name }: Kind, attempt: Attempt): Verdict {
    const { found } = this.#attempt(statements, action, ordinaryFacts(this.#asked.type), { certain: true });
    const request = found ? this.#refutation.request(found, name, statements) : null;
    if (request) return { kind: 'fails', request };
    if (!attempt.found)
      return { kind: 'undecided', reason: 'conditions on one key ask more of it than can be told apart' };
    return { kind: 'undecided', reason: this.#reason(found, attempt.found, statements) };
  }

  /** The facts without which it does not hold. */
  #needed(statements: readonly CompiledStatement[], { action }: Kind, used: ReadonlySet<FactId>): Set<FactId> {
    const needed = new Set(used);
    for (const fact of FACT_IDS) {
      if (!needed.delete(fact)) continue;
      let nodes = 0;
      const count = (): void => {
        if (++nodes > MOST_NODES_FOR_FACTS) throw new TooLarge();
      };
      try {
        if (!holds(this.#attempt(statements, action, needed, { count }))) needed.add(fact);
      } catch (error) {
        if (!(error instanceof TooLarge)) throw error;
        needed.add(fact);
      }
    }
    return needed;
  }

  #speaking(one: ActionClass): CompiledStatement[] {
    const all = this.#asked.sides.flatMap(({ denies, allows }) => [...denies, ...allows.flat()]);
    return all.filter(({ statement }) => one.speaks(statement.actions));
  }

  /** Two sides with the same statements, level by level, decide alike. */
  #sameOnBothSides(statements: readonly CompiledStatement[]): boolean {
    if (this.#asked.sides.length < 2) return false;
    const speaking = new Set(statements);
    const texts = this.#asked.sides.map(({ denies, allows }) => {
      const keysOf = (list: readonly CompiledStatement[]): string[] =>
        [...new Set(list.filter((statement) => speaking.has(statement)).map(restKey))].toSorted();
      return JSON.stringify([keysOf(denies), allows.map(keysOf)]);
    });
    return texts.every((text) => text === texts[0]);
  }

  /** Services with one region last: a request to another needs no region of its own. */
  *#kindsOf({ actions, example }: ActionClass, statements: readonly CompiledStatement[]): Generator<Kind> {
    if (actions.length === 0) return yield { action: null, name: example };
    const { world, type } = this.#asked;
    const probes = [this.#asked.scope.probes, ...statements.map(probesOf)].flat();
    const dimensions = [...new Set(probes.map(({ dimension }) => dimension))].filter((one) =>
      dependsOnAction(one, world),
    );
    const seen = new Set<string>();
    for (const name of [...actions.filter((one) => !isGlobal(one)), ...actions.filter(isGlobal)]) {
      const action = world.catalogue.action(name) ?? null;
      const known = { world, type, action, facts: this.#facts };
      const key = dimensions.map((dimension) => domainOf(dimension, known).domain.id).join('|');
      if (!seen.has(key)) yield { action, name };
      seen.add(key);
      if (dimensions.length === 0) return;
    }
  }

  /** @param action null where the catalogue is not relied on */
  #attempt(
    statements: readonly CompiledStatement[],
    action: CatalogueAction | null,
    facts: Facts,
    { certain = false, always = false, count = () => this.#count() }: AttemptOptions = {},
  ): Attempt {
    const completeness: Completeness = { complete: true };
    const used = new Set<FactId>();
    const { world, type, scope, definition, sides } = this.#asked;
    const making = {
      domainOf: (dimension: string) => {
        const narrowed = domainOf(dimension, { world, type, action, facts });
        for (const fact of narrowed.used) used.add(fact);
        return withinScope(narrowed.domain, dimension, scope);
      },
      table: this.#table,
      completeness,
      certain,
    };
    const related = (probes: readonly Probe[]): Probe[] => probes.map((probe) => coupled(probe, facts, used));
    const asked = [related(scope.probes), ...uniqueOf(statements).map((statement) => related(probesOf(statement)))];
    const masks = sides.map((side) => masksOf(side, statements));
    const judge: Question['judge'] = always ? () => 'bad' : judgeOf(definition.property, masks);
    const found = search(asked.length, dimensionsOf(asked, making), { must: 1n, judge }, count);
    return { found, complete: completeness.complete, used };
  }

  #reason(certain: Found | null, found: Found, statements: readonly CompiledStatement[]): string {
    if (certain && !certain.assumed) return 'only requests that AWS does not make of themselves would refute it';
    if (found.variables || certain) return 'a policy variable decides it, and no request was found that shows it';
    const doubtful = statements.flatMap(probesOf).filter((probe) => {
      const { variables, dimension, truth } = coupled(probe, this.#facts, new Set());
      return variables === null && typeof truth(found.values.get(dimension)) === 'string';
    });
    const about = [...new Set(doubtful.map(({ dimension }) => (dimension === RESOURCE ? 'Resource' : dimension)))];
    return `it depends on what AWS does not document about ${about.map((one) => `\`${one}\``).join(', ')}`;
  }

  #count(): void {
    if (++this.#nodes > MOST_NODES) throw new TooLarge();
  }
}

/** Values that the property does not speak of need no looking at. */
function withinScope(domain: Domain, dimension: string, { probes }: Scope): Domain {
  const only = probes.find((probe) => probe.dimension === dimension && probe.only);
  return only ? { ...domain, within: only.patterns, id: `${domain.id} ${only.id}` } : domain;
}

interface AttemptOptions {
  readonly certain?: boolean;
  /** Every request that the property speaks of will do. */
  readonly always?: boolean;
  readonly count?: () => void;
}

const holds = ({ found, complete }: Attempt): boolean => found === null && complete;

const global = new Map<string, boolean>();

/** Whether the service of an action has one region alone. */
function isGlobal(action: string): boolean {
  const service = action.slice(0, action.indexOf(':'));
  const known = global.get(service);
  if (known !== undefined) return known;
  const derived = derivedContext({ principal: SOMEBODY, action, region: null, organization: null });
  global.set(service, derived.has('aws:requestedregion'));
  return derived.has('aws:requestedregion');
}

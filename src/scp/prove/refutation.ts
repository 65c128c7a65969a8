import { type Truth, taken } from '../conditions/condition-test.js';
import { multivaluedIn } from '../conditions/multivalued.js';
import { type CompiledStatement, verdicts } from '../evaluate/compiled-statement.js';
import { compile } from '../evaluate/decider.js';
import type { Level } from '../level.js';
import type { PolicyType } from '../policy.js';
import type { PropertyDefinition } from '../property.js';
import type { Request } from '../request.js';
import { probesOf, RESOURCE } from './probe.js';
import type { Scope } from './scope.js';
import type { Found } from './search.js';
import type { Side } from './side.js';
import { completions } from './variable-values.js';
import { contextOf, requestOf } from './witness.js';
import type { World } from './world.js';

interface Refuted {
  readonly definition: PropertyDefinition;
  readonly scope: Scope;
  readonly levels: readonly (readonly Level[])[];
  readonly sides: readonly Side[];
  readonly world: World;
  readonly type: PolicyType;
}

type Outcome = 'allow' | 'deny' | 'unknown';

/** Makes requests that refute a property, and holds each against the evaluator. */
export class Refutation {
  readonly #asked: Refuted;
  readonly #decide: readonly ((request: Request) => Outcome)[];

  constructor(asked: Refuted) {
    this.#asked = asked;
    const isMultivalued = multivaluedIn(asked.world.catalogue);
    const reach = { type: asked.type, managementAccount: asked.world.managementAccount };
    this.#decide = asked.levels.map((levels) => compile(levels, reach, isMultivalued).decide);
  }

  /** A request with the values that a search found, which refutes the property beyond doubt; null where none is found. */
  request({ values }: Found, action: string, statements: readonly CompiledStatement[]): Request | null {
    const variable = statements.flatMap(probesOf).filter(({ variables }) => variables !== null);
    const context = contextOf(values, action, this.#asked);
    for (const complete of completions(values, variable, context)) {
      const request = requestOf(complete, action, this.#asked, (candidate) => this.#shows(candidate));
      if (request) return request;
    }
    return null;
  }

  #shows(request: Request): boolean {
    const { definition, scope, sides } = this.#asked;
    const inScope = scope.probes.every(
      ({ dimension, truth }) =>
        truth(dimension === RESOURCE ? [request.resource] : request.context.get(dimension)) === true,
    );
    if (!inScope) return false;
    // INVARIANT: what is beyond doubt is what the evaluator decides.
    const decided = this.#decide.map((decide) => decide(request));
    return (
      refutes(definition.property, decided) &&
      refutes(
        definition.property,
        sides.map((side) => certainOutcome(side, request)),
      )
    );
  }
}

/** The decision where it rests on nothing that AWS does not document. */
function certainOutcome({ denies, allows }: Side, request: Request): Outcome {
  const action = request.action.toLowerCase();
  const truths = (list: readonly CompiledStatement[]): Truth[] =>
    list.filter((statement) => statement.speaksOfAction(action)).map((statement) => truthOf(statement, request));
  const denied = truths(denies);
  const levels = allows.map(truths);
  if (denied.includes(true) || levels.some((level) => level.every((truth) => truth === false))) return 'deny';
  const allowed = denied.every((truth) => truth === false) && levels.every((level) => level.includes(true));
  return allowed ? 'allow' : 'unknown';
}

function truthOf(statement: CompiledStatement, request: Request): Truth {
  const all = [statement.resourceVerdict(request), ...verdicts(statement, request)];
  if (all.includes(false)) return false;
  if (all.every((truth) => truth === true)) return true;
  return all.every(taken) ? 'assumed true' : 'assumed false';
}

function refutes(property: PropertyDefinition['property'], outcomes: readonly Outcome[]): boolean {
  const [first, second] = outcomes;
  if (outcomes.includes('unknown')) return false;
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

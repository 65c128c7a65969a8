import type { Truth } from '../../language/truth.js';
import type { Value } from '../../language/value.js';
import { Budget } from './budget.js';
import type { Declarations } from './declarations.js';
import type { Node } from './node.js';
import type { ParameterTexts } from './parameters.js';

/** What the parts of this folder need of one another. Handed in, so that imports go one way. */
export interface Resolvers {
  readonly value: (node: Node, evaluation: Evaluation) => Value;
  /** Null for a name that no condition has. */
  readonly condition: (name: string, evaluation: Evaluation) => Truth | null;
}

/** A condition that is being worked out, or was; with the parameters that it depends on. */
export type KnownCondition = 'open' | { readonly truth: Truth; readonly reads: ReadonlySet<string> };

/** Where a condition is written: expanded loops give each copy its own variables. */
export interface ConditionPlace {
  readonly node: Node;
  readonly start: number;
  readonly evaluation: Evaluation;
}

/** One deployment of a template, as far as it is known. What was worked out once is kept. */
export class Deployment {
  readonly parameterValues = new Map<string, Value>();
  readonly conditions = new Map<string, KnownCondition>();
  conditionPlaces: ReadonlyMap<string, ConditionPlace> | null = null;
  /** Conditions that wait for the one being worked out. */
  conditionDepth = 0;
  readonly budget = new Budget();
  /** Parameters that were looked at since someone last put an empty set here. */
  reads = new Set<string>();

  constructor(
    readonly declarations: Declarations,
    readonly texts: ParameterTexts,
    readonly pseudo: ReadonlyMap<string, string>,
    readonly resolvers: Resolvers,
  ) {}
}

/** Resolves the values of one deployment, in one turn of the loops around them. */
export class Evaluation {
  constructor(
    readonly deployment: Deployment,
    /** What the names of the loops around stand for. */
    readonly variables: ReadonlyMap<string, string> = new Map(),
  ) {}

  /** The value of a node: null where nothing is left of it. */
  resolve(node: Node): Value {
    return this.deployment.resolvers.value(node, this);
  }

  /** What a condition comes to; null where there is none of this name. */
  decide(condition: string): Truth | null {
    return this.deployment.resolvers.condition(condition, this);
  }

  /** The same deployment with one more loop variable. */
  within(variable: string, value: string): Evaluation {
    return new Evaluation(this.deployment, new Map(this.variables).set(variable, value));
  }

  /** The same deployment outside of every loop. */
  atTop(): Evaluation {
    return new Evaluation(this.deployment);
  }
}

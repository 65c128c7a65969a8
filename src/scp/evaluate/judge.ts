import { type ConditionTest, type Truth, taken } from '../conditions/condition-test.js';
import type { Request } from '../request.js';
import type { CompiledStatement } from './compiled-statement.js';

/** A condition that several statements may have, with its verdict for the request of a turn. */
export interface SharedCondition {
  readonly test: ConditionTest;
  turn: number;
  truth: Truth;
}

/** A statement, with conditions that others may share. */
export interface Asked {
  readonly compiled: CompiledStatement;
  readonly conditions: readonly SharedCondition[];
}

/**
 * Judges statements, one request after the other. Statements have conditions in common (exempted roles, regions), the
 * more so the more policies there are: each is judged once for a request.
 */
export class Judge {
  #turn = 0;
  readonly #shared = new Map<string, SharedCondition>();

  asked(compiled: CompiledStatement): Asked {
    return { compiled, conditions: compiled.conditions.map((test) => this.#share(test)) };
  }

  /** To be called before another request: what is known of the last one is forgotten. */
  begin(): void {
    this.#turn++;
  }

  holds({ compiled, conditions }: Asked, request: Request): boolean {
    for (const condition of conditions) if (!taken(this.truth(condition, request))) return false;
    return compiled.speaksOfResource === null || compiled.speaksOfResource(request);
  }

  truth(condition: SharedCondition, request: Request): Truth {
    if (condition.turn === this.#turn) return condition.truth;
    const { verdict, key } = condition.test;
    condition.truth = verdict(request.context.get(key), request);
    condition.turn = this.#turn;
    return condition.truth;
  }

  #share(test: ConditionTest): SharedCondition {
    const { operator, values } = test.condition;
    const id = JSON.stringify([operator, test.key, values, test.variables]);
    const known = this.#shared.get(id) ?? { test, turn: 0, truth: false };
    this.#shared.set(id, known);
    return known;
  }
}

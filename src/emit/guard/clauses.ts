import type { Term } from '../../language/condition.js';
import { complement, type Formula, type ListState } from '../../language/formula.js';
import { leafClauses } from './leaf.js';
import { Query, together } from './query.js';

/** Prints formulas as clauses of a Guard filter: each clause a disjunction, all of which must hold. */
export class ClausePrinter {
  /** Queries from the resource that filters over elements use → the variable that the block around defines. */
  readonly variables = new Map<string, string>();

  /** `depth` counts the quantifiers around: 0 looks at the resource, more at an element. */
  clauses(given: Formula, depth: number): string[] {
    switch (given.kind) {
      case 'and':
        return given.of.flatMap((part) => this.clauses(part, depth));
      case 'or':
        return [given.of.map((part) => together(this.clauses(part, depth))).join(' or ')];
      case 'leaf':
        return leafClauses(given.leaf, given.mode, new Query(given.leaf.term, depth, this.variables));
      case 'listIs':
        return this.listState(given.list, given.state, depth);
      case 'someElement':
        return this.#elements(given.list, given.of, '!empty', depth);
      case 'everyElement':
        return this.#elements(given.list, complement(given.of), 'empty', depth);
      case 'parameterIs':
        throw new Error(`parameter \`${given.parameter}\` is not bound`);
      default:
        return given satisfies never;
    }
  }

  listState(list: Term, state: ListState, depth: number): string[] {
    const query = new Query(list, depth, this.variables);
    switch (state) {
      case 'absent':
        return [...query.wayIsKnown, query.absent.join(' or ')];
      case 'list':
        return [`${query.text} is_list`];
      case 'unknown':
        return [[...query.wayIsUnknown, together([...query.present, `${query.text} !is_list`])].join(' or ')];
      default:
        return state satisfies never;
    }
  }

  /** The elements for which the formula holds; NoValue is not one. */
  #elements(list: Term, of: Formula, expected: 'empty' | '!empty', depth: number): string[] {
    const { text } = new Query(list, depth, this.variables);
    const element = 'Ref !exists or Ref != "AWS::NoValue"';
    const filter = [element, ...this.clauses(simplify(of), depth + 1)].join('  ');
    return [`${text} is_list`, `${text}[ ${filter} ] ${expected}`];
  }
}

/** The formula without constants inside: only the whole can be a junction of nothing. */
export function simplify(given: Formula): Formula {
  switch (given.kind) {
    case 'and':
    case 'or': {
      const parts = given.of.map(simplify);
      const absorbing = given.kind === 'and' ? 'or' : 'and';
      const deciding = parts.find((part) => part.kind === absorbing && part.of.length === 0);
      if (deciding) return deciding;
      const of = parts.flatMap((part) => (part.kind === given.kind ? part.of : [part]));
      const [only] = of;
      return only && of.length === 1 ? only : { kind: given.kind, of };
    }
    case 'someElement':
    case 'everyElement':
      return { ...given, of: simplify(given.of) };
    default:
      return given;
  }
}

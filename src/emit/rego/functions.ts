import type { Control } from '../../controls/control.js';
import { type Formula, flatten } from '../../language/formula.js';
import { cheapestFirst } from './cost.js';
import { leafExpression, parameterExpression, regoTerm, valueExpression } from './expression.js';

/** What a printed body needs from outside: the resource, the item of the quantifier around it. */
interface Needs {
  readonly resource: boolean;
  readonly item: boolean;
}

/** Prints formulas of one rule of a control as Rego functions; alternatives become further functions of their own. */
export class FunctionPrinter {
  readonly #control: Control;
  readonly #rule: number;
  readonly #printed: string[] = [];
  #count = 0;

  /** @param rule its number: all rules of a control share one package, where equal names would be alternatives */
  constructor(control: Control, rule: number) {
    this.#control = control;
    this.#rule = rule;
  }

  /** The text of every function so far, in order of definition. */
  get text(): string {
    return this.#printed.join('\n\n');
  }

  /** Defines `name(resource)` or `name(item, resource)`, true where the formula is. */
  define(name: string, given: Formula, withItem: boolean): void {
    const whole = flatten(given);
    const alternatives = whole.kind === 'or' ? cheapestFirst(whole.of) : [whole];
    // Alternatives inside take an item, which there is none of outside of a list.
    const item = withItem ? 'item' : 'null';
    const bodies = alternatives.map((alternative) => bodyOf(this.#lines(alternative, item)));
    const needs = merge(alternatives.map(needsOf));
    const head = [...(withItem ? [needs.item ? 'item' : '_'] : []), needs.resource ? 'resource' : '_'].join(', ');
    // `else`, since of several functions of one name OPA evaluates all, also where the first has answered.
    // A condition that parameters alone make impossible: no body at all would leave the name undefined.
    this.#printed.push(`${name}(${head}) ${bodies.length > 0 ? bodies.join('\n\nelse ') : 'if false'}`);
  }

  #lines(given: Formula, item: string): string[] {
    switch (given.kind) {
      case 'and':
        return given.of.length === 0 ? ['true'] : cheapestFirst(given.of).flatMap((part) => this.#lines(part, item));
      case 'or':
        return [this.#call(given, item)];
      case 'leaf':
        return [leafExpression(given.leaf, given.mode === 'T', item, this.#control)];
      case 'listIs':
        return [`${STATES[given.state]}(${valueExpression(given.list, item)})`];
      case 'parameterIs': {
        const value = parameterExpression(this.#control, given.parameter);
        return [`${value} ${given.holds ? '==' : '!='} ${regoTerm(given.value)}`];
      }
      case 'someElement':
      case 'everyElement':
        return this.#quantifier(given, item);
      default:
        return given satisfies never;
    }
  }

  #quantifier(given: Formula & { kind: 'someElement' | 'everyElement' }, item: string): string[] {
    this.#count += 1;
    const element = `item_${this.#count}`;
    const list = `lib.items(${valueExpression(given.list, item)})`;
    const lines = this.#lines(given.of, element);
    if (given.kind === 'someElement') return [`some ${element} in ${list}`, ...lines];
    return [`every ${element} in ${list} {`, ...lines.map((line) => `\t${line}`), '}'];
  }

  /** An alternative inside a body is a function that is called there. */
  #call(given: Formula, item: string): string {
    this.#count += 1;
    const name = `either_${this.#rule}_${this.#count}`;
    this.define(name, given, true);
    return `${name}(${item}, resource)`;
  }
}

const STATES = { absent: 'lib.absent', list: 'is_array', unknown: 'lib.unreadable' } as const;

/** As `opa fmt` writes it: what is always so is a value. */
const bodyOf = (lines: readonly string[]): string => (lines.join() === 'true' ? ':= true' : `if ${block(lines)}`);

function block(lines: readonly string[]): string {
  const [only] = lines;
  if (only !== undefined && lines.length === 1) return only;
  return `{\n${lines.map((line) => `\t${line}`).join('\n')}\n}`;
}

/** An `or` inside is a call, which is passed both whatever it uses. */
function needsOf(given: Formula): Needs {
  switch (given.kind) {
    case 'and':
      return merge(given.of.map(needsOf));
    case 'or':
      return { resource: true, item: true };
    case 'leaf':
      return needsOfBase(given.leaf.term.base);
    case 'listIs':
      return needsOfBase(given.list.base);
    case 'parameterIs':
      return { resource: false, item: false };
    case 'someElement':
    case 'everyElement':
      return merge([needsOfBase(given.list.base), { resource: needsOf(given.of).resource, item: false }]);
    default:
      return given satisfies never;
  }
}

const needsOfBase = (base: 'resource' | 'item'): Needs => ({ resource: base === 'resource', item: base === 'item' });

const merge = (all: readonly Needs[]): Needs => ({
  resource: all.some((needs) => needs.resource),
  item: all.some((needs) => needs.item),
});

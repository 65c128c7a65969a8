import type { Leaf, Term } from '../../language/condition.js';
import { complement, type Formula, type ListState, type Mode } from '../../language/formula.js';
import { type AbsolutePath, absolutePath, ELEMENTS } from '../../language/terms.js';
import { simplify } from '../guard/clauses.js';
import { guardPattern, segment, together } from '../guard/query.js';
import { type ItemPlace, itemLeaf } from './item-leaf.js';
import { itemPath } from './item-paths.js';
import { isSameRole, sameRole } from './same-role.js';

/** Where elements stand, as a path from the resource; empty for the resource itself. */
type Place = AbsolutePath;

const ALWAYS: Formula = { kind: 'and', of: [] };
const NEVER: Formula = { kind: 'or', of: [] };

/** Prints formulas as clauses over the `configuration` of an item of one type. */
export class ItemPrinter {
  /** Definitions that the rules text begins with: value → name. */
  readonly variables: Map<string, string>;
  readonly #type: string;

  constructor(type: string, variables: Map<string, string>) {
    this.#type = type;
    this.variables = variables;
  }

  /** The formula with what no item tells settled: unknown, so neither certain nor impossible. */
  settled(given: Formula, place: Place): Formula {
    return simplify(this.#settle(given, place));
  }

  #settle(given: Formula, place: Place): Formula {
    switch (given.kind) {
      case 'and':
      case 'or':
        return { ...given, of: given.of.map((part) => this.#settle(part, place)) };
      case 'leaf':
        return this.#settledLeaf(given, place);
      case 'listIs':
        return this.#settledState(given, place);
      case 'everyElement':
      case 'someElement': {
        const list = absolutePath(given.list, place);
        return isComputed(list) ? NEVER : { ...given, of: simplify(this.#settle(given.of, [...list, ELEMENTS])) };
      }
      case 'parameterIs':
        return given;
      default:
        return given satisfies never;
    }
  }

  #settledLeaf(given: Formula & { kind: 'leaf' }, place: Place): Formula {
    const { leaf, mode } = given;
    const path = absolutePath(leaf.term, place);
    if (isSameRole(path)) return given;
    return isComputed(path) ? unknownIn(mode) : given;
  }

  #settledState(given: Formula & { kind: 'listIs' }, place: Place): Formula {
    const { recorded } = this.#place(given.list, place);
    if (given.state === 'list') return isComputed(absolutePath(given.list, place)) ? NEVER : given;
    if (isComputed(absolutePath(given.list, place))) return given.state === 'unknown' ? ALWAYS : NEVER;
    return given.state === (recorded ? 'absent' : 'unknown') ? given : NEVER;
  }

  /** A settled formula as clauses that must all hold. */
  clauses(given: Formula, place: Place): string[] {
    switch (given.kind) {
      case 'and':
        return given.of.flatMap((part) => this.clauses(part, place));
      case 'or':
        return [given.of.map((part) => together(this.clauses(part, place))).join(' or ')];
      case 'leaf':
        return this.#leaf(given.leaf, given.mode, place);
      case 'listIs':
        return [listState(this.#place(given.list, place).text, given.state)];
      case 'someElement':
        return this.#elements(given.list, given.of, '!empty', place);
      case 'everyElement':
        return this.#elements(given.list, complement(given.of), 'empty', place);
      case 'parameterIs':
        return [this.#parameter(given.parameter, String(given.value), given.holds)];
      default:
        return given satisfies never;
    }
  }

  #leaf(leaf: Leaf, mode: Mode, place: Place): string[] {
    if (isSameRole(absolutePath(leaf.term, place))) return sameRole(mode);
    return itemLeaf(leaf, mode, this.#place(leaf.term, place), (pattern) =>
      this.#named(guardPattern(pattern), () => this.#next('pattern')),
    );
  }

  #elements(list: Term, of: Formula, expected: 'empty' | '!empty', place: Place): string[] {
    const { text } = this.#place(list, place);
    const inside = [...absolutePath(list, place), ELEMENTS];
    const settled = this.settled(of, inside);
    if (settled.kind === 'or' && settled.of.length === 0)
      return [expected === 'empty' ? `${text} is_list` : 'this !exists'];
    const filter = this.clauses(settled, inside).join('  ') || 'this exists';
    return [`${text} is_list`, `${text}[ ${filter} ] ${expected}`];
  }

  /** A value of a list counts where it stands between commas. A parameter that is not given has no value. */
  #parameter(name: string, value: string, holds: boolean): string {
    const variable = this.#named(`CONFIG_RULE_PARAMETERS.${name}`, () => `parameter_${name}`);
    const pattern = guardPattern(`(^|,)${value.replace(/[\\^$.|?*+()[\]{}]/g, '\\$&')}(,|$)`);
    return holds ? `${variable} == ${pattern}` : `${variable} !exists or ${variable} != ${pattern}`;
  }

  #place(term: Term, place: Place): ItemPlace {
    const { path, recorded, map } = itemPath(this.#type, absolutePath(term, place).slice(1));
    const outside = Math.max(0, place.length - 1);
    if (term.base === 'item') {
      const [at, holder] = [path.slice(outside, map), path.slice(outside, (map ?? 0) - 1)].map(textOf);
      const text = textOf(path.slice(outside));
      return { text, recorded, ...(map !== undefined && at && holder && { map: { text: at, holder } }) };
    }
    // Inside a list the resource is out of sight.
    return {
      text: outside === 0 ? textOf(path) : this.#named(`configuration.${textOf(path)}`, () => this.#next('outer')),
      recorded,
    };
  }

  #named(value: string, newName: () => string): string {
    const name = this.variables.get(value) ?? newName();
    this.variables.set(value, name);
    return `%${name}`;
  }

  #next(word: string): string {
    return `${word}_${[...this.variables.values()].filter((name) => name.startsWith(`${word}_`)).length + 1}`;
  }
}

const textOf = (path: readonly string[]): string => path.map(segment).join('.') || 'this';

/** What ringfence writes beside the properties: no item has it. */
const isComputed = (path: AbsolutePath): boolean =>
  path.includes('Facts') || path.includes('Related') || path.includes('Assured');

const unknownIn = (mode: Mode): Formula => (mode === 'P' || mode === 'N' ? ALWAYS : NEVER);

function listState(text: string, state: ListState): string {
  return state === 'list' ? `${text} is_list` : `${text} !exists or ${text} !is_list`;
}

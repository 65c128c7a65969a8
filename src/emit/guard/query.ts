import type { Term } from '../../language/condition.js';
import type { Scalar } from '../../language/value.js';

/** Keys that mark a value as only known at deployment. */
export const UNRESOLVED = '/^(Ref$|Fn::)/';
const NO_VALUE = '"AWS::NoValue"';

/** Matches no text: `^` cannot follow a character. */
export const NEVER = '/a^/';

/** A literal of Guard's language. @throws Error for a text that its strings cannot hold. */
export function guardLiteral(value: Scalar): string {
  if (typeof value !== 'string') return String(value);
  if (/[\n\r\\]/.test(value) || (value.includes('"') && value.includes("'"))) {
    throw new Error(
      `Guard has no way to write the text ${JSON.stringify(value)}: no backslash, line break or both quotes`,
    );
  }
  return value.includes('"') ? `'${value}'` : `"${value}"`;
}

export const guardPattern = (pattern: string): string => `/${pattern.replaceAll('/', '\\/')}/`;

const IDENTIFIER = /^[A-Za-z_][A-Za-z0-9_]*$/;
export const segment = (key: string): string => (IDENTIFIER.test(key) ? key : `"${key}"`);

/** Several clauses at once, as one that `or` can join. */
export function together(clauses: readonly string[]): string {
  const [only] = clauses;
  return only !== undefined && clauses.length === 1 ? only : `this { ${clauses.join('  ')} }`;
}

/**
 * How one place is written inside a filter. Below a quantifier the resource is out of sight: its properties are
 * reached by variables, which the block around the filter defines.
 */
export class Query {
  readonly #term: Term;
  readonly #depth: number;
  readonly #variables: Map<string, string>;

  constructor(term: Term, depth: number, variables: Map<string, string>) {
    this.#term = term;
    this.#depth = depth;
    this.#variables = variables;
  }

  /** The place itself. */
  get text(): string {
    return this.#at(this.#term.path);
  }

  get isElement(): boolean {
    return this.#term.path.length === 0;
  }

  /** A key below the place. */
  key(name: string): string {
    return this.isElement ? name : `${this.text}.${name}`;
  }

  /** Clauses that hold where nothing on the way to the place is unresolved. */
  get wayIsKnown(): string[] {
    return this.#way.map(([key, place]) =>
      isWritten(key)
        ? `this { ${place} exists  ${below(place, 'Ref')} == ${NO_VALUE} or ${place}[ keys == ${UNRESOLVED} ] empty }`
        : `${below(place, 'Ref')} == ${NO_VALUE} or ${place}[ keys == ${UNRESOLVED} ] empty`,
    );
  }

  /** Alternatives of which one holds where something on the way is unresolved. */
  get wayIsUnknown(): string[] {
    return this.#way.flatMap(([key, place]) => {
      const unresolved = together([
        `${place}[ keys == ${UNRESOLVED} ] !empty`,
        `${below(place, 'Ref')} !exists or ${below(place, 'Ref')} != ${NO_VALUE}`,
      ]);
      return isWritten(key) ? [`${place} !exists`, unresolved] : [unresolved];
    });
  }

  /** Alternatives of which one holds where nothing stands at the place itself. */
  get absent(): string[] {
    const noValue = `${this.key('Ref')} == ${NO_VALUE}`;
    return this.isElement ? [noValue] : [`${this.text} !exists`, noValue];
  }

  /** Clauses that hold where something stands at the place itself. */
  get present(): string[] {
    const value = `${this.key('Ref')} !exists or ${this.key('Ref')} != ${NO_VALUE}`;
    return this.isElement ? [value] : [`${this.text} exists`, value];
  }

  /** The keys and queries of everything above the place, outermost first; the element itself too. */
  get #way(): readonly (readonly [string, string])[] {
    const { base, path } = this.#term;
    const steps = path.slice(0, -1).map((key, index) => [key, this.#at(path.slice(0, index + 1))] as const);
    return base === 'item' && this.#depth > 0 && path.length > 0 ? [['', 'this'], ...steps] : steps;
  }

  #at(path: readonly string[]): string {
    if (this.#term.base === 'item' || this.#depth === 0) return path.map(segment).join('.') || 'this';
    const query = path.map(segment).join('.');
    const name = this.#variables.get(query) ?? `outer_${this.#variables.size + 1}`;
    this.#variables.set(query, name);
    return `%${name}`;
  }
}

const below = (place: string, key: string): string => (place === 'this' ? key : `${place}.${key}`);

/** What `src/resources/prepare.ts` writes: missing means not computed, which is unknown and not absent. */
const isWritten = (key: string): boolean => key === 'Facts' || key === 'Related';

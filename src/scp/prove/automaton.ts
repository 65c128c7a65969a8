import type { Token } from '../patterns.js';

/**
 * A step of a pattern as the prover's automata know it: beside IAM's wildcards those of an ARN's parts, which cross no
 * colon, letters without case, and digits of account numbers.
 */
export type Step =
  | Token
  | { readonly kind: 'part-one' }
  | { readonly kind: 'part-many' }
  | { readonly kind: 'digit' }
  | { readonly kind: 'either'; readonly lower: string; readonly upper: string };

/** Texts of one class: every pattern of the question matches all of them or none. */
export interface Cell {
  /** Which patterns match, in their order. */
  readonly matched: readonly boolean[];
  /** One of the shortest. */
  readonly witness: string;
}

const NONE: ReadonlySet<string> = new Set();

/** Stands for every character that a state does not tell from others. */
const ANY_OTHER = '';

/**
 * A pattern as a deterministic automaton, built state by state as it is asked for: a state is the set of positions in
 * the pattern that what was read may have come to.
 */
class Automaton {
  readonly #steps: readonly Step[];
  readonly #ids = new Map<string, number>();
  readonly #positions: (readonly number[])[] = [];
  readonly #next: Map<string, number>[] = [];
  readonly #characters: ReadonlySet<string>[] = [];
  readonly start: number;

  constructor(steps: readonly Step[]) {
    this.#steps = steps;
    this.start = this.#state(new Set([0]));
  }

  accepts(state: number): boolean {
    return this.#positions[state]?.includes(this.#steps.length) ?? false;
  }

  isDead(state: number): boolean {
    return this.#positions[state]?.length === 0;
  }

  /** The characters that this state tells from all others. */
  characters(state: number): ReadonlySet<string> {
    return this.#characters[state] ?? NONE;
  }

  read(state: number, character: string): number {
    const read = this.characters(state).has(character) ? character : ANY_OTHER;
    const known = this.#next[state]?.get(read);
    if (known !== undefined) return known;
    const reached = new Set<number>();
    for (const position of this.#positions[state] ?? []) {
      const step = this.#steps[position];
      if (!step || !takes(step, character)) continue;
      reached.add(isMany(step) ? position : position + 1);
    }
    const made = this.#state(this.#absorbed(reached));
    this.#next[state]?.set(read, made);
    return made;
  }

  /** Behind a `*` at the end nothing else matters. */
  #absorbed(positions: Set<number>): Set<number> {
    const last = this.#steps.length - 1;
    return this.#steps[last]?.kind === 'many' && positions.has(last) ? new Set([last]) : positions;
  }

  #state(positions: Set<number>): number {
    // A wildcard for any number of characters may stand for none.
    for (const position of positions) if (isMany(this.#steps[position])) positions.add(position + 1);
    const sorted = [...positions].toSorted((one, other) => one - other);
    const key = sorted.join();
    const known = this.#ids.get(key);
    if (known !== undefined) return known;
    const id = this.#positions.length;
    this.#ids.set(key, id);
    this.#positions.push(sorted);
    this.#next.push(new Map());
    this.#characters.push(new Set(sorted.flatMap((position) => charactersOf(this.#steps[position]))));
    return id;
  }
}

const isMany = (step: Step | undefined): boolean => step?.kind === 'many' || step?.kind === 'part-many';

function takes(step: Step, character: string): boolean {
  switch (step.kind) {
    case 'character':
      return step.character === character;
    case 'either':
      return step.lower === character || step.upper === character;
    case 'digit':
      return character >= '0' && character <= '9';
    case 'part-one':
    case 'part-many':
      return character !== ':';
    default:
      return true;
  }
}

/** The first is what account numbers of witnesses are made of. */
const DIGITS = [...'2013456789'];

function charactersOf(step: Step | undefined): string[] {
  switch (step?.kind) {
    case 'character':
      return [step.character];
    case 'either':
      return [step.lower, step.upper];
    case 'digit':
      return DIGITS;
    case 'part-one':
    case 'part-many':
      return [':'];
    default:
      return [];
  }
}

/** More states of a product than this: the question is too large. */
const MOST_STATES = 200_000;

/**
 * Every combination of patterns that some text matches, each with a shortest text: a search through the product of the
 * automata, breadth first, over the characters that some state waits for and one that none does.
 *
 * @param domain the texts that count are those that match all of these
 * @returns null where the product is too large
 */
export function cellsOf(
  patterns: readonly (readonly Step[])[],
  domain: readonly (readonly Step[])[],
  most = MOST_STATES,
): Cell[] | null {
  const automata = [...domain, ...patterns].map(automatonOf);
  const fresh = freshCharacter([...domain, ...patterns]);
  const seen = new Set<string>();
  const queue: Reached[] = [];
  const found = new Map<string, Cell>();
  const visit = (from: Reached | null, character: string): void => {
    const states: number[] = [];
    for (const [index, automaton] of automata.entries()) {
      const state = from ? automaton.read(from.states[index] ?? 0, character) : automaton.start;
      if (index < domain.length && automaton.isDead(state)) return;
      states.push(state);
    }
    const key = states.join();
    if (seen.has(key)) return;
    seen.add(key);
    queue.push({ states, from, character });
  };
  visit(null, '');
  for (let head = 0; head < queue.length; head++) {
    const current = queue[head];
    if (!current || queue.length > most) return null;
    record(current, automata, domain.length, found);
    for (const character of charactersAt(current, automata, fresh)) visit(current, character);
  }
  return [...found.values()];
}

/** The states of all automata after some text: that of where it came from, and one character more. */
interface Reached {
  readonly states: readonly number[];
  readonly from: Reached | null;
  readonly character: string;
}

const charactersAt = ({ states }: Reached, automata: readonly Automaton[], fresh: string): ReadonlySet<string> => {
  const characters = new Set([fresh]);
  for (const [index, automaton] of automata.entries())
    for (const character of automaton.characters(states[index] ?? 0)) characters.add(character);
  return characters;
};

const textOf = ({ from, character }: Reached): string => (from ? textOf(from) + character : character);

function record(reached: Reached, automata: readonly Automaton[], domain: number, found: Map<string, Cell>): void {
  const accepted = automata.map((automaton, index) => automaton.accepts(reached.states[index] ?? 0));
  if (accepted.slice(0, domain).includes(false)) return;
  const matched = accepted.slice(domain);
  const key = matched.map(Number).join('');
  if (!found.has(key)) found.set(key, { matched, witness: textOf(reached) });
}

const built = new Map<string, Automaton>();

/** Automata stay as far as they were built: the same patterns come again and again. */
function automatonOf(steps: readonly Step[]): Automaton {
  const key = JSON.stringify(steps);
  const known = built.get(key) ?? new Automaton(steps);
  built.set(key, known);
  return known;
}

/** A character that no pattern names: it stands for all the others. */
function freshCharacter(patterns: readonly (readonly Step[])[]): string {
  const named = new Set(patterns.flat().flatMap(charactersOf));
  for (const candidate of 'xzqwyXZQ_~-') if (!named.has(candidate)) return candidate;
  let code = 0x4e00;
  while (named.has(String.fromCharCode(code))) code++;
  return String.fromCharCode(code);
}

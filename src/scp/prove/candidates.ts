import { address } from '../conditions/addresses.js';
import { instant } from '../conditions/dates.js';
import { isNumber } from '../conditions/numbers.js';
import { cellsOf, type Step } from './automaton.js';
import { boundaryValues } from './boundaries.js';
import type { Probe, Values } from './probe.js';

/** The values that a dimension may have. */
export interface Domain {
  /** The same for equal domains. */
  readonly id: string;
  readonly absent: boolean;
  /** Whether there may be several values, or an empty list. */
  readonly several: boolean;
  /** Shapes of values; null for any text. */
  readonly shapes: readonly (readonly Step[])[] | null;
  /** Where the property speaks of values of these shapes alone; null where it speaks of others, too. */
  readonly within: readonly (readonly Step[])[] | null;
  /** Whether numbers, dates and addresses are among them, where questions ask of such; or they are all of one kind. */
  readonly ordered: boolean | OrderedKind;
  /** Texts of these shapes are left out: every question must tell them from others. */
  readonly without: readonly (readonly Step[])[];
}

/** Values that have an order. */
export type OrderedKind = 'number' | 'date' | 'address';

const IS_OF_KIND: Readonly<Record<OrderedKind, (value: string) => boolean>> = {
  number: isNumber,
  date: (value) => instant(value) !== null,
  address: (value) => address(value) !== null,
};

/** One value of every kind that the questions tell apart. */
export interface Candidates {
  readonly values: readonly Values[];
  /** Whether no kind is missing. */
  readonly complete: boolean;
}

/** Without a shape the facts are tried next: not worth a long search. */
const MOST_PLAIN_STATES = 5_000;

/** Sets of elements beyond these are too many. */
const MOST_SETS = 20_000;

/** Remembers candidates: many classes of actions ask the same of a dimension. */
export class CandidateTable {
  readonly #known = new Map<string, Candidates>();

  of(probes: readonly Probe[], domain: Domain): Candidates {
    const key = `${domain.id} ${probes
      .map(({ id }) => id)
      .toSorted()
      .join(' ')}`;
    const known = this.#known.get(key);
    if (known) return known;
    const made = candidates(probes, domain);
    this.#known.set(key, made);
    return made;
  }
}

function candidates(probes: readonly Probe[], domain: Domain): Candidates {
  const single = elements(probes, domain);
  if (!single) return { values: [undefined], complete: false };
  const lists = domain.several ? listsOf(probes, single.values) : single.values.map((value) => [value]);
  if (!lists) return { values: [undefined], complete: false };
  return { values: distinct([...(domain.absent ? [undefined] : []), ...lists], probes), complete: single.complete };
}

/** Values one at a time. */
function elements(probes: readonly Probe[], domain: Domain): Elements | null {
  const patterns = uniqueSteps(probes.flatMap((probe) => probe.patterns));
  const bounded = probes.flatMap(({ boundaries }) => boundaries ?? []);
  const literal = patterns.flatMap((steps) => literalOf(steps) ?? []);
  const allLiteral = literal.length === patterns.length;
  const found: string[] = [];
  if (typeof domain.ordered === 'string' && bounded.length > 0 && allLiteral) {
    found.push(...literal.filter(IS_OF_KIND[domain.ordered]));
  } else {
    for (const shape of shapesOf(domain)) {
      const texts = textsOf(patterns, shape, domain.without);
      if (!texts) return null;
      found.push(...texts);
    }
  }
  if (domain.ordered === false || bounded.length === 0) return { values: [...new Set(found)], complete: true };
  const boundaries = boundaryValues(bounded);
  const kinds = new Set(bounded.map(({ kind }) => kind));
  // What is asked of texts and of numbers is told apart in every combination only where the texts are literal, and no
  // value stands for others of its kind that are written otherwise.
  const complete =
    kinds.size === 1 &&
    allLiteral &&
    boundaries.every((value) => !literal.includes(value) || otherSpelling(value).length > 0);
  return { values: [...new Set([...found, ...boundaries, ...boundaries.flatMap(otherSpelling)])], complete };
}

interface Elements {
  readonly values: readonly string[];
  readonly complete: boolean;
}

/** The same number, written otherwise. */
const otherSpelling = (value: string): string[] =>
  /^-?\d+(\.\d+)?$/.test(value) ? [value.replace(/^-?/, (sign) => `${sign}0`)] : [];

function literalOf(steps: readonly Step[]): string | null {
  const characters = steps.map((step) => (step.kind === 'character' ? step.character : null));
  return characters.includes(null) ? null : characters.join('');
}

/** Shapes of which values are one; those that the property speaks of go before all others. */
const shapesOf = ({ shapes, within, several }: Domain): (readonly (readonly Step[])[])[] => {
  const outer = shapes ?? [null];
  const inner = several ? [null] : (within ?? [null]);
  return outer.flatMap((one) => inner.map((other) => [...(one ? [one] : []), ...(other ? [other] : [])]));
};

/** A text of every cell within a shape. */
function textsOf(
  patterns: readonly (readonly Step[])[],
  shape: readonly (readonly Step[])[],
  without: Domain['without'],
): string[] | null {
  const meeting = [...without, ...patterns.filter((pattern) => meets(pattern, shape))];
  const cells = cellsOf(meeting, shape, shape.length === 0 ? MOST_PLAIN_STATES : undefined);
  if (!cells) return null;
  return cells.filter(({ matched }) => !matched.slice(0, without.length).some(Boolean)).map(({ witness }) => witness);
}

const uniqueSteps = (patterns: readonly (readonly Step[])[]): (readonly Step[])[] => [
  ...new Map(patterns.map((pattern) => [JSON.stringify(pattern), pattern])).values(),
];

const meeting = new Map<string, boolean>();

/** Whether some text of a shape matches a pattern: the others need no place in the product. */
function meets(pattern: readonly Step[], shape: readonly (readonly Step[])[]): boolean {
  if (shape.length === 0) return true;
  const key = JSON.stringify([pattern, shape]);
  const known = meeting.get(key);
  if (known !== undefined) return known;
  const cells = cellsOf([pattern], shape);
  const found = !cells || cells.some(({ matched }) => matched[0]);
  meeting.set(key, found);
  return found;
}

/**
 * Lists of values. INVARIANT: what a question says of a list follows from what it says of each element, and from
 * whether there are none, one or more of them; so one list for each set of answers of elements, and for a single answer
 * also one with two elements of that kind.
 */
function listsOf(probes: readonly Probe[], values: readonly string[]): (readonly string[])[] | null {
  const kinds = [...new Map(values.map((value) => [answers([value], probes), value] as const))];
  const found = new Map<string, readonly string[]>();
  const open: List[] = [{ said: [], values: [] }];
  for (const { said, values: list } of open) {
    for (const [answer, value] of kinds) {
      const longer = { said: together(said, answer), values: [...list, value] };
      const summary = `${longer.said.join()} ${Math.min(2, longer.values.length)}`;
      if (found.has(summary)) continue;
      found.set(summary, longer.values);
      open.push(longer);
      if (found.size > MOST_SETS) return null;
    }
  }
  return [[], ...found.values()];
}

/** A list with what each question says of some element of it: a set of answers, as bits. */
interface List {
  readonly said: readonly number[];
  readonly values: readonly string[];
}

const together = (said: readonly number[], answer: string): number[] =>
  Array.from(answer, (sign, index) => (said[index] ?? 0) | (1 << '10tf'.indexOf(sign)));

const SIGNS = new Map<unknown, string>([
  [true, '1'],
  [false, '0'],
  ['assumed true', 't'],
  ['assumed false', 'f'],
]);

const answers = (values: Values, probes: readonly Probe[]): string =>
  probes.map(({ truth }) => SIGNS.get(truth(values)) ?? '').join('');

/** One value of each kind; the first, which is the simplest. */
function distinct(all: readonly Values[], probes: readonly Probe[]): Values[] {
  const found = new Map<string, Values>();
  for (const values of all) {
    const key = answers(values, probes);
    if (!found.has(key)) found.set(key, values);
  }
  return [...found.values()];
}

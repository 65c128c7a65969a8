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
  /** Whether numbers, dates and addresses are among them, where questions ask of such. */
  readonly ordered: boolean;
  /** Texts of these shapes are left out: every question must tell them from others. */
  readonly without: readonly (readonly Step[])[];
}

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
function elements(
  probes: readonly Probe[],
  { shapes, without, ordered }: Domain,
): { readonly values: readonly string[]; readonly complete: boolean } | null {
  const patterns = [...without, ...uniqueSteps(probes.flatMap((probe) => probe.patterns))];
  const bounded = probes.flatMap(({ boundaries }) => boundaries ?? []);
  const kinds = new Set(bounded.map(({ kind }) => kind));
  const texts = probes.some((probe) => probe.patterns.length > 0);
  const found: string[] = [];
  for (const shape of shapes ?? [null]) {
    const meeting =
      shape === null ? patterns : patterns.filter((pattern, index) => index < without.length || meets(pattern, shape));
    const cells = cellsOf(meeting, shape, shape === null ? MOST_PLAIN_STATES : undefined);
    if (!cells) return null;
    const kept = cells.filter(({ matched }) => !matched.slice(0, without.length).some(Boolean));
    found.push(...kept.map(({ witness }) => witness));
  }
  const boundaries = ordered ? boundaryValues(bounded) : [];
  // Texts and numbers asked of one key are told apart one by one, not in combination.
  return { values: [...new Set([...found, ...boundaries])], complete: !ordered || kinds.size + (texts ? 1 : 0) <= 1 };
}

const uniqueSteps = (patterns: readonly (readonly Step[])[]): (readonly Step[])[] => [
  ...new Map(patterns.map((pattern) => [JSON.stringify(pattern), pattern])).values(),
];

const meeting = new Map<string, boolean>();

/** Whether some text of a shape matches a pattern: the others need no place in the product. */
function meets(pattern: readonly Step[], shape: readonly Step[]): boolean {
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

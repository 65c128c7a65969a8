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
  /** Texts of these shapes are left out: every question must tell them from others. */
  readonly without: readonly (readonly Step[])[];
}

/** One value of every kind that the questions tell apart. */
export interface Candidates {
  readonly values: readonly Values[];
  /** Whether no kind is missing. */
  readonly complete: boolean;
}

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
  const several = domain.several || probes.some(({ set }) => set && domain.several);
  const lists = several ? listsOf(probes, single.values) : single.values.map((value) => [value]);
  if (!lists) return { values: [undefined], complete: false };
  return { values: distinct([...(domain.absent ? [undefined] : []), ...lists], probes), complete: single.complete };
}

/** Values one at a time. */
function elements(
  probes: readonly Probe[],
  { shapes, without }: Domain,
): { readonly values: readonly string[]; readonly complete: boolean } | null {
  const patterns = [...without, ...uniqueSteps(probes.flatMap((probe) => probe.patterns))];
  const bounded = probes.flatMap(({ boundaries }) => boundaries ?? []);
  const kinds = new Set(bounded.map(({ kind }) => kind));
  const texts = probes.some((probe) => probe.patterns.length > 0);
  const found: string[] = [];
  for (const shape of shapes ?? [null]) {
    const meeting =
      shape === null ? patterns : patterns.filter((pattern, index) => index < without.length || meets(pattern, shape));
    const cells = cellsOf(meeting, shape);
    if (!cells) return null;
    const kept = cells.filter(({ matched }) => !matched.slice(0, without.length).some(Boolean));
    found.push(...kept.map(({ witness }) => witness));
  }
  const boundaries = bounded.length > 0 ? boundaryValues(bounded) : [];
  // Texts and numbers asked of one key are told apart one by one, not in combination.
  return { values: [...new Set([...found, ...boundaries])], complete: kinds.size + (texts ? 1 : 0) <= 1 };
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
 * Lists of values: for every question some element may answer yes, some no. Lists with the same two sets of questions
 * answer alike, whatever their length.
 */
function listsOf(probes: readonly Probe[], values: readonly string[]): (readonly string[])[] | null {
  const byAnswers = new Map(values.map((value) => [answers([value], probes), value]));
  const found = new Map<string, readonly string[]>([['', []]]);
  const open: (readonly string[])[] = [[]];
  for (const list of open) {
    for (const [answer, value] of byAnswers) {
      const longer = [...list, value];
      const key = [...new Set([...list.map((one) => answers([one], probes)), answer])].toSorted();
      const summary = summaryOf(key);
      if (found.has(summary)) continue;
      found.set(summary, longer);
      open.push(longer);
      if (found.size > MOST_SETS) return null;
    }
  }
  return [...found.values()];
}

/** For each question whether some element says yes, and whether some says something else. */
function summaryOf(elementAnswers: readonly string[]): string {
  const length = elementAnswers[0]?.length ?? 0;
  return (
    Array.from({ length }, (_, index) =>
      [...new Set(elementAnswers.map((answer) => answer[index]))].toSorted().join(''),
    ).join('|') + `#${Math.min(2, elementAnswers.length)}`
  );
}

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

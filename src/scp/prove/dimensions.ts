import type { CandidateTable, Domain } from './candidates.js';
import type { Probe, Values } from './probe.js';
import type { Branch, Dimension } from './search.js';

/** A dimension before it is searched: the questions that are asked of it, and by which statements. */
interface Asked {
  readonly probe: Probe;
  statements: bigint;
}

/** Whether every kind of value was looked at in the dimensions that a search came to. */
export interface Completeness {
  complete: boolean;
}

/** What the dimensions of a question are made from. */
export interface Making {
  readonly domainOf: (dimension: string) => Domain;
  readonly table: CandidateTable;
  readonly completeness: Completeness;
  /** Whether values that AWS documents no answer for are left out: to look for a request that is beyond doubt. */
  readonly certain: boolean;
}

/** Questions with policy variables are dimensions of their own. */
const nameOf = ({ variables, id, dimension }: Probe): string => (variables ? `variable ${id}` : dimension);

/**
 * The dimensions that statements look at, in the order of the search: first those of the property (statement 0), then
 * those of the statements that add the fewest others.
 *
 * @param asked for each statement what it asks
 */
export function dimensionsOf(asked: readonly (readonly Probe[])[], making: Making): Dimension[] {
  const byDimension = new Map<string, Map<string, Asked>>();
  for (const [index, probes] of asked.entries()) {
    for (const probe of probes) {
      const name = nameOf(probe);
      const questions = byDimension.get(name) ?? new Map<string, Asked>();
      byDimension.set(name, questions);
      const known = questions.get(probe.id) ?? { probe, statements: 0n };
      known.statements |= 1n << BigInt(index);
      questions.set(probe.id, known);
    }
  }
  const order = orderOf(asked, byDimension);
  return order.map((name) => dimension(name, [...(byDimension.get(name)?.values() ?? [])], making));
}

function orderOf(
  asked: readonly (readonly Probe[])[],
  byDimension: ReadonlyMap<string, ReadonlyMap<string, Asked>>,
): string[] {
  const weight = (name: string): number => byDimension.get(name)?.size ?? 0;
  const names = asked.map((probes) => [...new Set(probes.map(nameOf))]);
  const first = (names[0] ?? []).toSorted((one, other) => weight(one) - weight(other));
  const seen = new Set(first);
  const cost = (dimensions: readonly string[]): number =>
    dimensions.filter((name) => !seen.has(name)).reduce((sum, name) => sum + weight(name), 0);
  const rest = names.slice(1).map((dimensions) => ({ dimensions, cost: cost(dimensions) }));
  return [
    ...new Set([
      ...first,
      ...rest.toSorted((one, other) => one.cost - other.cost).flatMap(({ dimensions }) => dimensions),
    ]),
  ];
}

function dimension(name: string, asked: readonly Asked[], making: Making): Dimension {
  const touches = asked.reduce((mask, { statements }) => mask | statements, 0n);
  let branches: readonly Branch[] | null = null;
  return {
    name,
    touches,
    branches: () => {
      branches ??= asked[0]?.probe.variables ? freeBranches(touches) : valueBranches(name, asked, making);
      return branches;
    },
  };
}

/** What a policy variable decides may be either. */
const freeBranches = (touches: bigint): Branch[] => [
  { kills: 0n, values: null, assumed: true },
  { kills: touches, values: null, assumed: true },
];

function valueBranches(
  name: string,
  asked: readonly Asked[],
  { domainOf, table, completeness, certain }: Making,
): Branch[] {
  const probes = asked.map(({ probe }) => probe);
  const { values, complete } = table.of(probes, domainOf(name));
  if (!complete) completeness.complete = false;
  const found = new Map<string, Branch>();
  for (const one of values) {
    for (const branch of branchesOf(one, asked, completeness)) {
      const key = `${branch.kills} ${branch.assumed}`;
      if (!found.has(key) && !(certain && branch.assumed)) found.set(key, branch);
    }
  }
  return [...found.values()].toSorted((one, other) => Number(one.assumed) - Number(other.assumed));
}

/** More doubts about one value than these, and not all of their combinations are looked at. */
const MOST_DOUBTS = 8;

/** Where AWS documents no answer, both answers are looked at. */
function branchesOf(values: Values, asked: readonly Asked[], completeness: Completeness): Branch[] {
  let kills = 0n;
  const doubtful: bigint[] = [];
  for (const { probe, statements } of asked) {
    const truth = probe.truth(values);
    if (truth === false) kills |= statements;
    else if (truth !== true) doubtful.push(statements);
  }
  if (doubtful.length === 0) return [{ kills, values, assumed: false }];
  if (doubtful.length > MOST_DOUBTS) completeness.complete = false;
  return subsets(doubtful.slice(0, MOST_DOUBTS)).map((also) => ({ kills: kills | also, values, assumed: true }));
}

/** Every union of some of the masks. */
function subsets(masks: readonly bigint[]): bigint[] {
  const unions = [0n];
  for (const mask of masks) unions.push(...unions.map((one) => one | mask));
  return unions;
}

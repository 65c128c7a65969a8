import type { Catalogue } from './catalogue.js';

/** The action whose name is nearest to an unknown one, where one is near enough to be meant. */
export function nearestAction(catalogue: Catalogue, name: string): string | undefined {
  const [service = '', action = ''] = name.split(':', 2);
  if (catalogue.actionsOf(service.toLowerCase()).length > 0) {
    return nearest(name, catalogue.actionsOf(service.toLowerCase()));
  }
  const meant = nearest(service, catalogue.services);
  if (meant === undefined) return undefined;
  return nearest(`${meant}:${action}`, catalogue.actionsOf(meant)) ?? `${meant}:*`;
}

/** The condition key whose name is nearest to an unknown one. */
export function nearestKey(catalogue: Catalogue, name: string): string | undefined {
  return nearest(name, catalogue.keys);
}

/** Of the names, the one with the fewest changed characters, if they are at most a third of it. */
export function nearest(name: string, names: readonly string[]): string | undefined {
  const lower = name.toLowerCase();
  let found: string | undefined;
  let least = Math.floor(lower.length / 3) + 1;
  for (const candidate of names) {
    const distance = changes(lower, candidate.toLowerCase(), least);
    if (distance >= least) continue;
    least = distance;
    found = candidate;
  }
  return found;
}

/** How many characters are put in, left out, changed or swapped; `limit` where it is that or more. */
function changes(one: string, other: string, limit: number): number {
  if (Math.abs(one.length - other.length) >= limit) return limit;
  let before: number[] = [];
  let last = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let row = 1; row <= one.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= other.length; column += 1) {
      const same = one[row - 1] === other[column - 1];
      const swapped = one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1];
      current[column] = Math.min(
        at(last, column) + 1,
        at(current, column - 1) + 1,
        at(last, column - 1) + (same ? 0 : 1),
        swapped ? at(before, column - 2) + 1 : limit,
      );
    }
    if (Math.min(...current) >= limit) return limit;
    before = last;
    last = current;
  }
  return Math.min(limit, at(last, other.length));
}

const at = (row: readonly number[], index: number) => row[index] ?? Number.POSITIVE_INFINITY;

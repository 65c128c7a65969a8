/**
 * The name that was probably meant: the one with the fewest changed characters, without regard to case, if they are at
 * most a third of the given one, or one of a very short one; null where none is so near.
 */
export function nearest(given: string, names: Iterable<string>): string | null {
  const lower = given.toLowerCase();
  let found: string | null = null;
  let least = Math.max(1, Math.floor(lower.length / 3)) + 1;
  for (const name of names) {
    const distance = changes(lower, name.toLowerCase(), least);
    if (distance >= least) continue;
    least = distance;
    found = name;
  }
  return found;
}

/** `; did you mean …?`, or nothing. */
export const didYouMean = (name: string | null): string => (name === null ? '' : `; did you mean \`${name}\`?`);

/** The same of the nearest name. */
export const suggestion = (given: string, names: Iterable<string>): string => didYouMean(nearest(given, names));

/** How many characters are put in, left out, changed or swapped with their neighbour; `limit` where it is that or more. */
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

const at = (row: readonly number[], index: number): number => row[index] ?? Number.POSITIVE_INFINITY;

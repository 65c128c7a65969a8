/** A source of numbers from 0 to below 1. */
export type Random = () => number;

/** Mulberry32: small, fast, and the same numbers for the same seed on every platform. Source: Tommy Ettinger, 2017. */
export function randomFrom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_0000_0000;
  };
}

/** The seed of one case: cases are made independently of each other, so that one can be made again by itself. */
export const caseSeed = (seed: number, number: number): number =>
  (Math.imul(seed, 0x9e3779b1) ^ (number * 2 + 1)) >>> 0;

/** A whole number from 0 to below `limit`. */
export const below = (random: Random, limit: number): number => Math.floor(random() * limit);

/** One of them. @throws Error for an empty list */
export function pick<Item>(random: Random, items: readonly Item[]): Item {
  const item = items[below(random, items.length)];
  if (item === undefined) throw new Error('there is nothing to pick from');
  return item;
}

/** Random numbers from 0 to 1 from a seed. An LCG would not do: its low bits repeat after a thousand calls. */
function mulberry32(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** Choices from random numbers. */
export class Chance {
  readonly #next: () => number;

  constructor(seed: number) {
    this.#next = mulberry32(seed);
  }

  below(limit: number): number {
    return Math.floor(this.#next() * limit);
  }

  /** One time in so many. */
  once(times: number): boolean {
    return this.below(times) === 0;
  }

  of<Value>(values: readonly [Value, ...Value[]] | readonly Value[]): Value {
    const value = values[this.below(values.length)];
    if (value === undefined) throw new Error('nothing to choose from');
    return value;
  }

  /** One to three of them. */
  some<Value>(values: readonly Value[]): Value[] {
    return [...new Set(Array.from({ length: 1 + this.below(3) }, () => this.of(values)))];
  }
}

/** Fixed, unless `RINGFENCE_SEED` says otherwise. */
export const seed = Number(process.env['RINGFENCE_SEED'] ?? 20_261_125);

import { Notes } from './notes.js';
import type { ReferenceIndex } from './references.js';

/** What is computed from an index alone, once for each key. INVARIANT: whoever asks again has looked at the same. */
export class Remembered<Result> {
  readonly #known = new WeakMap<ReferenceIndex, Map<string | undefined, Known<Result>>>();

  /** @param key whatever else decides the result */
  of(index: ReferenceIndex, key: string | undefined, compute: () => Result): Result {
    const ofIndex = this.#known.get(index) ?? new Map<string | undefined, Known<Result>>();
    this.#known.set(index, ofIndex);
    const known = ofIndex.get(key);
    if (known) {
      index.book.notes?.add(known.notes);
      return known.result;
    }
    const notes = new Notes();
    const result = index.book.noting(notes, compute);
    ofIndex.set(key, { result, notes });
    return result;
  }
}

interface Known<Result> {
  readonly result: Result;
  readonly notes: Notes;
}

/** A path into a document: keys of maps, indices of lists. */
export type DocumentPath = readonly (string | number)[];

export interface Place {
  readonly line: number | null;
  readonly column: number | null;
}

/** Data, with the place of every key and value. */
export interface Located {
  readonly value: unknown;
  /** Where the value at a path stands, or the nearest parent that exists. */
  readonly at: (path: DocumentPath) => Place;
  /** Where the last key of a path stands; its value's place in a list. */
  readonly keyAt: (path: DocumentPath) => Place;
}

import type { Position } from '../../resources/resource.js';

/** A text and its lines, which are counted when the first place is asked for. */
export class Source {
  readonly text: string;
  #starts: readonly number[] | null = null;

  /** @param text with or without a byte order mark, which counts as no column */
  constructor(text: string) {
    this.text = text.startsWith('\uFEFF') ? text.slice(1) : text;
  }

  /** Line and column, both from 1, of an offset in `text`. */
  position(offset: number): Position {
    this.#starts ??= lineStarts(this.text);
    const line = lastAtMost(this.#starts, offset);
    return { line: line + 1, column: offset - (this.#starts[line] ?? 0) + 1 };
  }
}

function lineStarts(text: string): number[] {
  const starts = [0];
  for (const match of text.matchAll(/\r\n?|\n/g)) starts.push(match.index + match[0].length);
  return starts;
}

/** Index of the last element that is not above the bound, by binary search. */
function lastAtMost(sorted: readonly number[], bound: number): number {
  let low = 0;
  let high = sorted.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((sorted[middle] ?? 0) <= bound) low = middle;
    else high = middle - 1;
  }
  return low;
}

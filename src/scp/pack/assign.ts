/** What is to be put somewhere as a whole. */
interface Sized {
  readonly id: string;
  readonly characters: number;
}

/** Sizes count in steps of this many characters while that costs no document: a small change then moves nothing. */
const STEP = 256;

/** The search for a division into fewer documents is given up after so many tries; there are about forty pieces. */
const TRIES = 50_000;

/**
 * Divides pieces among as few bins as can be found, at most `slots`. For each number of bins, from the fewest that the
 * sum allows:
 * 1. every piece, from the largest, goes into the bin that it likes best (a hash of its id and the bin's number) and
 *    that has room: a piece that comes, goes or grows then moves few others;
 * 2. where that does not fit, a search for a division with rounded sizes, which small changes do not disturb;
 * 3. the same with exact sizes.
 * So fewest comes before stable: where the bins are nearly full, a change may move several pieces.
 *
 * @returns the pieces of each bin that has any, or null where no division was found
 */
export function assign<Piece extends Sized>(
  pieces: readonly Piece[],
  room: number,
  slots: number,
): readonly (readonly Piece[])[] | null {
  if (pieces.length === 0) return [];
  const rounded = (piece: Sized) => Math.ceil(piece.characters / STEP) * STEP;
  const exact = (piece: Sized) => piece.characters;
  const total = pieces.reduce((sum, piece) => sum + piece.characters, 0);
  for (let bins = Math.ceil(total / room); bins <= slots; bins += 1) {
    const found =
      byLiking(ordered(pieces, rounded), rounded, room, bins) ??
      bySearch(ordered(pieces, rounded), rounded, room, bins) ??
      bySearch(ordered(pieces, exact), exact, room, bins);
    if (found) return found.filter((bin) => bin.length > 0);
  }
  return null;
}

/** From the largest; of equal size by id, so that the order of the input does not count. */
function ordered<Piece extends Sized>(pieces: readonly Piece[], size: (piece: Sized) => number): readonly Piece[] {
  return [...pieces].sort((one, other) => size(other) - size(one) || (one.id < other.id ? -1 : 1));
}

function byLiking<Piece extends Sized>(
  pieces: readonly Piece[],
  size: (piece: Sized) => number,
  room: number,
  count: number,
): Piece[][] | null {
  const bins = Array.from({ length: count }, (_, number) => ({ number, left: room, pieces: [] as Piece[] }));
  for (const piece of pieces) {
    const liked = [...bins].sort((one, other) => liking(piece.id, other.number) - liking(piece.id, one.number));
    const bin = liked.find(({ left }) => left >= size(piece));
    if (!bin) return null;
    bin.left -= size(piece);
    bin.pieces.push(piece);
  }
  return bins.map((bin) => bin.pieces);
}

/** Puts every piece where the least room is left, and takes the last choice back where the rest does not fit. */
function bySearch<Piece extends Sized>(
  pieces: readonly Piece[],
  size: (piece: Sized) => number,
  room: number,
  count: number,
): Piece[][] | null {
  const bins: { left: number; readonly pieces: Piece[] }[] = [];
  let tries = 0;
  const place = (index: number): boolean => {
    const piece = pieces[index];
    if (!piece) return true;
    tries += 1;
    if (tries > TRIES) return false;
    const open = bins.length < count ? [{ left: room, pieces: [] as Piece[] }] : [];
    const fitting = [...bins].filter(({ left }) => left >= size(piece)).sort((one, other) => one.left - other.left);
    for (const bin of [...differentRoom(fitting), ...open]) {
      if (bin.left < size(piece)) continue;
      if (bin.pieces.length === 0) bins.push(bin);
      bin.left -= size(piece);
      bin.pieces.push(piece);
      if (place(index + 1)) return true;
      bin.pieces.pop();
      bin.left += size(piece);
      if (bin.pieces.length === 0) bins.pop();
    }
    return false;
  };
  return place(0) ? bins.map((bin) => bin.pieces) : null;
}

/** Of bins with the same room left, one: the others would end alike. */
function differentRoom<Bin extends { readonly left: number }>(bins: readonly Bin[]): readonly Bin[] {
  return bins.filter(({ left }, index) => bins.findIndex((other) => other.left === left) === index);
}

/** FNV-1a with a last mixing: a hash for spreading, not for secrets. */
function liking(id: string, bin: number): number {
  let hash = 0x811c9dc5;
  for (const character of `${id}/${bin}`) {
    hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  return (hash ^ (hash >>> 13)) >>> 0;
}

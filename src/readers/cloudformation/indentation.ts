/** A line that begins with a closing bracket. */
const CLOSING = /^[ \t]*[\]}]/gm;

/** Where a comment may begin: after a space. */
const COMMENT = /\s#/g;

/** The text with every line that begins with a closing bracket joined to the line above it, all offsets kept. */
export function joinClosingBrackets(text: string): string {
  const pieces: string[] = [];
  let done = 0;
  for (const match of text.matchAll(CLOSING)) {
    const bracket = match.index + match[0].length - 1;
    const from = endOfContentBefore(text, match.index, done);
    pieces.push(text.slice(done, from), ' '.repeat(bracket - from));
    done = bracket;
  }
  return pieces.join('') + text.slice(done);
}

/** The text with the line that holds an offset joined to the line above it. */
export function joinLine(text: string, offset: number): string {
  const lineStart = text.lastIndexOf('\n', offset - 1) + 1;
  const from = endOfContentBefore(text, lineStart, 0);
  return text.slice(0, from) + ' '.repeat(offset - from) + text.slice(offset);
}

/**
 * Where the content above a line ends: before its comment, and above blank lines and lines that are comments.
 * @param floor offset below which nothing is looked at
 */
function endOfContentBefore(text: string, lineStart: number, floor: number): number {
  let end = lineStart;
  while (end > floor) {
    const start = Math.max(text.lastIndexOf('\n', end - 2) + 1, floor);
    const line = text.slice(start, end);
    const content = withoutComment(line).trimEnd();
    if (content !== '') return start + content.length;
    end = start;
  }
  return floor;
}

/** A `#` after an odd number of quotes is taken for part of a text. */
function withoutComment(line: string): string {
  if (line.trimStart().startsWith('#')) return '';
  for (const match of line.matchAll(COMMENT)) {
    const before = line.slice(0, match.index);
    if (isEven(before, '"') && isEven(before, "'")) return before;
  }
  return line;
}

const isEven = (text: string, quote: string): boolean => (text.split(quote).length - 1) % 2 === 0;

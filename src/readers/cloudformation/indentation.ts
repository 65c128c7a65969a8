/** A line that begins with a closing bracket. */
const CLOSING = /^[ \t]*[\]}]/gm;

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

/** A `#` after a space begins a comment, but after an odd number of quotes it is taken for part of a text. */
function withoutComment(line: string): string {
  let double = 0;
  let single = 0;
  for (let index = 0; index < line.length; index++) {
    const character = line[index];
    if (character === '"') double++;
    else if (character === "'") single++;
    else if (character === '#' && double % 2 === 0 && single % 2 === 0 && /^\s?$/.test(line.charAt(index - 1))) {
      return line.slice(0, index);
    }
  }
  return line;
}

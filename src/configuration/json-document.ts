import { type Node, parseTree } from 'jsonc-parser';
import { LineCounter } from 'yaml';
import type { DocumentPath, Located, Place } from './place.js';

/** Documents that people write are nowhere near as deep; what goes through them again may be recursive. */
const DEEPEST = 200;

/**
 * Reads a JSON text by the parser of JavaScript, which takes a hundredth of the time of one for YAML. Places are looked
 * for when a problem must be located.
 *
 * @returns null where it is no JSON, has a key twice or is very deep: the parser for YAML then says what is wrong
 */
export function readJsonDocument(text: string): Located | null {
  const value = parsed(text);
  // A key that stands twice in an object is one property of the value.
  if (value === undefined || propertiesOf(value, 0) !== keysIn(text)) return null;
  let tree: Tree | undefined;
  const located = (): Tree => {
    tree ??= new Tree(text);
    return tree;
  };
  return { value, at: (path) => located().at(path), keyAt: (path) => located().keyAt(path) };
}

function parsed(text: string): unknown {
  if (!/^\s*[{[]/.test(text)) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** How many properties the objects of a value have; NaN where it is too deep. */
function propertiesOf(value: unknown, depth: number): number {
  if (typeof value !== 'object' || value === null) return 0;
  if (depth > DEEPEST) return Number.NaN;
  const entries = Object.values(value);
  return entries.reduce<number>(
    (count, entry) => count + propertiesOf(entry, depth + 1),
    Array.isArray(value) ? 0 : entries.length,
  );
}

/** How many strings of a valid JSON text are followed by a colon. */
function keysIn(text: string): number {
  const colon = /\s*:/y;
  let count = 0;
  for (let start = text.indexOf('"'); start >= 0; start = text.indexOf('"', colon.lastIndex)) {
    const end = endOfString(text, start) + 1;
    colon.lastIndex = end;
    if (colon.test(text)) count += 1;
    else colon.lastIndex = end;
  }
  return count;
}

function endOfString(text: string, start: number): number {
  let end = text.indexOf('"', start + 1);
  while (isEscaped(text, end)) end = text.indexOf('"', end + 1);
  return end;
}

/** Whether an odd number of backslashes stands before a place. */
function isEscaped(text: string, place: number): boolean {
  let before = place;
  while (text[before - 1] === '\\') before -= 1;
  return (place - before) % 2 === 1;
}

/** Where the values and keys of a JSON text stand. */
class Tree {
  readonly #root: Node | undefined;
  readonly #lines = new LineCounter();

  constructor(text: string) {
    this.#root = parseTree(text);
    for (let start = 0; start >= 0; start = text.indexOf('\n', start) + 1 || -1) this.#lines.addNewLine(start);
  }

  at(path: DocumentPath): Place {
    return this.#place(this.#nodeAt(path));
  }

  keyAt(path: DocumentPath): Place {
    const parent = this.#nodeAt(path.slice(0, -1));
    const key = parent?.type === 'object' ? propertyOf(parent, path.at(-1))?.children?.[0] : undefined;
    return key ? this.#place(key) : this.at(path);
  }

  #nodeAt(path: DocumentPath): Node | undefined {
    let node = this.#root;
    for (const step of path) {
      const child = node && childOf(node, step);
      if (!child) return node;
      node = child;
    }
    return node;
  }

  #place(node: Node | undefined): Place {
    if (!node) return { line: null, column: null };
    const { line, col } = this.#lines.linePos(node.offset);
    return { line, column: col };
  }
}

function childOf(node: Node, step: string | number): Node | undefined {
  if (node.type === 'array') return node.children?.[Number(step)];
  return node.type === 'object' ? propertyOf(node, step)?.children?.[1] : undefined;
}

const propertyOf = (object: Node, name: string | number | undefined): Node | undefined =>
  object.children?.find(({ children }) => children?.[0]?.value === String(name));

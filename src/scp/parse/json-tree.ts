import { getNodeValue, type Node, type ParseError, parseTree, printParseErrorCode } from 'jsonc-parser';
import type { Place } from '../policy.js';
import type { PolicyProblem } from '../problem.js';

/** Deeper than any policy: statement, condition, operator, key, list. A parser's stack is not the place to find out. */
const DEEPEST = 64;

/** A JSON text as a tree with offsets, and where an offset stands. */
export interface JsonTree {
  readonly root: Node;
  readonly place: (node: Node) => NonNullable<Place>;
}

/** Parses strict JSON: no comments, no trailing commas, no key twice. */
export function jsonTree(text: string): JsonTree | { readonly problems: readonly PolicyProblem[] } {
  const at = placer(text);
  const deep = tooDeep(text);
  if (deep !== null) return { problems: [{ ...at(deep), message: 'this is nested too deep for a policy' }] };
  const errors: ParseError[] = [];
  const root = parseTree(text, errors, { disallowComments: true, allowTrailingComma: false });
  const [error] = errors;
  if (!root || error) {
    const what = error ? printParseErrorCode(error.error) : 'the file is empty';
    return { problems: [{ ...at(error?.offset ?? 0), message: `this is not valid JSON: ${words(what)}` }] };
  }
  const problems = duplicates(root).map((key) => ({
    ...at(key.offset),
    message: `the key \`${String(getNodeValue(key))}\` stands twice in one object; JSON readers take one of them: remove the other`,
  }));
  return problems.length > 0 ? { problems } : { root, place: (node) => at(node.offset) };
}

/** `PropertyNameExpected` as words. */
const words = (code: string): string => code.replace(/(?<=[a-z])[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);

function placer(text: string): (offset: number) => NonNullable<Place> {
  let starts: number[] | null = null;
  return (offset) => {
    starts ??= [0, ...[...text.matchAll(/\n/g)].map(({ index }) => index + 1)];
    let [low, high] = [0, starts.length - 1];
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: offset - (starts[low] ?? 0) + 1 };
  };
}

/** Where brackets nest deeper than `DEEPEST`, strings left out; null where they do not. Time grows with the text. */
function tooDeep(text: string): number | null {
  let depth = 0;
  let quoted = false;
  for (let index = 0; index < text.length; index++) {
    const character = text[index];
    if (quoted && character === '\\') index++;
    else if (character === '"') quoted = !quoted;
    else if (quoted) continue;
    else if (character === '[' || character === '{') depth++;
    else if (character === ']' || character === '}') depth--;
    if (depth > DEEPEST) return index;
  }
  return null;
}

/** The keys that stand in an object a second time. */
function duplicates(node: Node): Node[] {
  const children = node.children ?? [];
  if (node.type !== 'object') return children.flatMap(duplicates);
  const seen = new Set<unknown>();
  return children.flatMap((property) => {
    const [key, value] = property.children ?? [];
    const twice = key && seen.has(key.value) ? [key] : [];
    seen.add(key?.value);
    return [...twice, ...(value ? duplicates(value) : [])];
  });
}

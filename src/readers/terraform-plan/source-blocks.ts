import type { Position } from '../../resources/resource.js';
import { positionAt } from '../json.js';
import { parseAddress } from './address.js';

/** Where a resource block stands in Terraform's sources. */
export interface SourceBlock {
  readonly file: string;
  readonly position: Position;
}

/**
 * Finds the `resource "type" "name"` blocks of `.tf` sources.
 *
 * @param files the sources, as results name them
 * @returns the block of an address; null where there is none, or where several modules have one of that name
 */
export function sourceBlockIndex(
  files: readonly { readonly file: string; readonly text: string }[],
): (address: string) => SourceBlock | null {
  const blocks = new Map<string, (() => SourceBlock) | null>();
  for (const { file, text } of files) {
    for (const { name, offset } of resourceBlocks(text)) {
      blocks.set(name, blocks.has(name) ? null : () => ({ file, position: positionAt(text, offset) }));
    }
  }
  return (address) => {
    const [type, name] = (parseAddress(address.replace(/#[0-9]+$/, '')) ?? []).slice(-2);
    return type && name ? (blocks.get(`${type.name}.${name.name}`)?.() ?? null) : null;
  };
}

/** Comments, heredocs, texts (whose `${…}` may hold texts again), and the words and braces that matter. */
const TOKEN =
  /#.*|\/\/.*|\/\*[\s\S]*?(?:\*\/|(?![\s\S]))|<<-?([A-Za-z_][\w-]*)[^\n]*\n[\s\S]*?(?:^[ \t]*\1[ \t\r]*$|$(?![\s\S]))|"|[{}]|[A-Za-z_][\w-]*/gm;

const HEADER = /resource[ \t]+"?([A-Za-z_][\w-]*)"?[ \t]+"?([A-Za-z_][\w-]*)"?[ \t]*\{/y;

function resourceBlocks(text: string): { name: string; offset: number }[] {
  const found: { name: string; offset: number }[] = [];
  let depth = 0;
  for (let at = 0; at < text.length; ) {
    TOKEN.lastIndex = at;
    const token = TOKEN.exec(text);
    if (!token) break;
    at = token[0] === '"' ? endOfText(text, TOKEN.lastIndex) : TOKEN.lastIndex;
    if (token[0] === '{') depth++;
    else if (token[0] === '}') depth = Math.max(0, depth - 1);
    else if (token[0] === 'resource' && depth === 0) {
      HEADER.lastIndex = token.index;
      const [, type, name] = HEADER.exec(text) ?? [];
      if (type !== undefined && name !== undefined) found.push({ name: `${type}.${name}`, offset: token.index });
    }
  }
  return found;
}

/** The offset after the closing quote of a text whose opening one stands before `start`. */
function endOfText(text: string, start: number): number {
  let templates = 0;
  for (let at = start; at < text.length; at++) {
    const char = text[at];
    if (char === '\\') at++;
    else if ((char === '$' || char === '%') && text[at + 1] === '{' && text[at - 1] !== char) {
      templates++;
      at++;
    } else if (templates > 0 && char === '}') templates--;
    else if (char === '"') {
      if (templates === 0) return at + 1;
      at = endOfText(text, at + 1) - 1;
    } else if (char === '\n' && templates === 0) return at;
  }
  return text.length;
}

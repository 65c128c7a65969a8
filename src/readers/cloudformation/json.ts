import type { Node } from './node.js';
import { exactNumber, scalarNode } from './scalar.js';
import { TemplateError } from './template-error.js';
import { TreeBuilder, UNMARKED } from './tree-builder.js';

const SPACE = /[ \t\r\n]*/y;
const NUMBER = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/y;
const WORD = /true|false|null/y;
const WORDS: Readonly<Record<string, boolean | null>> = { true: true, false: false, null: null };

/**
 * The tree of a JSON text.
 * @throws TemplateError where it is no JSON, or goes beyond a limit
 */
export function parseJson(text: string): Node | null {
  const parser = new JsonParser(text);
  parser.document();
  return parser.builder.root;
}

/** Recursive descent: the builder refuses what is nested too deep before the stack could overflow. */
class JsonParser {
  readonly builder = new TreeBuilder();
  #offset = 0;

  constructor(readonly text: string) {}

  document(): void {
    this.#value();
    if (this.#next() !== '') throw this.#expected('the end of the text');
  }

  #value(): void {
    const first = this.#next();
    if (first === '{') this.#map();
    else if (first === '[') this.#list();
    else if (first === '"') this.#string();
    else this.#numberOrWord();
  }

  #map(): void {
    this.builder.openMap(this.#offset++, UNMARKED);
    for (let empty = true; this.#next() !== '}' || !empty; empty = false) {
      if (!empty) this.#take(',', '`,` or `}`');
      if (this.#next() !== '"') throw this.#expected('a key in double quotes');
      this.#string();
      this.#take(':', '`:`');
      this.#value();
      if (this.#next() === '}') break;
    }
    this.#offset++;
    this.builder.close();
  }

  #list(): void {
    this.builder.openList(this.#offset++, UNMARKED);
    for (let empty = true; this.#next() !== ']' || !empty; empty = false) {
      if (!empty) this.#take(',', '`,` or `]`');
      this.#value();
      if (this.#next() === ']') break;
    }
    this.#offset++;
    this.builder.close();
  }

  #string(): void {
    const start = this.#offset;
    const { text } = this;
    let plain = true;
    let end = start + 1;
    for (let code = text.charCodeAt(end); code !== 0x22; code = text.charCodeAt(++end)) {
      if (Number.isNaN(code)) throw this.#expected('the closing quote of this text', start);
      if (code < 0x20) throw this.#expected('an escape such as `\\n` in the place of a control character', end);
      if (code === 0x5c) {
        plain = false;
        end++;
      }
    }
    this.#offset = end + 1;
    const value = plain ? text.slice(start + 1, end) : this.#unescape(start, end + 1);
    this.builder.scalar(scalarNode(start, value, value), UNMARKED);
  }

  #unescape(start: number, end: number): string {
    try {
      return String(JSON.parse(this.text.slice(start, end)));
    } catch {
      throw this.#expected('one of JSON’s escapes after each backslash', start);
    }
  }

  #numberOrWord(): void {
    const start = this.#offset;
    const number = this.#match(NUMBER);
    const written = number || this.#match(WORD);
    if (written === '') throw this.#expected('a value');
    const value = number ? exactNumber(number) : (WORDS[written] ?? null);
    this.builder.scalar(scalarNode(start, value, written), UNMARKED);
  }

  /** The next character that is no white space; empty at the end. */
  #next(): string {
    this.#match(SPACE);
    return this.text.charAt(this.#offset);
  }

  #take(character: string, wanted: string): void {
    if (this.#next() !== character) throw this.#expected(wanted);
    this.#offset++;
  }

  #match(pattern: RegExp): string {
    pattern.lastIndex = this.#offset;
    const found = pattern.exec(this.text)?.[0] ?? '';
    this.#offset += found.length;
    return found;
  }

  #expected(wanted: string, offset = this.#offset): JsonSyntaxError {
    const cut = offset >= this.text.length ? ' The text may be cut off.' : '';
    return new JsonSyntaxError(`not valid JSON: ${wanted} is expected here.${cut}`, offset);
  }
}

/** The text is not JSON at all, where other errors mean a JSON text that is refused. */
export class JsonSyntaxError extends TemplateError {}

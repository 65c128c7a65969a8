import { Anchors } from './anchors.js';
import { type Entry, heightOf, type ListNode, type MapNode, type Node, type ScalarNode, sizeOf } from './node.js';
import { expandTag } from './short-tags.js';
import { TemplateError } from './template-error.js';

/** Deeper than any real template; far from what would exhaust the stack. */
const MAXIMUM_DEPTH = 500;

/** What may stand before a value in YAML. */
export interface Marks {
  /** A short tag without its exclamation mark. */
  readonly tag: string | null;
  readonly tagStart: number;
  readonly anchor: string | null;
}

export const UNMARKED: Marks = { tag: null, tagStart: -1, anchor: null };

interface Frame {
  readonly start: number;
  readonly marks: Marks;
  readonly items: Node[] | null;
  readonly entries: Map<string, Entry>;
  intrinsic: string | null;
  /** The key whose value comes next. */
  key: ScalarNode | null;
  keyIsMerge: boolean;
  /** Keys that came by `<<`, which a key of the map's own replaces. */
  merged: Set<string> | null;
  height: number;
  size: number;
}

/** Builds the tree from what a parser reports, in the order of the text. Holds the limits of both parsers. */
export class TreeBuilder {
  readonly #frames: Frame[] = [];
  readonly #anchors = new Anchors();
  #root: Node | null = null;

  get root(): Node | null {
    return this.#root;
  }

  openList(start: number, marks: Marks): void {
    this.#open(start, marks, []);
  }

  openMap(start: number, marks: Marks): void {
    this.#open(start, marks, null);
  }

  close(): void {
    const frame = this.#frames.pop();
    if (!frame) return;
    const { start, height, size, entries, intrinsic } = frame;
    const node: ListNode | MapNode = frame.items
      ? { kind: 'list', start, items: frame.items, height, size }
      : { kind: 'map', start, entries, intrinsic, height, size };
    this.#finish(node, frame.marks);
  }

  /** @param mergeKey an unquoted `<<`, which as a key merges the map that follows */
  scalar(node: ScalarNode, marks: Marks, mergeKey = false): void {
    const frame = this.#frames.at(-1);
    if (frame && !frame.items && !frame.key) {
      frame.key = node;
      frame.keyIsMerge = mergeKey;
      if (marks.anchor !== null) this.#anchors.define(marks.anchor, node);
    } else this.#finish(node, marks);
  }

  alias(name: string, start: number): void {
    this.#add(this.#anchors.use(name, start));
  }

  #open(start: number, marks: Marks, items: Node[] | null): void {
    const parent = this.#frames.at(-1);
    if (parent && !parent.items && !parent.key) throw new TemplateError(KEY_IS_NO_TEXT, start);
    if (this.#frames.length >= MAXIMUM_DEPTH) throw tooDeep(start);
    if (marks.anchor !== null) this.#anchors.open(marks.anchor);
    const entries = new Map<string, Entry>();
    const state = { intrinsic: null, key: null, keyIsMerge: false, merged: null, height: 1, size: 1 };
    this.#frames.push({ start, marks, items, entries, ...state });
  }

  #finish(node: Node, marks: Marks): void {
    const whole = marks.tag === null ? node : expandTag(marks.tag, marks.tagStart, node);
    if (marks.anchor !== null) this.#anchors.define(marks.anchor, whole);
    this.#add(whole);
  }

  #add(node: Node): void {
    const frame = this.#frames.at(-1);
    if (!frame) {
      this.#root = node;
      return;
    }
    frame.size += sizeOf(node);
    frame.height = Math.max(frame.height, heightOf(node) + 1);
    if (frame.height + this.#frames.length > MAXIMUM_DEPTH) throw tooDeep(node.start);
    if (frame.items) frame.items.push(node);
    else this.#addToMap(frame, node);
  }

  #addToMap(frame: Frame, node: Node): void {
    const { key } = frame;
    frame.key = null;
    if (key && frame.keyIsMerge) this.#merge(frame, key, node);
    else if (key) setEntry(frame, key.text, { key: key.start, value: node });
    else if (node.kind === 'scalar') frame.key = node;
    else throw new TemplateError(KEY_IS_NO_TEXT, node.start);
  }

  #merge(frame: Frame, key: ScalarNode, node: Node): void {
    const sources = node.kind === 'list' ? node.items : [node];
    for (const source of sources) {
      if (source.kind !== 'map') throw new TemplateError(MERGE_OF_NO_MAP, key.start);
      this.#anchors.spend(source, key.start);
      frame.merged ??= new Set();
      for (const [name, entry] of source.entries) {
        if (frame.entries.has(name)) continue;
        frame.merged.add(name);
        insert(frame, name, entry);
      }
    }
  }
}

function setEntry(frame: Frame, name: string, entry: Entry): void {
  if (frame.entries.has(name) && !frame.merged?.delete(name)) {
    throw new TemplateError(`the key \`${name}\` stands twice in one map. Remove or rename one of them.`, entry.key);
  }
  insert(frame, name, entry);
}

function insert(frame: Frame, name: string, entry: Entry): void {
  if (frame.intrinsic === null && (name.startsWith('Fn::') || name === 'Ref')) frame.intrinsic = name;
  frame.entries.set(name, entry);
}

const KEY_IS_NO_TEXT = 'a key is a list or a map. Write a text as the key.';
const MERGE_OF_NO_MAP = 'the merge key `<<` does not name a map. Give it a map, or a list of maps.';

function tooDeep(offset: number): TemplateError {
  return new TemplateError(`values are nested more than ${MAXIMUM_DEPTH} deep. Nest them less.`, offset);
}

import { type Node, parseTree, visit } from 'jsonc-parser';
import type { Position } from '../../resources/resource.js';
import { child, descend } from '../api-tree.js';
import { positionAt, withinStack } from '../json.js';
import type { Form } from './form.js';
import { FIELDS } from './spelling.js';

/** Where an entry of an input begins and ends in the text, and its line and column. */
interface Extent extends Position {
  readonly start: number;
  end: number;
}

/** Where a path of an item stands: the place itself or its nearest parent; null inside of a JSON text. */
export type Locate = (path: readonly string[]) => Position | null;

/**
 * Finds places in the text of an input. The text is gone through once, and the tree of one item made at a time: that
 * of a whole snapshot would take many times its memory.
 */
export class Places {
  readonly #text: string;
  readonly #form: Form;
  #extents: readonly Extent[] | undefined;
  #known: { readonly entry: number; readonly tree: Node | undefined } | undefined;

  constructor(text: string, form: Form) {
    this.#text = text;
    this.#form = form;
  }

  /** Where an entry begins; null where the text does not tell. */
  ofEntry(entry: number): Position | null {
    const extent = this.#extent(entry);
    return extent ? { line: extent.line, column: extent.column } : null;
  }

  /** The places of the properties of an item. @param type the CloudFormation type */
  ofItem(entry: number, type: string): Locate {
    return (path) => {
      if (path[0] !== 'Properties') return this.ofEntry(entry);
      const extent = this.#extent(entry);
      const tree = extent && !this.#form.areTexts ? this.#tree(entry, extent) : undefined;
      const node = tree ? propertyNode(tree, type, path.slice(1)) : null;
      return extent && node ? this.#position(extent, node.offset) : null;
    };
  }

  #extent(entry: number): Extent | undefined {
    this.#extents ??= withinStack(() => extentsOf(this.#text, this.#form)) ?? [];
    return this.#extents[entry];
  }

  #tree(entry: number, extent: Extent): Node | undefined {
    if (this.#known?.entry !== entry) {
      const tree = withinStack(() => parseTree(this.#text.slice(extent.start, extent.end)));
      this.#known = { entry, tree };
    }
    return this.#known?.tree;
  }

  #position(extent: Extent, offset: number): Position {
    const inside = positionAt(this.#text.slice(extent.start, extent.start + offset), offset);
    const isFirstLine = inside.line === 1;
    return {
      line: extent.line + inside.line - 1,
      column: isFirstLine ? extent.column + inside.column - 1 : inside.column,
    };
  }
}

function extentsOf(text: string, { path, isList: hasMany }: Form): Extent[] {
  const extents: Extent[] = [];
  const depthOfEntries = path.length + (hasMany ? 1 : 0);
  let depth = 0;
  const begin = (start: number, line: number, column: number, at: () => readonly unknown[]): void => {
    if (depth !== depthOfEntries || !path.every((key, index) => at()[index] === key)) return;
    extents.push({ start, end: start, line: line + 1, column: column + 1 });
  };
  const end = (offset: number): void => {
    const last = extents.at(-1);
    if (depth === depthOfEntries && last?.end === last?.start && last) last.end = offset;
  };
  const open = (offset: number, _: number, line: number, column: number, at: () => readonly unknown[]): void => {
    begin(offset, line, column, at);
    depth++;
  };
  const close = (offset: number, length: number): void => {
    depth--;
    end(offset + length);
  };
  visit(text, {
    onObjectBegin: open,
    onArrayBegin: open,
    onObjectEnd: close,
    onArrayEnd: close,
    onLiteralValue: (_value, offset, length, line, column, at) => {
      begin(offset, line, column, at);
      end(offset + length);
    },
  });
  return extents;
}

/** The node of a property; null where it is inside of a JSON text. */
function propertyNode(item: Node, type: string, path: readonly string[]): Node | null {
  const [first] = path;
  const tags = first !== undefined && /Tags$/.test(first) ? child(item, (key) => key === 'tags') : null;
  if (tags) return tags;
  const configuration = child(item, (key) => key === 'configuration');
  if (!configuration) return item;
  if (configuration.type !== 'object') return configuration.type === 'string' ? null : configuration;
  const field = first === undefined ? undefined : FIELDS[type]?.[first];
  const named = field && child(configuration, (key) => key.toLowerCase() === field.from.toLowerCase());
  if (!named) return descend(configuration, path);
  return field.keepsPlaces ? descend(named, path.slice(1)) : named;
}

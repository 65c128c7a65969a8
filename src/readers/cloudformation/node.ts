import { emptyMap, type Scalar, type Value } from '../../language/value.js';

/** A scalar as it is written, and what it means. */
export interface ScalarNode {
  readonly kind: 'scalar';
  /** Offset in the text at which the value begins. */
  readonly start: number;
  readonly value: Scalar | null;
  /** What it is where a text is wanted: `1.0` stays `1.0` there, and `yes` is `true`. */
  readonly text: string;
}

export interface ListNode {
  readonly kind: 'list';
  readonly start: number;
  readonly items: readonly Node[];
  /** Levels below and including this one. */
  readonly height: number;
  /** Values that it stands for, aliases written out. */
  readonly size: number;
}

export interface MapNode {
  readonly kind: 'map';
  readonly start: number;
  readonly entries: ReadonlyMap<string, Entry>;
  /** The first of its keys that is `Ref` or begins with `Fn::`. */
  readonly intrinsic: string | null;
  readonly height: number;
  readonly size: number;
}

/** One key of a map: where it stands, and its value. */
export interface Entry {
  readonly key: number;
  readonly value: Node;
}

/**
 * A template as it is written, short tags already in their long form. Offsets are kept on the nodes, so that
 * a location costs nothing until someone asks for it.
 */
export type Node = ScalarNode | ListNode | MapNode;

export const sizeOf = (node: Node): number => (node.kind === 'scalar' ? 1 : node.size);
export const heightOf = (node: Node): number => (node.kind === 'scalar' ? 0 : node.height);

/** The value at a key; undefined where the node is no map or has no such key. */
export function child(node: Node | undefined, key: string): Node | undefined {
  return node?.kind === 'map' ? node.entries.get(key)?.value : undefined;
}

/** The text of a scalar; null for anything else, and for YAML's null. */
export function scalarText(node: Node | undefined): string | null {
  return node?.kind === 'scalar' && node.value !== null ? node.text : null;
}

/** The map when a node is one. */
export const asMap = (node: Node | undefined): MapNode | null => (node?.kind === 'map' ? node : null);

/** The items when a node is a list of the given length. */
export function itemsOf(node: Node, length: number): readonly Node[] | null {
  return node.kind === 'list' && node.items.length === length ? node.items : null;
}

/** What a tree says, without its places: for readers of other formats that share the parse. */
export function toValue(node: Node): Value {
  if (node.kind === 'scalar') return node.value;
  if (node.kind === 'list') return node.items.map(toValue);
  const map = emptyMap();
  for (const [key, entry] of node.entries) map[key] = toValue(entry.value);
  return map;
}

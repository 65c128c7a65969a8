import type { Node } from 'jsonc-parser';
import { suggestion } from '../../text/nearest.js';
import type { Place } from '../policy.js';
import type { PolicyProblem } from '../problem.js';
import type { JsonTree } from './json-tree.js';

/** Reads nodes of a JSON tree, and collects what is wrong on the way. */
export class NodeReader {
  readonly problems: PolicyProblem[] = [];
  readonly #tree: JsonTree;

  constructor(tree: JsonTree) {
    this.#tree = tree;
  }

  place(node: Node): NonNullable<Place> {
    return this.#tree.place(node);
  }

  problem(node: Node, message: string): void {
    this.problems.push({ ...this.#tree.place(node), message });
  }

  /** The entries of an object; a key that is not known is a problem. */
  entries(node: Node, what: string, known: readonly string[] | null): Map<string, Entry> {
    if (node.type !== 'object') {
      this.problem(node, `${what} is ${kindOf(node)}; it must be an object`);
      return new Map();
    }
    const pairs = (node.children ?? []).flatMap((property): [string, Entry][] => {
      const [key, value] = property.children ?? [];
      return key && value ? [[String(key.value), { key, value }]] : [];
    });
    for (const [name, { key }] of known === null ? [] : pairs) {
      if (!known?.includes(name)) this.problem(key, `${what} has no element \`${name}\`${hint(name, known ?? [])}`);
    }
    return new Map(pairs);
  }

  /** A text or a list of texts that is not empty. */
  texts(node: Node, what: string): string[] {
    if (node.type === 'string') return [String(node.value)];
    if (node.type !== 'array') {
      this.problem(node, `${what} is ${kindOf(node)}; it must be text, or a list of texts${quotes(node)}`);
      return [];
    }
    if (node.children?.length === 0) this.problem(node, `${what} is an empty list`);
    return (node.children ?? []).flatMap((child) => {
      if (child.type === 'string') return [String(child.value)];
      this.problem(child, `${what} holds ${kindOf(child)}; it must hold texts${quotes(child)}`);
      return [];
    });
  }
}

export interface Entry {
  readonly key: Node;
  readonly value: Node;
}

const KINDS: Readonly<Record<string, string>> = { array: 'a list', object: 'an object', string: 'text', null: 'null' };

export const kindOf = ({ type, value }: Node): string => KINDS[type] ?? `\`${String(value)}\``;

const quotes = ({ type }: Node): string => (type === 'number' || type === 'boolean' ? ': put it in quotes' : '');

/** `; did you mean …?`, or what there is where nothing is near. */
export function hint(name: string, known: readonly string[]): string {
  return suggestion(name, known) || `; there are ${known.map((one) => `\`${one}\``).join(', ')}`;
}

import { child, type Node, scalarText } from './node.js';
import type { Parameters } from './parameters.js';

/** The first parameter that a node refers to by `Ref`, at any depth; null where there is none. */
export function referencedParameter(node: Node, parameters: Parameters): string | null {
  const name = scalarText(child(node, 'Ref'));
  if (name !== null && parameters.has(name)) return name;
  for (const part of partsOf(node)) {
    const found = referencedParameter(part, parameters);
    if (found !== null) return found;
  }
  return null;
}

/** The nodes directly inside a node. */
export function partsOf(node: Node): readonly Node[] {
  if (node.kind === 'list') return node.items;
  return node.kind === 'map' ? [...node.entries.values()].map(({ value }) => value) : [];
}

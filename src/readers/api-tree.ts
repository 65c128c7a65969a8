import type { Node } from 'jsonc-parser';
import { cloudFormationName, holdsData } from './api-shape.js';

/** The node of a path in CloudFormation's names, in a syntax tree with the API's; or its nearest parent. */
export function descend(start: Node, path: readonly string[]): Node {
  let node = start;
  let parent = '';
  for (const name of path) {
    const next = step(node, name, parent);
    if (!next) return node;
    if (node.type === 'object') parent = name;
    node = next;
  }
  return node;
}

function step(node: Node, name: string, parent: string): Node | null {
  if (node.type === 'array') return node.children?.[Number(name)] ?? null;
  if (node.type !== 'object') return null;
  return child(node, (key) => (holdsData(parent) ? key : cloudFormationName(key, parent)) === name);
}

/** The value of the first key that matches. */
export function child(object: Node, matches: (key: string) => boolean): Node | null {
  for (const property of object.children ?? []) {
    const [key, value] = property.children ?? [];
    if (value && matches(String(key?.value))) return value;
  }
  return null;
}

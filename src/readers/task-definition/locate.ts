import type { Node } from 'jsonc-parser';
import type { Position } from '../../resources/resource.js';
import { cloudFormationName, holdsData } from '../api-shape.js';
import { positionAt } from '../json.js';
import { lazyTree } from '../json-text.js';

/** Where a path of the task definition stands in its JSON text: the value there, or its nearest parent. */
export function locator(text: string): (path: readonly string[]) => Position | null {
  const tree = lazyTree(text);
  return (path) => {
    const root = tree();
    if (!root) return null;
    const inner = child(root, (key) => key === 'taskDefinition');
    const definition = inner?.type === 'object' ? inner : root;
    const [first, ...rest] = path;
    const [start, names] = first === 'Properties' ? [definition, rest] : [definition, []];
    const outer = names[0] === 'Tags' ? outerTags(root, definition) : null;
    return positionAt(text, descend(outer ?? start, names).offset);
  };
}

/** In the printed envelope the tags stand beside the task definition. */
function outerTags(root: Node, definition: Node): Node | null {
  const beside = root !== definition && child(root, (key) => key === 'tags');
  return beside ? root : null;
}

function descend(start: Node, path: readonly string[]): Node {
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

function child(object: Node, matches: (key: string) => boolean): Node | null {
  for (const property of object.children ?? []) {
    const [key, value] = property.children ?? [];
    if (value && matches(String(key?.value))) return value;
  }
  return null;
}

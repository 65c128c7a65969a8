import type { Node } from 'jsonc-parser';
import type { Position } from '../../resources/resource.js';
import { child, descend } from '../api-tree.js';
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

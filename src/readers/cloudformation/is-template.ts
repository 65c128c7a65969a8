import { isLoop } from './for-each.js';
import { asMap, child, type Node } from './node.js';

/**
 * Whether a parsed text is a CloudFormation template: it says so by `AWSTemplateFormatVersion`, or has `Resources`
 * of which at least one has a `Type` or is a loop.
 */
export function isTemplate(tree: Node): boolean {
  if (child(tree, 'AWSTemplateFormatVersion')) return true;
  for (const [name, { value }] of asMap(child(tree, 'Resources'))?.entries ?? []) {
    if (isLoop(name) || child(value, 'Type')?.kind === 'scalar') return true;
  }
  return false;
}

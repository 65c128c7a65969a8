import { type Node, sizeOf } from './node.js';
import { TemplateError } from './template-error.js';

/** Values that the aliases of one text may stand for in all: no real template comes near. */
const MAXIMUM_EXPANSION = 200_000;

/**
 * YAML's anchors and aliases. CloudFormation itself takes aliases. Nodes are shared, not copied; what they stand
 * for is counted, so that a few lines cannot stand for millions of values.
 */
export class Anchors {
  readonly #nodes = new Map<string, Node | 'open'>();
  #expanded = 0;

  /** An anchor on a list or map that has begun: an alias to it before its end would be a circle. */
  open(name: string): void {
    this.#nodes.set(name, 'open');
  }

  define(name: string, node: Node): void {
    this.#nodes.set(name, node);
  }

  /** The node of an alias, placed where the alias stands. */
  use(name: string, start: number): Node {
    const node = this.#nodes.get(name);
    if (node === undefined) {
      throw new TemplateError(`no anchor \`&${name}\` stands before this alias. Define it first.`, start);
    }
    if (node === 'open') {
      throw new TemplateError(`the alias \`*${name}\` stands inside its own anchor. Remove the circle.`, start);
    }
    this.spend(node, start);
    return { ...node, start };
  }

  /** Counts a node that is used once more. */
  spend(node: Node, start: number): void {
    this.#expanded += sizeOf(node);
    if (this.#expanded > MAXIMUM_EXPANSION) {
      const limit = MAXIMUM_EXPANSION.toLocaleString('en');
      throw new TemplateError(`the aliases stand for more than ${limit} values. Write the values out.`, start);
    }
  }
}

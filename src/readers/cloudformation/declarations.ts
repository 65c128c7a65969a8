import { asMap, child, type MapNode, type Node } from './node.js';
import { declaredParameters, type Parameters } from './parameters.js';

/** The sections of a template that its resources are resolved with. */
export interface Declarations {
  readonly parameters: Parameters;
  readonly mappings: MapNode | null;
  readonly conditions: MapNode | null;
}

export function declarationsOf(tree: Node): Declarations {
  return {
    parameters: declaredParameters(child(tree, 'Parameters')),
    mappings: asMap(child(tree, 'Mappings')),
    conditions: asMap(child(tree, 'Conditions')),
  };
}

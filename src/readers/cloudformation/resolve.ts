import { emptyMap, unknownValue, type Value } from '../../language/value.js';
import type { Evaluation } from './evaluation.js';
import { expandLoops, hasLoops } from './for-each.js';
import { getAtt } from './functions/attribute.js';
import { branch } from './functions/branch.js';
import { length, toJsonString } from './functions/collection.js';
import { base64 } from './functions/encode.js';
import { findInMap } from './functions/find-in-map.js';
import { type Intrinsic, malformed } from './functions/intrinsic.js';
import { join } from './functions/join.js';
import { ref } from './functions/reference.js';
import { select } from './functions/select.js';
import { split } from './functions/split.js';
import { substitute } from './functions/substitute.js';
import { replaceVariables } from './loop-variables.js';
import type { MapNode, Node } from './node.js';
import { plainText } from './text.js';
import { unresolved } from './values.js';

/** Functions that may be known before deployment. All others (`Fn::ImportValue`, `Fn::Cidr` …) stay as they are. */
const FUNCTIONS: ReadonlyMap<string, Intrinsic> = new Map([
  ['Ref', ref],
  ['Fn::Base64', base64],
  ['Fn::FindInMap', findInMap],
  ['Fn::GetAtt', getAtt],
  ['Fn::If', branch],
  ['Fn::Join', join],
  ['Fn::Length', length],
  ['Fn::Select', select],
  ['Fn::Split', split],
  ['Fn::Sub', substitute],
  ['Fn::ToJsonString', toJsonString],
]);

/** Names that this reader gives its own unknown values: in a template they are functions that nobody knows. */
const RESERVED = new Set(['Fn::Secret', 'Fn::Unknown']);

/** The value of a node in one deployment: null where nothing is left of it. Values that stay unknown stay functions. */
export function resolveNode(node: Node, evaluation: Evaluation): Value {
  if (node.kind === 'scalar') return typeof node.value === 'string' ? plainText(node.value, evaluation) : node.value;
  if (node.kind === 'list') {
    return node.items.map((item) => resolveNode(item, evaluation)).filter((value) => value !== null);
  }
  return node.intrinsic === null ? resolveMap(node, evaluation) : resolveIntrinsic(node, node.intrinsic, evaluation);
}

function resolveMap(node: MapNode, evaluation: Evaluation): Value {
  const map = emptyMap();
  for (const [key, entry] of node.entries) {
    const value = resolveNode(entry.value, evaluation);
    if (value !== null) map[replaceVariables(key, evaluation.variables)] = value;
  }
  return map;
}

function resolveIntrinsic(node: MapNode, name: string, evaluation: Evaluation): Value {
  if (hasLoops(node)) return resolveLoops(node, evaluation);
  // A transform adds to what stands beside it: the map keeps it, and is unknown with it.
  if (node.entries.size > 1) return name === 'Fn::Transform' ? resolveMap(node, evaluation) : besideOthers(name);
  const argument = node.entries.get(name)?.value;
  if (!argument) return besideOthers(name);
  if (RESERVED.has(name)) return unknownValue(`unknown function \`${name}\``);
  return FUNCTIONS.get(name)?.(argument, evaluation) ?? whatStays(name, argument, evaluation);
}

function whatStays(name: string, argument: Node, evaluation: Evaluation): Value {
  // The functions above say null for what vanishes; only others come here.
  return FUNCTIONS.has(name) ? null : unresolved(name, resolveNode(argument, evaluation));
}

const besideOthers = (name: string): Value => malformed(name, 'it stands beside other keys');

/** A map with loops in it; unknown as a whole where what a loop runs over is. */
function resolveLoops(node: MapNode, evaluation: Evaluation): Value {
  const { entries, open } = expandLoops(node, evaluation);
  const [loop] = open;
  if (loop) return unknownValue(`\`${loop.name}\` runs over values that are not known`);
  const map = emptyMap();
  for (const entry of entries) {
    const value = resolveNode(entry.value, entry.evaluation);
    if (value !== null) map[entry.name] = value;
  }
  return map;
}

import { isSame, isScalar, type Value } from '../../../language/value.js';
import { ELEMENT_COST } from '../budget.js';
import type { Evaluation } from '../evaluation.js';
import { child, type MapNode, type Node, sizeOf } from '../node.js';
import { type Part, partOf } from '../text.js';
import { unresolved } from '../values.js';
import { malformed } from './intrinsic.js';

/** Maps that are looked through when a key is not known. */
const MAXIMUM_CANDIDATES = 100;

/** `Fn::FindInMap`, with the default value of AWS::LanguageExtensions. */
export function findInMap(argument: Node, evaluation: Evaluation): Value {
  const [map, top, second, options, ...more] = argument.kind === 'list' ? argument.items : [];
  if (!map || !top || !second || more.length > 0) return malformed('Fn::FindInMap');
  const keys = [map, top, second].map((node) => partOf(node, evaluation));
  const [name, topKey, secondKey] = keys;
  if (name == null || topKey == null || secondKey == null) return malformed('Fn::FindInMap');
  const byDefault = child(options, 'DefaultValue');
  const rest = byDefault ? [unresolved('DefaultValue', evaluation.resolve(byDefault))] : [];
  const open = unresolved('Fn::FindInMap', [name, topKey, secondKey, ...rest]);
  if (typeof name !== 'string') return open;
  const mapping = child(evaluation.deployment.declarations.mappings ?? undefined, name);
  if (mapping?.kind !== 'map') return byDefault ? evaluation.resolve(byDefault) : malformed('Fn::FindInMap', NO_ENTRY);
  if (typeof secondKey !== 'string') return open;
  if (typeof topKey === 'string') return look(mapping, topKey, secondKey, byDefault, evaluation);
  return agreed(mapping, secondKey, byDefault, evaluation) ?? open;
}

const NO_ENTRY = 'no such entry in the mappings';

function look(
  mapping: MapNode,
  top: string,
  second: string,
  byDefault: Node | undefined,
  evaluation: Evaluation,
): Value {
  const found = child(child(mapping, top), second) ?? byDefault;
  if (!found) return malformed('Fn::FindInMap', NO_ENTRY);
  const affordable = evaluation.deployment.budget.spend(sizeOf(found) * ELEMENT_COST);
  return affordable ? evaluation.resolve(found) : malformed('Fn::FindInMap', 'the values are named too often');
}

/** The value when the first key is unknown but every first key leads to the same scalar; null otherwise. */
function agreed(mapping: MapNode, second: Part, byDefault: Node | undefined, evaluation: Evaluation): Value {
  if (typeof second !== 'string' || mapping.entries.size > MAXIMUM_CANDIDATES) return null;
  const nodes = [...mapping.entries.values()].flatMap(({ value }) => child(value, second) ?? []);
  const values = [...nodes, ...(byDefault ? [byDefault] : [])].map((node) => evaluation.resolve(node));
  const [first] = values;
  if (first === undefined || !isScalar(first)) return null;
  return values.every((value) => isSame(value, first)) ? first : null;
}

import { isIntrinsic, isList, isMap, isScalar, unknownValue, type Value, type ValueMap } from '../../language/value.js';
import { type Budget, ELEMENT_COST } from './budget.js';
import { resolveReferences } from './dynamic-reference.js';
import type { Evaluation } from './evaluation.js';
import { replaceVariables } from './loop-variables.js';
import type { Node } from './node.js';
import { argumentOf, unresolved, weightOf } from './values.js';

/** A part of a text: known, or a function that deployment resolves. */
export type Part = string | ValueMap;

const MARKER = '{{resolve:';

/** A text of the template: loop variables replaced, a dynamic reference unknown. */
export function plainText(text: string, evaluation: Evaluation): Value {
  const replaced = replaceVariables(text, evaluation.variables);
  return replaced.includes(MARKER) ? assemble([replaced], evaluation.deployment.budget) : replaced;
}

/** A node as a part of a text; null where it can be none, as a list cannot. */
export function partOf(node: Node, evaluation: Evaluation): Part | null {
  if (node.kind === 'scalar' && typeof node.value !== 'string') return node.value === null ? null : node.text;
  return toPart(evaluation.resolve(node));
}

/** A resolved value as a part of a text; null where it can be none. */
export function toPart(value: Value): Part | null {
  if (isScalar(value)) return String(value);
  return isIntrinsic(value) ? value : null;
}

/**
 * The text that parts make, one after the other. Known whole, it is a text. Else it is `{"Fn::Join": ["", parts]}`,
 * known parts merged, so that what is known of it stays visible; a single unknown part stands for itself. A text
 * with a secret in it is that secret.
 */
export function assemble(parts: readonly Part[], budget: Budget): Value {
  const flat = parts.flatMap((part) => (typeof part === 'string' ? part : (joinedParts(part) ?? [part])));
  if (!budget.spend(costOf(flat, budget.left))) return unknownValue('a text that is too long');
  const merged = mergeKnown(resolveReferences(mergeKnown(flat)));
  const secret = merged.find((part) => argumentOf(part, 'Fn::Secret') !== undefined);
  if (secret !== undefined) return secret;
  const [only] = merged;
  if (only === undefined) return '';
  return merged.length === 1 ? only : unresolved('Fn::Join', ['', merged]);
}

/** The parts of a partly known text as `assemble` makes it; null for any other value. */
export function joinedParts(value: Value): readonly Part[] | null {
  const argument = argumentOf(value, 'Fn::Join');
  if (!isList(argument)) return null;
  const [delimiter, parts] = argument;
  if (delimiter !== '' || !isList(parts)) return null;
  return parts.every((part): part is Part => typeof part === 'string' || isMap(part)) ? parts : null;
}

function costOf(parts: readonly Part[], limit: number): number {
  let cost = 0;
  for (const part of parts) {
    cost += typeof part === 'string' ? part.length : ELEMENT_COST * weightOf(part, limit);
    if (cost > limit) return cost;
  }
  return cost;
}

function mergeKnown(parts: readonly Part[]): Part[] {
  const merged: Part[] = [];
  for (const part of parts) {
    const last = merged.at(-1);
    if (part === '') continue;
    if (typeof part === 'string' && typeof last === 'string') merged[merged.length - 1] = last + part;
    else merged.push(part);
  }
  return merged;
}

import type { Value } from '../../../language/value.js';
import type { Evaluation } from '../evaluation.js';
import { replaceVariables } from '../loop-variables.js';
import type { MapNode, Node } from '../node.js';
import { assemble, type Part, partOf, toPart } from '../text.js';
import { unresolved } from '../values.js';
import { malformed } from './intrinsic.js';
import { referent } from './reference.js';

const PLACEHOLDER = /\$\{([^{}]*)\}/g;

/** `Fn::Sub`, with and without variables of its own. */
export function substitute(argument: Node, evaluation: Evaluation): Value {
  const [written, variables, ...more] = argument.kind === 'list' ? argument.items : [argument];
  if (written?.kind !== 'scalar' || written.value === null || more.length > 0) return malformed('Fn::Sub');
  if (variables && variables.kind !== 'map') return malformed('Fn::Sub');
  const text = replaceVariables(written.text, evaluation.variables);
  const parts = partsOf(text, variables ?? null, evaluation);
  return parts ? assemble(parts, evaluation.deployment.budget) : malformed('Fn::Sub', 'a placeholder that is no text');
}

function partsOf(text: string, variables: MapNode | null, evaluation: Evaluation): readonly Part[] | null {
  const own = new Map<string, Part | null>();
  const parts: Part[] = [];
  let done = 0;
  for (const match of text.matchAll(PLACEHOLDER)) {
    const part = placeholder(match[1] ?? '', variables, own, evaluation);
    if (part === null) return null;
    parts.push(text.slice(done, match.index), part);
    done = match.index + match[0].length;
  }
  parts.push(text.slice(done));
  return parts;
}

/** @param own what the function's own variables came to so far */
function placeholder(
  name: string,
  variables: MapNode | null,
  own: Map<string, Part | null>,
  evaluation: Evaluation,
): Part | null {
  if (name.startsWith('!')) return `\${${name.slice(1)}}`;
  const trimmed = name.trim();
  const variable = variables?.entries.get(trimmed)?.value;
  if (!variable) return named(trimmed, evaluation);
  const known = own.get(trimmed);
  if (known !== undefined) return known;
  const part = partOf(variable, evaluation);
  own.set(trimmed, part);
  return part;
}

/** `${Name}` is a Ref, `${Name.Attribute}` a GetAtt. */
function named(name: string, evaluation: Evaluation): Part | null {
  const dot = name.indexOf('.');
  if (dot < 0) return toPart(referent(name, evaluation));
  return unresolved('Fn::GetAtt', [name.slice(0, dot), name.slice(dot + 1)]);
}

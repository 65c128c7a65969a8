import type { Change } from '../../resources/resource.js';
import type { Declarations } from './declarations.js';
import { asMap, child, itemsOf, type MapNode, type Node, scalarText } from './node.js';
import { isListType, isStored, type Parameter, type ParameterTexts } from './parameters.js';
import { partsOf } from './references.js';

/** Values that one parameter is tried with, at most. */
const MAXIMUM_FOR_EACH = 50;

/**
 * For each parameter that has a value: its other allowed values; without such a list, the texts that conditions
 * compare it with and one that is none of them, or the keys that it selects in a mapping. Not for NoEcho parameters, since a witness shows its value, nor for
 * values stored elsewhere.
 */
export function* alternatives(tree: Node, declarations: Declarations, texts: ParameterTexts): Generator<Change> {
  const compared = comparedTexts(declarations.conditions ?? undefined);
  const keys = mappingKeys(tree, declarations.mappings);
  for (const parameter of declarations.parameters.values()) {
    const current = texts.get(parameter.name);
    if (current === undefined || parameter.secret || isStored(parameter)) continue;
    const values =
      parameter.allowed ?? unlisted(parameter, current, compared.get(parameter.name), keys.get(parameter.name));
    const others = [...new Set(values)].filter((value) => value !== current);
    for (const value of others.slice(0, MAXIMUM_FOR_EACH)) yield { parameter: parameter.name, value };
  }
}

function unlisted(
  parameter: Parameter,
  current: string,
  literals: ReadonlySet<string> = new Set(),
  keys: ReadonlySet<string> = new Set(),
): readonly string[] {
  if (isListType(parameter.type)) return [];
  // A text that is no key of the mapping cannot be deployed.
  if (keys.size > 0) return [...literals, ...keys];
  return literals.has(current) ? [...literals, noneOf(literals, parameter.type)] : [...literals];
}

/** A text that equals none of the given ones, and fits the parameter's type. */
function noneOf(literals: ReadonlySet<string>, type: string): string {
  const stem = type === 'Number' ? '' : 'other';
  let candidate = type === 'Number' ? '0' : stem;
  for (let count = 1; literals.has(candidate); count++) candidate = `${stem}${count}`;
  return candidate;
}

/** The texts that `Fn::Equals` compares each name with, anywhere in the conditions. */
function comparedTexts(conditions: Node | undefined): ReadonlyMap<string, ReadonlySet<string>> {
  const found = new Map<string, Set<string>>();
  const visit = (node: Node): void => {
    const operands = child(node, 'Fn::Equals');
    const [left, right] = (operands && itemsOf(operands, 2)) ?? [];
    if (left && right) {
      note(left, right, found);
      note(right, left, found);
    }
    for (const part of partsOf(node)) visit(part);
  };
  if (conditions) visit(conditions);
  return found;
}

/** The keys that `Fn::FindInMap` may look up by each name, anywhere in the template. */
function mappingKeys(tree: Node, mappings: MapNode | null): ReadonlyMap<string, ReadonlySet<string>> {
  const found = new Map<string, Set<string>>();
  const visit = (node: Node): void => {
    const operands = child(node, 'Fn::FindInMap');
    const [map, top, second] = operands?.kind === 'list' ? operands.items : [];
    const mapping = asMap(child(mappings ?? undefined, scalarText(map) ?? ''));
    if (mapping && top && second) {
      const inner = [...mapping.entries.values()].flatMap(({ value }) => [...(asMap(value)?.entries.keys() ?? [])]);
      noteTexts(top, mapping.entries.keys(), found);
      noteTexts(second, inner, found);
    }
    for (const part of partsOf(node)) visit(part);
  };
  if (mappings) visit(tree);
  return found;
}

function note(reference: Node, literal: Node, found: Map<string, Set<string>>): void {
  const text = scalarText(literal);
  if (text !== null) noteTexts(reference, [text], found);
}

function noteTexts(reference: Node, texts: Iterable<string>, found: Map<string, Set<string>>): void {
  const name = scalarText(child(reference, 'Ref'));
  if (name === null) return;
  const known = found.get(name) ?? new Set();
  for (const text of texts) known.add(text);
  found.set(name, known);
}

import type { Declarations } from './declarations.js';
import { child, itemsOf, type Node, scalarText } from './node.js';
import { isListType, isStored, type Parameter, type ParameterTexts } from './parameters.js';
import { partsOf } from './references.js';

/** Values that one parameter is tried with, at most. */
const MAXIMUM_FOR_EACH = 50;

/** A parameter with a value that another deployment might give it. */
export interface Alternative {
  readonly parameter: string;
  readonly value: string;
}

/**
 * For each parameter that has a value: its other allowed values; without such a list, the texts that conditions
 * compare it with, and one that is none of them. Not for NoEcho parameters, since a witness shows its value, nor for
 * values stored elsewhere.
 */
export function* alternatives(declarations: Declarations, texts: ParameterTexts): Generator<Alternative> {
  const compared = comparedTexts(declarations.conditions ?? undefined);
  for (const parameter of declarations.parameters.values()) {
    const current = texts.get(parameter.name);
    if (current === undefined || parameter.secret || isStored(parameter)) continue;
    const values = parameter.allowed ?? unlisted(parameter, current, compared.get(parameter.name));
    const others = [...new Set(values)].filter((value) => value !== current);
    for (const value of others.slice(0, MAXIMUM_FOR_EACH)) yield { parameter: parameter.name, value };
  }
}

function unlisted(parameter: Parameter, current: string, literals: ReadonlySet<string> | undefined): readonly string[] {
  if (!literals || isListType(parameter.type)) return [];
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

function note(reference: Node, literal: Node, found: Map<string, Set<string>>): void {
  const name = scalarText(child(reference, 'Ref'));
  const text = scalarText(literal);
  if (name === null || text === null) return;
  const texts = found.get(name) ?? new Set();
  found.set(name, texts.add(text));
}

import type { Control, Parameter } from '../../controls/control.js';
import { bind, type ParameterValue, type ParameterValues } from '../../language/bind.js';
import { all, any, equals, parameterIs } from '../../language/builders.js';
import { type Condition, isLeaf, isParameter } from '../../language/condition.js';

/**
 * Guard 2 gets parameters as texts, and compares a text with patterns of the rule alone. So a value that is chosen
 * from a list can be asked for; a glob, a number or a free text cannot, and is written into the rule.
 */
export function isAskedFor({ type, allowed }: Parameter): boolean {
  return type === 'boolean' || allowed !== undefined;
}

/** The parameters of a control that its rule asks AWS Config for, by name. */
export function askedParameters({ parameters = {} }: Control): [string, Parameter][] {
  return Object.entries(parameters).filter(([, parameter]) => isAskedFor(parameter));
}

/** A value as AWS Config takes it; the entries of a list with commas between them. */
export const parameterText = (value: ParameterValue): string =>
  Array.isArray(value) ? value.join(',') : String(value);

/** The condition as far as values are written into it: what is asked for stays, as `parameterIs`. */
export function withWrittenValues(condition: Condition, control: Control, values: ParameterValues): Condition {
  const inside = (part: Condition): Condition => withWrittenValues(part, control, values);
  if (isLeaf(condition)) return leafWithValues(condition, control, values);
  switch (condition.kind) {
    case 'all':
    case 'any':
      return { ...condition, conditions: condition.conditions.map(inside) };
    case 'not':
    case 'every':
    case 'some':
      return { ...condition, condition: inside(condition.condition) };
    case 'parameterIs':
      return condition;
    default:
      return condition satisfies never;
  }
}

/** One of the values of a parameter: one of those that it may have, and the parameter has it. */
function leafWithValues(leaf: Condition, control: Control, values: ParameterValues): Condition {
  const parameters = control.parameters ?? {};
  if (leaf.kind !== 'oneOf' || !isParameter(leaf.values)) return bind(leaf, values);
  const { parameter } = leaf.values;
  const allowed = parameters[parameter]?.allowed;
  if (allowed === undefined) return bind(leaf, values);
  return any(...allowed.map((value) => all(equals(leaf.term, value), parameterIs(parameter, value))));
}

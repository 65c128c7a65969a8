import { bind, type ParameterValues } from '../language/bind.js';
import type { Condition, Term } from '../language/condition.js';
import type { Control } from './control.js';

/** A rule of a control with its parameters' values in their place. */
export interface BoundRule {
  readonly control: string;
  readonly types: readonly string[];
  readonly each?: Term;
  readonly when?: Condition;
  readonly holds: Condition;
}

/** @throws Error for a parameter that has no value or one of the wrong type. */
export function bindRules(control: Control, values: ParameterValues): BoundRule[] {
  return control.rules.map(({ types, each, when, holds }) => ({
    control: control.id,
    types,
    ...(each && { each }),
    ...(when && { when: bind(when, values) }),
    holds: bind(holds, values),
  }));
}

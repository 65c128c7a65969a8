import { type BoundRule, bindRules } from '../controls/bound.js';
import type { Control, Severity } from '../controls/control.js';
import { bind } from '../language/bind.js';
import type { Condition } from '../language/condition.js';
import { Preparation, type Question } from '../resources/prepare.js';
import type { SelectedControl } from './options.js';

/** A control with its parameters' values in their place. */
export interface JudgedControl {
  readonly control: Control;
  readonly severity: Severity;
  readonly rules: readonly BoundRule[];
  readonly lowered?: { readonly severity: Severity; readonly when: Condition };
}

/** The controls of a run in the order of their ids. @throws Error for a parameter without a fitting value. */
export function judgedControls(selected: readonly SelectedControl[]): JudgedControl[] {
  const byId = [...selected].sort((one, other) => (one.control.id < other.control.id ? -1 : 1));
  return byId.map(({ control, severity, parameters }) => {
    const { lowered } = control;
    return {
      control,
      severity,
      rules: bindRules(control, parameters),
      ...(lowered && { lowered: { severity: lowered.severity, when: bind(lowered.when, parameters) } }),
    };
  });
}

/** What the controls look at, so that resources can be linked and shaped for them. */
export function preparationFor(controls: readonly JudgedControl[]): Preparation {
  return new Preparation(controls.flatMap(questionsOf));
}

function questionsOf({ rules, lowered }: JudgedControl): Question[] {
  return rules.map(({ types, each, when, holds }) => ({
    types,
    ...(each && { each }),
    conditions: [...(when ? [when] : []), holds, ...(lowered ? [lowered.when] : [])],
  }));
}

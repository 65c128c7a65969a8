import { type Control, parameterDefaults } from '../../controls/control.js';
import type { ParameterValues } from '../../language/bind.js';
import { ConfigRuleError } from './config-rule-error.js';
import { itemRule } from './item-rule.js';
import { LIMITS } from './limits.js';
import { managedRules } from './managed-rules.js';
import { askedParameters, parameterText } from './parameters.js';

/** A parameter of a rule, which the pack declares. */
export interface RuleParameter {
  /** What the rule calls it. */
  readonly name: string;
  /** What the pack calls it. */
  readonly packName: string;
  readonly description: string;
  readonly default: string;
  /** The value to deploy with. */
  readonly value: string;
}

/** One rule of a pack. */
export interface ConfigRule {
  readonly control: Control;
  readonly name: string;
  readonly parameters: readonly RuleParameter[];
  /** The types of items that it judges, which must be recorded; none for a rule that asks the service. */
  readonly types: readonly string[];
  readonly source:
    | { readonly kind: 'managed'; readonly identifier: string }
    | { readonly kind: 'guard'; readonly text: string };
}

/** The rules that judge a control; none where its vehicle is none. */
export function configRules(control: Control, values: ParameterValues): ConfigRule[] {
  const { config } = control;
  if ('guard' in config) return [guardRuleOf(control, config.guard, values)];
  const managed = managedRules(control);
  return managed.map(({ identifier, trigger, types, takes }, index) => ({
    control,
    name: `ringfence-${control.id}${managed.length > 1 ? `-${index + 1}` : ''}`,
    parameters: takes.map(([name, from]) => ruleParameter(control, name, from, values)),
    types: trigger === 'change' ? types : [],
    source: { kind: 'managed', identifier },
  }));
}

function guardRuleOf(control: Control, types: readonly string[], values: ParameterValues): ConfigRule {
  const text = itemRule(control, types, values);
  if (text.length > LIMITS.policyText) {
    throw new ConfigRuleError(
      `the AWS Config rule of \`${control.id}\` has ${text.length} characters, and AWS Config takes ${LIMITS.policyText}: shorten its condition, or the lists in its parameters`,
    );
  }
  return {
    control,
    name: `ringfence-${control.id}`,
    parameters: askedParameters(control).map(([name]) => ruleParameter(control, name, name, values)),
    types,
    source: { kind: 'guard', text },
  };
}

/** @param name what the rule calls it @param from what the control calls it */
function ruleParameter(control: Control, name: string, from: string, values: ParameterValues): RuleParameter {
  const initial = parameterDefaults(control)[from];
  const { description = '' } = control.parameters?.[from] ?? {};
  if (initial === undefined) throw new Error(`control \`${control.id}\` has no parameter \`${from}\``);
  return {
    name,
    packName: pascalCase(`${control.id}-${from}`),
    description,
    default: parameterText(initial),
    value: parameterText(values[from] ?? initial),
  };
}

export const pascalCase = (words: string): string =>
  words.replace(/(^|-)([a-zA-Z0-9])/g, (_, __, letter: string) => letter.toUpperCase());

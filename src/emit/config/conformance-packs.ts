import { type Control, PROFILES, parameterDefaults } from '../../controls/control.js';
import type { ParameterValues } from '../../language/bind.js';
import { ConfigRuleError } from './config-rule-error.js';
import { type ConfigRule, configRules } from './config-rules.js';
import { LIMITS } from './limits.js';
import { packName } from './pack-name.js';
import { packTemplate } from './template.js';

/** A conformance pack as it is deployed. */
export interface ConformancePackTemplate {
  readonly name: string;
  /** YAML. */
  readonly template: string;
  /** The values to deploy with, by parameter of the template; `RingfenceDigest` is the deployer's. */
  readonly parameters: Readonly<Record<string, string>>;
  /** How many rules it has. */
  readonly rules: number;
  /** CloudFormation types that AWS Config must record for its rules to judge anything. */
  readonly resourceTypes: readonly string[];
  readonly controls: readonly string[];
}

/**
 * The conformance packs of these controls. A control is always in the pack of its own profile and of the chapter of
 * the practices that it belongs to, whichever others are given; so a change of one control changes one pack.
 * @param parameterValues control → values of its parameters; defaults where there are none. They are the packs'
 *   `parameters`; only those that Guard 2 cannot be given stand in the template (docs/config-rules.md).
 * @throws ConfigRuleError for a pack that AWS Config would not take
 */
export function conformancePacks(
  controls: readonly Control[],
  parameterValues: Readonly<Record<string, ParameterValues>>,
): ConformancePackTemplate[] {
  const packs = new Map<string, ConfigRule[]>();
  for (const control of controls) {
    const values = { ...parameterDefaults(control), ...parameterValues[control.id] };
    const rules = configRules(control, values);
    if (rules.length > 0) packs.set(packName(control), [...(packs.get(packName(control)) ?? []), ...rules]);
  }
  return [...packs].sort(([one], [other]) => order(one, other)).map(([name, rules]) => packOf(name, rules));
}

const profileOf = (name: string): number => PROFILES.findIndex((profile) => name.startsWith(`ringfence-${profile}-`));
const order = (one: string, other: string): number => profileOf(one) - profileOf(other) || (one < other ? -1 : 1);

function packOf(name: string, rules: readonly ConfigRule[]): ConformancePackTemplate {
  const sorted = rules.toSorted((one, other) => (one.name < other.name ? -1 : 1));
  const declared = sorted.flatMap(({ parameters }) => parameters);
  const pack = {
    name,
    template: packTemplate(name, sorted),
    parameters: Object.fromEntries(declared.map(({ packName: key, value }) => [key, value])),
    rules: sorted.length,
    resourceTypes: [...new Set(sorted.flatMap(({ types }) => types))].sort(),
    controls: [...new Set(sorted.map(({ control }) => control.id))],
  };
  const problem = limitProblem(pack) ?? sorted.map(inputProblem).find((found) => found !== null);
  if (problem) throw new ConfigRuleError(problem);
  return pack;
}

function limitProblem({ name, template, rules, parameters }: ConformancePackTemplate): string | null {
  const measured = [
    ['bytes', Buffer.byteLength(template), LIMITS.template],
    ['rules', rules, LIMITS.rules],
    // With RingfenceDigest.
    ['parameters', Object.keys(parameters).length + 1, LIMITS.parameters],
  ] as const;
  const over = measured.find(([, size, limit]) => size > limit);
  return over ? `the conformance pack \`${name}\` has ${over[1]} ${over[0]}, and AWS Config takes ${over[2]}` : null;
}

function inputProblem({ control, parameters }: ConfigRule): string | null {
  const size = JSON.stringify(Object.fromEntries(parameters.map(({ name, value }) => [name, value]))).length;
  return size > LIMITS.inputParameters
    ? `the parameters of \`${control.id}\` have ${size} characters, and an AWS Config rule takes ${LIMITS.inputParameters}`
    : null;
}

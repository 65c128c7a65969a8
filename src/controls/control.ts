import type { ParameterValue } from '../language/bind.js';
import type { Condition, Term } from '../language/condition.js';
import type { ConfigVehicle } from './config-vehicle.js';

export const SEVERITIES = ['low', 'medium', 'high', 'critical'] as const;
export type Severity = (typeof SEVERITIES)[number];

/** Each profile includes the ones before it. */
export const PROFILES = ['essential', 'recommended', 'strict'] as const;
export type Profile = (typeof PROFILES)[number];

/** Identifiers of equivalent public checks, written in full (`ECS.2`, `CKV_AWS_333`). */
export interface Mappings {
  readonly securityHub?: readonly string[];
  readonly controlTower?: readonly string[];
  /** AWS Config managed rules that ask the same; whether one of them judges the control is in `config`. */
  readonly config?: readonly string[];
  /** AWS Config managed rules that come near; why they are not used is in `decisions` or `blindSpots`. */
  readonly configNear?: readonly string[];
  readonly checkov?: readonly string[];
  readonly trivy?: readonly string[];
  readonly cfnLint?: readonly string[];
  readonly prowler?: readonly string[];
}

/** A parameter of a control; `allowed` limits a text or the entries of a list. */
export interface Parameter {
  readonly type: 'boolean' | 'integer' | 'text' | 'texts' | 'integers';
  readonly default: ParameterValue;
  readonly description: string;
  readonly allowed?: readonly string[];
  readonly minimum?: number;
  readonly maximum?: number;
  /** A pattern that a text, or each entry of a list, matches. */
  readonly pattern?: string;
}

/** How resources of some types are judged. `each` names a list of which every element gets its own verdict. */
export interface Rule {
  readonly types: readonly string[];
  readonly each?: Term;
  /** Certainly false: the control does not apply. Absent: it always does. */
  readonly when?: Condition;
  readonly holds: Condition;
}

/** What a control cannot see, by the layer that enforces it. */
export interface BlindSpots {
  readonly check?: string;
  /** The emitted Rego and Guard on templates that ringfence has not resolved. */
  readonly rawTemplate?: string;
  readonly config?: string;
  readonly organizationPolicy?: string;
}

/** A Terraform resource of an example, as a plan would show it. */
export interface TerraformResource {
  readonly type: string;
  readonly name: string;
  readonly values: Readonly<Record<string, unknown>>;
  /** What is known only after apply, as `after_unknown` has it. */
  readonly unknown?: Readonly<Record<string, unknown>>;
  /** Attribute → addresses that its expression refers to, as `configuration` has it. */
  readonly references?: Readonly<Record<string, readonly string[]>>;
}

/** An example: documentation and fixture in one. Exactly one of the three inputs is given. */
export interface Example {
  readonly name: string;
  /** `none`: the control does not apply. */
  readonly verdict: 'pass' | 'fail' | 'unknown' | 'none';
  /** A CloudFormation template in YAML; `Resources:` and below. */
  readonly cloudformation?: string;
  readonly terraform?: readonly TerraformResource[];
  /** As `register-task-definition` takes it. */
  readonly taskDefinition?: Readonly<Record<string, unknown>>;
  /** The resource (id, or Terraform address) that is judged, where there are several of the control's types. */
  readonly resource?: string;
  /** The container that is judged, where there are several. */
  readonly container?: string;
  /** The line of the finding in `cloudformation`, from 1. */
  readonly line?: number;
  readonly parameters?: Readonly<Record<string, string>>;
  /** The control's own parameters. */
  readonly set?: Readonly<Record<string, ParameterValue>>;
  /** The result's severity, where it differs from the control's. */
  readonly severity?: Severity;
}

/** A control: everything that is emitted, documented and tested about it follows from this object. */
export interface Control {
  readonly id: string;
  /** The section of the practices that it enforces (`3.2`). */
  readonly practice: string;
  readonly severity: Severity;
  readonly profile: Profile;
  readonly title: string;
  readonly why: string;
  readonly remedy: string;
  readonly mappings: Mappings;
  readonly parameters?: Readonly<Record<string, Parameter>>;
  readonly rules: readonly Rule[];
  /** The values that it looks at are secrets: no output shows them. */
  readonly secretValues?: true;
  /** A failing resource or element for which this holds gets the lower severity. */
  readonly lowered?: { readonly severity: Severity; readonly when: Condition };
  /** Organization policies that prevent what this control finds. */
  readonly prevention?: readonly string[];
  /** How AWS Config judges it. */
  readonly config: ConfigVehicle;
  /** Where the catalogue leaves a question open: what was decided, and why (how AWS behaves). */
  readonly decisions?: string;
  readonly blindSpots: BlindSpots;
  readonly examples: readonly Example[];
}

/** A control that is written as one rule. */
export interface SimpleControl extends Omit<Control, 'rules'>, Omit<Rule, 'types'> {
  readonly applies: readonly string[];
}

const ID = /^[a-z][a-z0-9]*(-[a-z0-9]+)+$/;

/** Checks what the type cannot say. @throws Error naming the control and what is wrong with it. */
export function control(definition: Control | SimpleControl): Control {
  const made = 'rules' in definition ? definition : fromSimple(definition);
  const problem = problemOf(made);
  if (problem) throw new Error(`control \`${made.id}\`: ${problem}`);
  return made;
}

function fromSimple(definition: SimpleControl): Control {
  const { applies, each, when, holds, ...rest } = definition;
  return { ...rest, rules: [{ types: applies, ...(each && { each }), ...(when && { when }), holds }] };
}

function problemOf(made: Control): string | null {
  if (!ID.test(made.id)) return 'the id is lower-case words joined by hyphens';
  if (made.rules.length === 0 || made.rules.some((rule) => rule.types.length === 0)) return 'it applies to no type';
  const types = made.rules.flatMap((rule) => rule.types);
  if (new Set(types).size < types.length) return 'two rules judge the same type';
  const problem = vehicleProblem(made, types);
  if (problem) return problem;
  for (const verdict of ['pass', 'fail']) {
    if (!made.examples.some((example) => example.verdict === verdict)) return `no example that is \`${verdict}\``;
  }
  return null;
}

function vehicleProblem({ config, parameters = {} }: Control, types: readonly string[]): string | null {
  if ('guard' in config) {
    const strange = config.guard.find((type) => !types.includes(type));
    return strange === undefined ? null : `the AWS Config rule is about \`${strange}\`, which no rule judges`;
  }
  const taken = 'managed' in config ? config.managed.flatMap((rule) => Object.values(rule.parameters ?? {})) : [];
  const missing = taken.find((name) => !Object.hasOwn(parameters, name));
  return missing === undefined ? null : `the AWS Config rule takes a parameter \`${missing}\` that the control has not`;
}

/** The default of every parameter of a control, by name. */
export function parameterDefaults(made: Pick<Control, 'parameters'>): Record<string, ParameterValue> {
  return Object.fromEntries(Object.entries(made.parameters ?? {}).map(([name, { default: value }]) => [name, value]));
}

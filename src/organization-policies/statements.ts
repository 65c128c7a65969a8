import type { Parameter } from '../controls/control.js';
import type { ParameterValue } from '../language/bind.js';
import { matcher, tokensOf } from '../scp/patterns.js';
import type { StatementDocument } from '../scp/policy.js';

type ConditionBlock = NonNullable<StatementDocument['Condition']>;

/** What a deny speaks of; every resource and no condition where nothing is said. */
interface Denial {
  readonly actions?: readonly string[];
  readonly notActions?: readonly string[];
  readonly resources?: readonly string[];
  readonly notResources?: readonly string[];
  readonly condition?: ConditionBlock;
  /** ARN patterns of principals that it leaves alone. */
  readonly exemptions: readonly string[];
}

/** A deny statement of an SCP. Its Sid names what it is for, and so the control. */
export function deny(
  sid: string,
  { actions, notActions, resources, notResources, condition, exemptions }: Denial,
): StatementDocument {
  const exempting = exemptions.length > 0 ? { ArnNotLike: { 'aws:PrincipalArn': exemptions } } : {};
  const conditions = merged(condition ?? {}, exempting);
  return {
    Sid: sid,
    Effect: 'Deny',
    ...(notActions ? { NotAction: notActions } : { Action: actions ?? ['*'] }),
    ...(notResources ? { NotResource: notResources } : { Resource: resources ?? ['*'] }),
    ...(Object.keys(conditions).length > 0 && { Condition: conditions }),
  };
}

/** Two blocks in one: keys under the same operator stand beside each other. */
function merged(one: ConditionBlock, other: ConditionBlock): ConditionBlock {
  const operators = new Set([...Object.keys(one), ...Object.keys(other)]);
  return Object.fromEntries([...operators].map((operator) => [operator, { ...one[operator], ...other[operator] }]));
}

/** The names of a service's actions with its prefix: `actions('ecs', 'CreateCluster DeleteCluster')`. */
export const actions = (service: string, names: string): string[] =>
  names
    .trim()
    .split(/\s+/)
    .map((name) => `${service}:${name}`);

/** A parameter that is a list of texts. */
export const texts = (description: string, fallback: readonly string[], rest: Partial<Parameter> = {}): Parameter => ({
  type: 'texts',
  default: [...fallback],
  description,
  ...rest,
});

export const flag = (description: string, fallback: boolean): Parameter => ({
  type: 'boolean',
  default: fallback,
  description,
});

export const list = (value: ParameterValue | undefined): string[] => (Array.isArray(value) ? value.map(String) : []);

/** ARNs of roles in every partition: `arn:*:iam::*:role/NAME`. */
export const roles = (...names: readonly string[]): string[] => names.map((name) => `arn:*:iam::*:role/${name}`);

/** The first of some texts that no glob pattern of a list matches, as a witness for a property; none where all match. */
export function outsideOf(patterns: readonly string[], candidates: readonly string[]): string[] {
  const matchers = patterns.map((pattern) => matcher(tokensOf(pattern, true)));
  return candidates.filter((text) => !matchers.some((matches) => matches(text))).slice(0, 1);
}

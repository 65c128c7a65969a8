import { type ConditionTest, conditionTest, type Truth } from '../conditions/condition-test.js';
import type { Domain as ElementDomain } from '../conditions/elements.js';
import type { CompiledStatement } from '../evaluate/compiled-statement.js';
import { anyMatcher, tokensOf } from '../patterns.js';
import type { Request } from '../request.js';
import { hasVariable } from '../variables.js';
import type { Step } from './automaton.js';
import { arnSteps, foldedSteps } from './steps.js';

/** The dimension of the resource; every other one is a condition key in small letters. */
export const RESOURCE = 'resource';

/** Values of a dimension: undefined where the key is absent. */
export type Values = readonly string[] | undefined;

/** A yes-or-no question about the value of one dimension, which some statements ask. */
export interface Probe {
  /** The same for equal questions. */
  readonly id: string;
  readonly dimension: string;
  readonly truth: (values: Values) => Truth;
  /** What tells values apart. */
  readonly patterns: readonly (readonly Step[])[];
  readonly boundaries: ElementDomain | null;
  /** Asks about several values. */
  readonly set: boolean;
  /** It depends on other keys (policy variables): either answer is possible for any value. */
  readonly free: boolean;
}

const NO_REQUEST: Request = { action: '', resource: '', principal: '', context: new Map() };

/** What a statement asks. */
export function probesOf(statement: CompiledStatement): Probe[] {
  const resources = resourceProbe(statement);
  return [...(resources ? [resources] : []), ...statement.conditions.map(conditionProbe)];
}

function resourceProbe({ speaksOfResource, statement, policy }: CompiledStatement): Probe | null {
  if (speaksOfResource === null) return null;
  const { negated, patterns } = statement.resources;
  return {
    id: `${negated ? 'NotResource' : 'Resource'} ${JSON.stringify(patterns.toSorted())}`,
    dimension: RESOURCE,
    truth: (values) => speaksOfResource({ ...NO_REQUEST, resource: values?.[0] ?? '' }),
    patterns: patterns.map((pattern) => tokensOf(pattern, true)),
    boundaries: null,
    set: false,
    free: policy.policy.version !== '2008-10-17' && patterns.some(hasVariable),
  };
}

function conditionProbe({ condition, key, elements, variables, verdict }: ConditionTest): Probe {
  const { operator, values } = condition;
  return {
    id: JSON.stringify([
      operator.base,
      operator.negated,
      operator.set,
      operator.ifExists,
      key,
      values.toSorted(),
      variables.length > 0,
    ]),
    dimension: key,
    truth: (given) => verdict(given, NO_REQUEST),
    patterns: patternsOf(elements.domain),
    boundaries: hasBoundaries(elements.domain) ? elements.domain : null,
    set: operator.set !== null,
    free: variables.length > 0,
  };
}

const hasBoundaries = ({ kind }: ElementDomain): boolean => kind === 'number' || kind === 'date' || kind === 'address';

function patternsOf(domain: ElementDomain): readonly (readonly Step[])[] {
  switch (domain.kind) {
    case 'text':
      return domain.ignoreCase ? domain.patterns.map(foldedSteps) : domain.patterns;
    case 'arn':
      return domain.patterns.flatMap((pattern) => [arnSteps(pattern) ?? []]);
    case 'boolean':
      return ['true', 'false'].map((text) => foldedSteps(tokensOf(text, false)));
    default:
      return [];
  }
}

/** A question of a property: whether a value is (not) one of some patterns. */
export function scopeProbe(
  dimension: string,
  patterns: readonly string[],
  options: { readonly excluded: boolean; readonly arn: boolean },
): Probe {
  const steps = patterns.map((pattern): readonly Step[] =>
    options.arn ? (arnSteps(pattern) ?? []) : tokensOf(pattern, true),
  );
  const matches = scopeMatcher(patterns, options.arn);
  return {
    id: `scope ${options.excluded} ${options.arn} ${dimension} ${JSON.stringify(patterns)}`,
    dimension,
    truth: (values) => {
      const within = values !== undefined && values.length > 0 && values.every(matches);
      return options.excluded ? !within : within;
    },
    patterns: steps,
    boundaries: null,
    set: false,
    free: false,
  };
}

function scopeMatcher(patterns: readonly string[], arn: boolean): (value: string) => boolean {
  if (!arn) return anyMatcher(patterns.map((pattern) => tokensOf(pattern, true)));
  const operator = { base: 'ArnLike', negated: false, set: null, ifExists: false, text: 'ArnLike' } as const;
  const test = conditionTest({ operator, key: 'aws:PrincipalArn', values: patterns, place: null }, true);
  return test.elements.matches;
}

/** A question of a property: whether a key is absent. */
export const absenceProbe = (dimension: string): Probe => ({
  id: `absent ${dimension}`,
  dimension,
  truth: (values) => values === undefined,
  patterns: [],
  boundaries: null,
  set: false,
  free: false,
});

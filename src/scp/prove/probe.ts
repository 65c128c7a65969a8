import type { ConditionTest, Truth } from '../conditions/condition-test.js';
import type { Domain as ElementDomain } from '../conditions/elements.js';
import type { CompiledStatement } from '../evaluate/compiled-statement.js';
import { patternWithinParts } from '../evaluate/resource-test.js';
import { anyMatcher, arnMatcher, arnParts, tokensOf } from '../patterns.js';
import type { Request } from '../request.js';
import { variableKeys } from '../variables.js';
import type { Step } from './automaton.js';
import { arnSteps, foldedSteps } from './steps.js';

/** The dimension of a request's resource; every other one is a condition key in small letters. */
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
  /** Where policy variables stand in it, so that it depends on other keys: either answer is possible for any value. */
  readonly variables: Variables | null;
  /** A question of a property that only values of its patterns answer with yes. */
  readonly only?: true;
}

/** The keys that a question names as variables, and the texts that they stand in. */
export interface Variables {
  readonly keys: readonly string[];
  readonly texts: readonly string[];
}

const NO_REQUEST: Request = { action: '', resource: '', principal: '', context: new Map() };

/** What a statement asks. */
export function probesOf(statement: CompiledStatement): Probe[] {
  const resources = resourceProbe(statement);
  return [...(resources ? [resources] : []), ...statement.conditions.map(conditionProbe)];
}

function resourceProbe(compiled: CompiledStatement): Probe | null {
  const { speaksOfResource, statement, policy } = compiled;
  if (speaksOfResource === null) return null;
  const { negated, patterns } = statement.resources;
  const literal = policy.policy.version === '2008-10-17';
  const variables = literal ? [] : patterns.flatMap(variableKeys);
  return {
    id: JSON.stringify([negated ? 'NotResource' : 'Resource', patterns.toSorted(), variables.length > 0]),
    dimension: RESOURCE,
    truth: (values) => compiled.resourceVerdict({ ...NO_REQUEST, resource: values?.[0] ?? '' }),
    patterns: [
      ...patterns.map((pattern) => tokensOf(pattern, true)),
      ...patterns.flatMap((pattern) => stepsOf(patternWithinParts(pattern))),
    ],
    boundaries: null,
    variables: variables.length > 0 ? { keys: variables, texts: patterns } : null,
  };
}

const stepsOf = (pattern: string | null): readonly (readonly Step[])[] => {
  const steps = pattern === null ? null : arnSteps(pattern);
  return steps ? [steps] : [];
};

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
    variables: variables.length > 0 ? { keys: variables, texts: values } : null,
  };
}

const hasBoundaries = ({ kind }: ElementDomain): boolean => kind === 'number' || kind === 'date' || kind === 'address';

function patternsOf(domain: ElementDomain): readonly (readonly Step[])[] {
  switch (domain.kind) {
    case 'text':
      return domain.ignoreCase ? domain.patterns.map(foldedSteps) : domain.patterns;
    case 'arn':
      return domain.patterns.flatMap(stepsOf);
    case 'boolean':
      return ['true', 'false'].map((text) => foldedSteps(tokensOf(text, false)));
    default:
      return [];
  }
}

/**
 * A question of a property: whether values are (not) of some patterns. Patterns of ARNs are compared part by part, all
 * others as texts. Of several values one that is suffices.
 */
export function scopeProbe(dimension: string, patterns: readonly string[], excluded: boolean): Probe {
  const isArn = (pattern: string): boolean => /^(arn|\*):/.test(pattern) && arnParts(pattern) !== null;
  const texts = patterns.filter((pattern) => !isArn(pattern));
  const tests = [
    anyMatcher(texts.map((pattern) => tokensOf(pattern, true))),
    ...patterns.filter(isArn).map(arnMatcher),
  ];
  const matches = (value: string): boolean => tests.some((test) => test(value));
  return {
    id: `scope ${excluded} ${dimension} ${JSON.stringify(patterns)}`,
    dimension,
    truth: (values) => (values?.some(matches) ?? false) !== excluded,
    patterns: [...texts.map((pattern) => tokensOf(pattern, true)), ...patterns.filter(isArn).flatMap(stepsOf)],
    boundaries: null,
    variables: null,
    ...(!excluded && { only: true }),
  };
}

/** A question of a property: whether a key is absent. */
export const absenceProbe = (dimension: string): Probe => ({
  id: `absent ${dimension}`,
  dimension,
  truth: (values) => values === undefined || values.length === 0,
  patterns: [],
  boundaries: null,
  variables: null,
});

import type { Condition, Operator } from '../policy.js';
import type { Request } from '../request.js';
import { hasVariable, substituted, variableKeys, withoutVariables } from '../variables.js';
import { type Elements, elementsOf } from './elements.js';
import { type IsMultivalued, isMultivaluedGlobalKey } from './multivalued.js';

/**
 * Whether a condition holds. `assumed …` where AWS documents no answer: what `simulate` then takes, and what a proof
 * does not rest on.
 */
export type Truth = boolean | 'assumed true' | 'assumed false';

/** A condition, ready to be asked. */
export interface ConditionTest {
  readonly condition: Condition;
  /** In small letters. */
  readonly key: string;
  /** Keys that its values name as variables, in small letters. */
  readonly variables: readonly string[];
  /** What tells values of the key apart; of values with variables, only what stands around them is known. */
  readonly elements: Elements;
  /**
   * @param values of the key; undefined where it is absent
   * @param request whose context fills in variables
   */
  readonly verdict: (values: readonly string[] | undefined, request: Request) => Truth;
}

/**
 * @param literal whether `${…}` is text: policies of version 2008-10-17 have no variables
 * @param isMultivalued by default what is known of global keys
 */
export function conditionTest(
  condition: Condition,
  literal: boolean,
  isMultivalued: IsMultivalued = isMultivaluedGlobalKey,
): ConditionTest {
  const { operator } = condition;
  const values = literal ? condition.values.map(withoutVariables) : condition.values;
  const variables = literal || !takesVariables(operator) ? [] : [...new Set(values.flatMap(variableKeys))];
  const elements = elementsOf(operator.base, values);
  const common = { condition, key: condition.key.toLowerCase(), variables, elements };
  if (operator.base === 'Null') return { ...common, verdict: nullVerdict(values) };
  const asked = { operator, setMissing: operator.set === null && isMultivalued(condition.key) };
  if (variables.length === 0) return { ...common, verdict: (given) => verdictOf(asked, elements, given) };
  return { ...common, verdict: (given, request) => verdictWithVariables(asked, values, given, request) };
}

/** An operator, and whether it lacks a set operator that its key needs. */
interface AskedOperator {
  readonly operator: Operator;
  readonly setMissing: boolean;
}

/** With the other operators a variable is text. Source: IAM user guide, policy variables, Condition element. */
const takesVariables = ({ base }: Operator): boolean => base.startsWith('String') || base.startsWith('Arn');

/** What a condition is taken to be where AWS documents no answer. */
export const taken = (truth: Truth): boolean => truth === true || truth === 'assumed true';

/** An empty list counts as absent: "the key exists and its value is not null". Source: IAM user guide, Null. */
function nullVerdict(values: readonly string[]): ConditionTest['verdict'] {
  const wanted = new Set(values.map((value) => value.toLowerCase()));
  return (given) => wanted.has(given === undefined || given.length === 0 ? 'true' : 'false');
}

/**
 * A variable without a value: nothing is equal to, or like, it, so that a negated operator matches. The same page says
 * that "the entire statement might be invalid", so that what holds is not certain to. Source: IAM user guide, policy
 * variables with no value.
 */
function verdictWithVariables(
  asked: AskedOperator,
  values: readonly string[],
  given: readonly string[] | undefined,
  request: Request,
): Truth {
  const filled = values.map((value) => (hasVariable(value) ? substituted(value, request) : value));
  const known = filled.filter((value) => value !== null);
  const truth = verdictOf(asked, elementsOf(asked.operator.base, known), given);
  return known.length < filled.length && taken(truth) ? 'assumed true' : truth;
}

function verdictOf(asked: AskedOperator, elements: Elements, given: readonly string[] | undefined): Truth {
  const { operator, setMissing } = asked;
  if (given === undefined) return absent(operator);
  if (operator.set === 'ForAllValues') return every(operator, elements, given);
  if (operator.set === 'ForAnyValue') return some(operator, elements, given);
  // "Multivalued context keys require a condition set operator": what becomes of one without is not documented.
  if (setMissing || given.length > 1) return 'assumed false';
  const [only] = given;
  return only === undefined ? absent(operator) : one(operator, elements, only);
}

/** Source: IAM user guide: IfExists; condition operators and absent keys; set operators. */
function absent({ set, ifExists, negated }: Operator): Truth {
  if (set === 'ForAllValues') return true;
  if (set === 'ForAnyValue') return ifExists ? 'assumed true' : false;
  return ifExists || negated;
}

function one({ negated }: Operator, { matches, understands }: Elements, value: string): Truth {
  if (!negated) return matches(value);
  return understands(value) ? !matches(value) : 'assumed true';
}

function every(operator: Operator, elements: Elements, given: readonly string[]): Truth {
  let truth: Truth = true;
  for (const value of given) {
    const next = one(operator, elements, value);
    if (next === false) return false;
    if (next !== true) truth = next;
  }
  return truth;
}

function some(operator: Operator, elements: Elements, given: readonly string[]): Truth {
  let truth: Truth = false;
  for (const value of given) {
    const next = one(operator, elements, value);
    if (next === true) return true;
    if (next !== false) truth = next;
  }
  return truth;
}

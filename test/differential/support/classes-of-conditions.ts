// biome-ignore-all lint/suspicious/noTemplateCurlyInString: policy variables.
import { address } from '../../../src/scp/conditions/addresses.js';
import { instant } from '../../../src/scp/conditions/dates.js';
import { isNumber } from '../../../src/scp/conditions/numbers.js';
import { arnParts } from '../../../src/scp/patterns.js';
import type { Condition } from '../../../src/scp/policy.js';
import type { DifferenceClass } from './classes.js';
import { variableClasses } from './classes-of-variables.js';
import { type ConditionFacts, partsOf } from './facts.js';

const GUIDE = 'https://docs.aws.amazon.com/IAM/latest/UserGuide/';
const OPERATORS = `${GUIDE}reference_policies_elements_condition_operators.html`;
const VARIABLES = `${GUIDE}reference_policies_variables.html`;

const takesVariables = ({ operator }: Condition): boolean => /^(String|Arn)/.test(operator.base);
const epoch = (text: string): boolean => /^\d+$/.test(text);
/** What a lenient reader takes for a date. */
const looksLikeDate = (text: string): boolean => /^-?\d+$/.test(text) || !Number.isNaN(Date.parse(text));
const year = (text: string): boolean => /^\d{4}$/.test(text);

/** A class of one family of operators, where the request has the key. */
const of =
  (family: RegExp, applies: (given: readonly string[], facts: ConditionFacts) => boolean) =>
  (facts: ConditionFacts): boolean =>
    family.test(facts.test.condition.operator.base) && facts.given !== undefined && applies(facts.given, facts);

const values = ({ test }: ConditionFacts): readonly string[] => test.condition.values;
const negated = ({ test }: ConditionFacts): boolean => test.condition.operator.negated;

const addressClasses: readonly DifferenceClass<ConditionFacts>[] = [
  {
    name: 'every IPv4 address (0.0.0.0/0)',
    applies: of(
      /^Ip/,
      (given, facts) => values(facts).includes('0.0.0.0/0') && given.some((one) => address(one)?.family === 4),
    ),
    there: 'no address',
    here: 'holds every IPv4 address',
    page: OPERATORS,
  },
  {
    name: 'one IPv6 address, written differently',
    applies: of(/^Ip/, (given, facts) =>
      values(facts).some((value) => given.some((one) => value !== one && sameAddress(value, one))),
    ),
    there: 'another address',
    here: 'the same address',
    page: OPERATORS,
  },
  {
    name: 'NotIpAddress of one address, and the other family',
    applies: of(
      /^Ip/,
      (given, facts) => negated(facts) && values(facts).some((value) => given.some((one) => otherFamily(value, one))),
    ),
    there: 'does not hold',
    here: 'another address, so that it holds',
    page: OPERATORS,
  },
];

const sameAddress = (one: string, other: string): boolean => {
  const [first, second] = [address(one), address(other)];
  return first?.family === 6 && second?.family === 6 && first.value === second.value;
};
const otherFamily = (one: string, other: string): boolean => {
  const [first, second] = [address(one), address(other)];
  return first !== null && second !== null && first.family !== second.family;
};

const numberClasses: readonly DifferenceClass<ConditionFacts>[] = [
  {
    name: 'text that is no decimal number',
    applies: of(/^Numeric/, (given) => given.some((one) => !isNumber(one) && /^\s*[+-]?\d/.test(one))),
    there: 'read as far as it goes',
    here: 'no number: `5abc` is not 5, `1e3` is not 1',
    page: OPERATORS,
  },
  {
    name: 'number with more than 15 digits',
    applies: of(/^Numeric/, (given, facts) =>
      [...given, ...values(facts)].some((one) => one.replace(/\D/g, '').length > 15),
    ),
    there: 'rounded',
    here: 'compared digit by digit',
    page: OPERATORS,
  },
];

const dateClasses: readonly DifferenceClass<ConditionFacts>[] = [
  {
    name: 'epoch seconds beside an ISO 8601 date',
    applies: of(/^Date/, (given, facts) => {
      const all = [...given, ...values(facts)];
      return all.some((one) => epoch(one) && !year(one)) && all.some((one) => !epoch(one));
    }),
    there: 'taken for milliseconds',
    here: 'digits are seconds since 1970',
    page: OPERATORS,
  },
  {
    name: 'four digits as a date',
    applies: of(/^Date/, (given, facts) => [...given, ...values(facts)].some(year)),
    there: 'time since 1970',
    here: 'a year, as ISO 8601 has it',
    page: OPERATORS,
    undocumented: true,
  },
  {
    name: 'text that is no date in ISO 8601',
    applies: of(/^Date/, (given) => given.some((one) => instant(one) === null && looksLikeDate(one))),
    there: "whatever JavaScript's `Date.parse` takes",
    here: 'no date: the profile of ISO 8601 that AWS names asks for a zone, and takes no other form',
    page: OPERATORS,
  },
];

const textClasses: readonly DifferenceClass<ConditionFacts>[] = [
  {
    name: 'ArnNotLike with a value that is no ARN',
    applies: of(
      /^Arn/,
      (given, facts) => negated(facts) && [...given, ...values(facts)].some((one) => arnParts(one) === null),
    ),
    there: 'does not hold',
    here: 'does not match, so that the negated operator holds',
    page: OPERATORS,
    undocumented: true,
  },
  {
    name: 'line break in a value',
    applies: of(/^(StringLike|Arn)/, (given) => given.some((one) => one.includes('\n'))),
    there: 'matched by no wildcard',
    here: 'a character like any other, for `*` and `?`',
    page: OPERATORS,
  },
  {
    name: 'case of letters other than A to Z',
    applies: of(/^StringEqualsIgnoreCase/, (given, facts) =>
      [...given, ...values(facts)].some((one) => /[^\0-\x7f]/.test(one)),
    ),
    there: 'none',
    here: 'they keep their case',
    page: OPERATORS,
    undocumented: true,
  },
];

const keyClasses: readonly DifferenceClass<ConditionFacts>[] = [
  {
    name: 'key that the action does not carry',
    applies: ({ test, dropped }) => dropped(test.key),
    there: 'left out of the request',
    here: 'what the request has is taken; that the action does not carry the key is for lint',
    page: `${GUIDE}reference_policies_elements_condition.html`,
    undocumented: true,
  },
  {
    name: 'Null and an empty list',
    applies: of(/^Null/, (given) => given.length === 0),
    there: 'present',
    here: 'absent: "the key exists and its value is not null"',
    page: OPERATORS,
  },
  {
    name: 'ForAnyValue with IfExists, key absent',
    applies: ({ test, given }) => {
      const { set, ifExists } = test.condition.operator;
      return given === undefined && set === 'ForAnyValue' && ifExists;
    },
    there: 'does not hold',
    here: 'holds, as IfExists says',
    page: OPERATORS,
    undocumented: true,
  },
  {
    name: 'negated operator on text of another kind',
    applies: of(
      /^(Numeric|Date|Ip)/,
      (given, facts) => negated(facts) && given.some((one) => !facts.test.elements.understands(one)),
    ),
    there: 'does not hold',
    here: 'holds: the value is not the one that was named',
    page: OPERATORS,
    undocumented: true,
  },
  {
    name: 'negated operator with a variable that has no value',
    applies: of(
      /^(String|Arn)/,
      (_, facts) =>
        negated(facts) &&
        values(facts).some((text) =>
          facts.variables(text).some((one) => one.fallback === null && one.values === undefined),
        ),
    ),
    there: 'does not hold',
    here: 'holds: nothing is equal to, or like, what has no value',
    page: VARIABLES,
  },
  {
    name: 'variable with an operator that takes none',
    applies: (facts) =>
      !takesVariables(facts.test.condition) && values(facts).some((text) => facts.variables(text).length > 0),
    there: 'replaced with Bool',
    here: 'text, not a variable: only string and ARN operators take them',
    page: VARIABLES,
  },
];

export const conditionClasses: readonly DifferenceClass<ConditionFacts>[] = [
  ...addressClasses,
  ...numberClasses,
  ...dateClasses,
  ...textClasses,
  ...keyClasses,
  {
    name: '${*}, ${?} or ${$} with an operator without wildcards',
    applies: of(/^StringEquals/, (_, facts) => values(facts).some((text) => /\$\{[*?$]\}/.test(text))),
    there: 'the four characters',
    here: 'the character',
    page: VARIABLES,
  },
  {
    name: 'variable before the name in an ARN',
    applies: of(/^Arn/, (_, facts) =>
      values(facts).some((text) =>
        partsOf(text)
          .slice(0, 5)
          .some((part) => facts.variables(part).length > 0),
      ),
    ),
    there: 'cut at its colon',
    here: 'replaced wherever it stands in an ARN',
    page: VARIABLES,
  },
  ...variableClasses((facts: ConditionFacts) => (takesVariables(facts.test.condition) ? values(facts) : [])),
];

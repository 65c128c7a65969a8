import { BASE_OPERATORS, type BaseOperator, type Operator } from '../policy.js';

type Named = readonly [name: string, operator: { readonly base: BaseOperator; readonly negated: boolean }];

const BY_NAME = new Map(
  BASE_OPERATORS.flatMap((base): Named[] => [
    [base.toLowerCase(), { base, negated: false }],
    ...negative(base).map((name): Named => [name.toLowerCase(), { base, negated: true }]),
  ]),
);

/** The negated name of an operator; comparisons, Bool and Null have none. */
function negative(base: BaseOperator): string[] {
  if (base === 'IpAddress') return ['NotIpAddress'];
  const name = base.replace(/^(String|Arn|Numeric|Date|Binary)(?=Equals|Like)/, '$1Not');
  return name === base || base === 'BinaryEquals' ? [] : [name];
}

/** Every operator without a set and IfExists, as IAM spells it. */
export const OPERATOR_NAMES: readonly string[] = BASE_OPERATORS.flatMap((base) => [base, ...negative(base)]);

const PARTS = /^(?:(forallvalues|foranyvalue):)?(.*?)(ifexists)?$/i;

/** An operator as it is written, or null where IAM has none of this name. Case does not count; lint says so. */
export function parseOperator(text: string): Operator | null {
  const [, set, name = '', ifExists] = PARTS.exec(text) ?? [];
  const known = BY_NAME.get(name.toLowerCase());
  if (!known || (known.base === 'Null' && (set !== undefined || ifExists !== undefined))) return null;
  return {
    ...known,
    set: set === undefined ? null : set.toLowerCase() === 'forallvalues' ? 'ForAllValues' : 'ForAnyValue',
    ifExists: ifExists !== undefined,
    text,
  };
}

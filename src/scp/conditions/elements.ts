import { anyMatcher, anyOf, arnMatcher, arnParts, type Token, tokensOf } from '../patterns.js';
import type { BaseOperator } from '../policy.js';
import { type AddressRange, address, addressRange } from './addresses.js';
import { instant } from './dates.js';
import { compareNumbers, isNumber } from './numbers.js';

/**
 * What an operator looks for in one value of a key, in its positive form: for tests, and with what the prover needs to
 * find a value of every kind.
 */
export interface Elements {
  /** Whether one value matches one of the policy's values. */
  readonly matches: (value: string) => boolean;
  /** Whether a value is of the operator's kind: what a negated operator makes of another is not documented. */
  readonly understands: (value: string) => boolean;
  readonly domain: Domain;
}

/** What tells values apart. */
export type Domain =
  | { readonly kind: 'text'; readonly patterns: readonly (readonly Token[])[]; readonly ignoreCase: boolean }
  | { readonly kind: 'arn'; readonly patterns: readonly string[] }
  | { readonly kind: 'number'; readonly points: readonly string[] }
  | { readonly kind: 'date'; readonly points: readonly number[] }
  | { readonly kind: 'address'; readonly ranges: readonly AddressRange[] }
  | { readonly kind: 'boolean' };

const always = (): boolean => true;

/** @param values of the policy, without variables in them */
export function elementsOf(base: BaseOperator, values: readonly string[]): Elements {
  switch (base) {
    case 'StringEquals':
    case 'BinaryEquals':
      return texts(values, { wildcards: false, ignoreCase: false });
    case 'StringEqualsIgnoreCase':
      return texts(values, { wildcards: false, ignoreCase: true });
    case 'StringLike':
      return texts(values, { wildcards: true, ignoreCase: false });
    case 'ArnEquals':
    case 'ArnLike':
      return arns(values);
    case 'Bool':
      return booleans(values);
    case 'IpAddress':
      return addresses(values);
    case 'Null':
      return { matches: always, understands: always, domain: { kind: 'text', patterns: [], ignoreCase: false } };
    default:
      return base.startsWith('Numeric') ? numbers(comparisonOf(base), values) : dates(comparisonOf(base), values);
  }
}

/** Letters of other alphabets keep their case: only A to Z is folded. */
const folded = (text: string): string => text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());

function texts(
  values: readonly string[],
  { wildcards, ignoreCase }: { readonly wildcards: boolean; readonly ignoreCase: boolean },
): Elements {
  const patterns = values.map((value) => tokensOf(ignoreCase ? folded(value) : value, wildcards));
  const matches = anyMatcher(patterns);
  return {
    matches: ignoreCase ? (value) => matches(folded(value)) : matches,
    understands: always,
    domain: { kind: 'text', patterns, ignoreCase },
  };
}

function arns(values: readonly string[]): Elements {
  const patterns = values.filter((value) => arnParts(value) !== null);
  return {
    matches: anyOf(patterns.map(arnMatcher)),
    understands: always,
    domain: { kind: 'arn', patterns },
  };
}

function booleans(values: readonly string[]): Elements {
  const wanted = new Set(values.map(folded));
  const isBoolean = (value: string): boolean => value === 'true' || value === 'false';
  return {
    matches: (value) => isBoolean(folded(value)) && wanted.has(folded(value)),
    understands: (value) => isBoolean(folded(value)),
    domain: { kind: 'boolean' },
  };
}

function addresses(values: readonly string[]): Elements {
  const ranges = values.flatMap((value) => addressRange(value) ?? []);
  const within = (value: string): boolean => {
    const at = address(value);
    return (
      at !== null &&
      ranges.some(({ family, first, last }) => family === at.family && at.value >= first && at.value <= last)
    );
  };
  return { matches: within, understands: (value) => address(value) !== null, domain: { kind: 'address', ranges } };
}

type Comparison = (difference: number) => boolean;

const COMPARISONS: Readonly<Record<string, Comparison>> = {
  Equals: (difference) => difference === 0,
  LessThan: (difference) => difference < 0,
  LessThanEquals: (difference) => difference <= 0,
  GreaterThan: (difference) => difference > 0,
  GreaterThanEquals: (difference) => difference >= 0,
};

const comparisonOf = (base: BaseOperator): Comparison =>
  COMPARISONS[base.replace(/^(Numeric|Date)/, '')] ?? (() => false);

function numbers(holds: Comparison, values: readonly string[]): Elements {
  const points = values.filter(isNumber);
  return {
    matches: (value) =>
      points.some((point) => {
        const difference = compareNumbers(value, point);
        return difference !== null && holds(difference);
      }),
    understands: isNumber,
    domain: { kind: 'number', points },
  };
}

function dates(holds: Comparison, values: readonly string[]): Elements {
  const points = values.flatMap((value) => instant(value) ?? []);
  return {
    matches: (value) => {
      const at = instant(value);
      return at !== null && points.some((point) => holds(at - point));
    },
    understands: (value) => instant(value) !== null,
    domain: { kind: 'date', points },
  };
}

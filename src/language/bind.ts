import type { Condition, ParameterReference } from './condition.js';
import { isParameter } from './condition.js';
import type { Scalar } from './value.js';

export type ParameterValue = Scalar | readonly string[] | readonly number[];

/** The values of one control's parameters, by name. */
export type ParameterValues = Readonly<Record<string, ParameterValue>>;

const ALWAYS: Condition = { kind: 'all', conditions: [] };
const NEVER: Condition = { kind: 'any', conditions: [] };

/**
 * The condition with its parameters' values in their place, and what they decide folded away: the result
 * holds neither `ParameterReference` nor `parameterIs`.
 * @throws Error for a parameter without a value, or of a type that does not fit.
 */
export function bind(condition: Condition, values: ParameterValues): Condition {
  const bound = bindNode(condition, values);
  return condition.message === undefined ? bound : { ...bound, message: condition.message };
}

function bindNode(condition: Condition, values: ParameterValues): Condition {
  switch (condition.kind) {
    case 'oneOf':
      return { ...condition, values: resolve(condition.values, values, isScalars) };
    case 'like':
      return { ...condition, globs: resolve(condition.globs, values, isTexts) };
    case 'atLeast':
    case 'atMost':
    case 'countAtLeast':
      return { ...condition, bound: resolve(condition.bound, values, isNumber) };
    case 'versionAtLeast':
      return { ...condition, version: resolve(condition.version, values, isText) };
    case 'matches':
    case 'hasKey':
    case 'exists':
    case 'secret':
      return condition;
    case 'parameterIs':
      return lookUp(condition.parameter, values) === condition.value ? ALWAYS : NEVER;
    case 'every':
    case 'some':
      return { ...condition, condition: bind(condition.condition, values) };
    case 'all':
    case 'any':
      return junction(
        condition.kind,
        condition.conditions.map((part) => bind(part, values)),
      );
    case 'not':
      return negation(bind(condition.condition, values));
    default:
      return condition satisfies never;
  }
}

const isTrue = (condition: Condition): boolean => condition.kind === 'all' && condition.conditions.length === 0;
const isFalse = (condition: Condition): boolean => condition.kind === 'any' && condition.conditions.length === 0;

/** True or false whatever the resource says: what parameters alone decide. */
export const isConstant = (condition: Condition): boolean => isTrue(condition) || isFalse(condition);

function junction(kind: 'all' | 'any', parts: readonly Condition[]): Condition {
  const [neutral, absorbing] = kind === 'all' ? [isTrue, isFalse] : [isFalse, isTrue];
  const deciding = parts.find(absorbing);
  if (deciding) return deciding;
  const conditions = parts.filter((part) => !neutral(part));
  const [only] = conditions;
  return only && conditions.length === 1 ? only : { kind, conditions };
}

function negation(condition: Condition): Condition {
  if (isTrue(condition)) return NEVER;
  if (isFalse(condition)) return ALWAYS;
  return { kind: 'not', condition };
}

const isText = (value: ParameterValue): value is string => typeof value === 'string';
const isNumber = (value: ParameterValue): value is number => typeof value === 'number';
const isScalars = (value: ParameterValue): value is readonly string[] | readonly number[] => Array.isArray(value);
const isTexts = (value: ParameterValue): value is readonly string[] =>
  Array.isArray(value) && value.every((entry) => typeof entry === 'string');

function resolve<Type>(
  operand: Type | ParameterReference,
  values: ParameterValues,
  fits: (value: ParameterValue) => value is Type & ParameterValue,
): Type {
  if (!isParameter(operand)) return operand;
  const value = lookUp(operand.parameter, values);
  if (!fits(value)) throw new Error(`parameter \`${operand.parameter}\` has a type that its condition cannot use`);
  return value;
}

function lookUp(name: string, values: ParameterValues): ParameterValue {
  const value = Object.hasOwn(values, name) ? values[name] : undefined;
  if (value === undefined) throw new Error(`parameter \`${name}\` has no value`);
  return value;
}

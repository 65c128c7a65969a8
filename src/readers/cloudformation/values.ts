import {
  emptyMap,
  isIntrinsic,
  isList,
  isMap,
  isNoValue,
  mayBeAbsent,
  own,
  type Value,
  type ValueMap,
} from '../../language/value.js';

/** A value that only deployment knows, as the function that makes it. */
export function unresolved(name: string, argument: Value): ValueMap {
  const map = emptyMap();
  // Guard takes a key without a value for no key at all.
  map[name] = argument ?? '';
  return map;
}

/** `{Ref: AWS::NoValue}`: what absence looks like inside a function that nothing decides. */
export const NO_VALUE = unresolved('Ref', 'AWS::NoValue');

/** The argument of an unresolved function with this name; undefined for any other value. */
export function argumentOf(value: Value, name: string): Value | undefined {
  return isMap(value) && Object.hasOwn(value, name) ? own(value, name) : undefined;
}

/** Whether nothing in a value waits for deployment. */
export function isKnown(value: Value): boolean {
  if (isList(value)) return value.every((part) => isKnown(part));
  return !isMap(value) || (!isIntrinsic(value) && Object.keys(value).every((key) => isKnown(own(value, key))));
}

/** Whether an element may turn out to be none. The value of a dynamic reference is always there. */
export function mayVanish(value: Value): boolean {
  if (value === null || isNoValue(value)) return true;
  if (!mayBeAbsent(value)) return false;
  const branches = argumentOf(value, 'Fn::If');
  if (isList(branches)) return branches.slice(1).some(mayVanish);
  const reason = argumentOf(value, 'Fn::Unknown');
  return !(typeof reason === 'string' && reason.startsWith('{{resolve:'));
}

/** Values inside a value, itself counted; stops counting above the limit. */
export function weightOf(value: Value, limit: number): number {
  if (typeof value !== 'object' || value === null) return 1;
  let weight = 1;
  for (const part of isList(value) ? value : Object.values(value)) {
    weight += weightOf(part, limit - weight);
    if (weight > limit) return weight;
  }
  return weight;
}

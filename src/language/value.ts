/** A string, number or boolean. */
export type Scalar = string | number | boolean;

/** A map of values. Made without a prototype by the readers, so that no key of the input is special. */
export interface ValueMap {
  readonly [key: string]: Value;
}

/**
 * What a template holds once it is read: JSON, in which a value that nobody knows before deployment
 * stays what it is in CloudFormation, a map with the one key `Ref` or `Fn::…`.
 */
export type Value = null | Scalar | readonly Value[] | ValueMap;

/** Source: CloudFormation's intrinsic functions are `Ref` and the names that begin with `Fn::`. */
const isFunctionName = (key: string): boolean => key === 'Ref' || key.startsWith('Fn::');

/** Intrinsics that may turn out to be no value at all, so that even `exists` cannot be decided. */
const MAYBE_ABSENT = new Set(['Fn::If', 'Fn::Unknown', 'Fn::Transform']);

export function isMap(value: Value | undefined): value is ValueMap {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function isList(value: Value | undefined): value is readonly Value[] {
  return Array.isArray(value);
}

export function isScalar(value: Value | undefined): value is Scalar {
  return value !== undefined && value !== null && typeof value !== 'object';
}

/** A value that is only known at deployment. */
export function isIntrinsic(value: Value | undefined): value is ValueMap {
  if (!isMap(value)) return false;
  // Asked at every step of every path: without an array of keys, and without a pattern for what begins otherwise.
  for (const key in value) if (isFunctionName(key) && Object.hasOwn(value, key)) return true;
  return false;
}

/** `{Ref: AWS::NoValue}`: CloudFormation treats it as if nothing stood there. */
export function isNoValue(value: Value | undefined): boolean {
  return isMap(value) && Object.hasOwn(value, 'Ref') && value['Ref'] === 'AWS::NoValue';
}

/** An unresolved value that may still be absent when it is resolved. */
export function mayBeAbsent(value: Value | undefined): boolean {
  return isMap(value) && Object.keys(value).some((key) => MAYBE_ABSENT.has(key));
}

/** A value that cannot be known, with the reason in words (shown under `missing`). */
export function unknownValue(reason: string): ValueMap {
  return { 'Fn::Unknown': reason };
}

/** Own property of a map; null when absent, so that `constructor` and `__proto__` find nothing. */
export function own(map: ValueMap, key: string): Value {
  return Object.hasOwn(map, key) ? (map[key] ?? null) : null;
}

/** A map without a prototype: keys such as `__proto__` are ordinary there. */
export function emptyMap(): { [key: string]: Value } {
  return Object.create(null);
}

/** Equal down to the leaves; the order of keys does not matter. */
export function isSame(left: Value, right: Value): boolean {
  if (left === right) return true;
  if (isList(left)) {
    return (
      isList(right) && left.length === right.length && left.every((item, index) => isSame(item, right[index] ?? null))
    );
  }
  if (!isMap(left) || !isMap(right)) return false;
  const keys = Object.keys(left);
  if (keys.length !== Object.keys(right).length) return false;
  return keys.every((key) => Object.hasOwn(right, key) && isSame(own(left, key), own(right, key)));
}

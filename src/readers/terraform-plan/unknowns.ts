import { emptyMap, isList, isMap, own, unknownValue, type Value, type ValueMap } from '../../language/value.js';
import { DEEPEST, plainKeys } from '../json.js';

/** A value that Terraform knows only when the plan is applied. */
export function afterApply(path: string): ValueMap {
  return unknownValue(`known after apply: ${path}`);
}

/** Whether anything at or below a place of `after_unknown` is unknown. */
export function hasUnknown(unknown: Value, depth = 0): boolean {
  if (unknown === true || depth > DEEPEST) return true;
  if (isList(unknown)) return unknown.some((element) => hasUnknown(element, depth + 1));
  return isMap(unknown) && Object.keys(unknown).some((key) => hasUnknown(own(unknown, key), depth + 1));
}

/** What stands below a key or index in `after_unknown`. */
export function unknownBelow(unknown: Value, key: string | number): Value {
  if (unknown === true) return true;
  if (isList(unknown)) return unknown[Number(key)] ?? null;
  return isMap(unknown) ? own(unknown, String(key)) : null;
}

/** A planned value with what is unknown put in its place. Terraform leaves unknown keys out and unknown elements null. */
export function merged(value: Value, unknown: Value, path: string, depth = 0): Value {
  if (unknown === true) return afterApply(path);
  if (depth > DEEPEST) return unknownValue('malformed: nested too deep');
  if (isList(value)) {
    return value.map((element, index) => merged(element, unknownBelow(unknown, index), `${path}[${index}]`, depth + 1));
  }
  if (isMap(value)) return mergedMap(value, unknown, path, depth);
  return value === null && hasUnknown(unknown) ? afterApply(path) : value;
}

function mergedMap(value: ValueMap, unknown: Value, path: string, depth: number): ValueMap {
  const result = emptyMap();
  const keys = new Set([...plainKeys(value), ...(isMap(unknown) ? plainKeys(unknown) : [])]);
  for (const key of keys) {
    const below = merged(own(value, key), unknownBelow(unknown, key), `${path}.${key}`, depth + 1);
    if (below !== null) result[key] = below;
  }
  return result;
}

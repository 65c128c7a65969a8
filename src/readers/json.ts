import { emptyMap, isList, isMap, unknownValue, type Value, type ValueMap } from '../language/value.js';
import type { Position } from '../resources/resource.js';

/** Deeper than any AWS document; what lies below is called malformed instead of exhausting the stack. */
export const DEEPEST = 100;

/** In an input that knows no intrinsics, a key that reads as one is data, and must not become one. */
export const READS_AS_INTRINSIC = /^(Ref$|Fn::)/;

/** The value of a JSON text; undefined where it is none. */
export function jsonValue(text: string): Value | undefined {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** What a recursive function returns; undefined where a hostile input nests so deep that the stack does not hold. */
export function withinStack<T>(run: () => T): T | undefined {
  try {
    return run();
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** The line and column, from 1, of an offset in a text. */
export function positionAt(text: string, offset: number): Position {
  const before = text.slice(0, offset);
  const lineStart = before.lastIndexOf('\n') + 1;
  return { line: before.split('\n').length, column: offset - lineStart + 1 };
}

/** A copy of a JSON value in maps without a prototype, without keys that would read as intrinsics. */
export function plainValue(value: Value, depth = 0): Value {
  if (depth > DEEPEST) return unknownValue('malformed: nested too deep');
  if (isList(value)) return value.map((element) => plainValue(element, depth + 1));
  if (!isMap(value)) return value;
  const copy = emptyMap();
  for (const key of plainKeys(value)) copy[key] = plainValue(value[key] ?? null, depth + 1);
  return copy;
}

/** The keys of a map of data, without those that would read as intrinsics. */
export function plainKeys(map: ValueMap): string[] {
  return Object.keys(map).filter((key) => !READS_AS_INTRINSIC.test(key));
}

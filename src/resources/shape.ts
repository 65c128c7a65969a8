import {
  emptyMap,
  isIntrinsic,
  isList,
  isMap,
  isNoValue,
  isScalar,
  own,
  type Scalar,
  unknownValue,
  type Value,
  type ValueMap,
} from '../language/value.js';
import type { ScalarKind, Shape } from './shape-table.js';

/** `asked`: only what conditions look at, which is what engines get; `everything`: the rest stays as it is. */
export type Keep = 'asked' | 'everything';

const malformed = (expected: string): ValueMap => unknownValue(`malformed: ${expected} belongs here`);

/**
 * The value with the kinds that conditions expect: scalars coerced, single values wrapped, policy documents
 * given as JSON text parsed, wrong kinds made unknown, what is absent left out. Unresolved values stay.
 */
export function shapeValue(value: Value, shape: Shape, keep: Keep): Value {
  if (value === null || isNoValue(value)) return null;
  if (isIntrinsic(value)) return Object.keys(value).length === 1 ? value : malformed('one function');
  if (shape.elements !== null) return shapeList(value, shape, shape.elements, keep);
  if (shape.keys.size > 0) return shapeMap(value, shape, keep);
  if (shape.scalar !== null) return isScalar(value) ? coerce(value, shape.scalar) : malformed(NAMES[shape.scalar]);
  return value === '' ? null : value;
}

/** Absent, null and NoValue are the same: nothing. No template that CloudFormation accepts has null in a list. */
export function presentElements(list: readonly Value[]): readonly Value[] {
  return list.some((element) => element === null || isNoValue(element))
    ? list.filter((element) => element !== null && !isNoValue(element))
    : list;
}

/** Only `prepare.ts` writes these: a template that brings its own must not be believed. */
const WRITTEN = new Set(['Facts', 'Related', 'Assured']);

function shapeList(value: Value, shape: Shape, elements: Shape, keep: Keep): Value {
  if (isList(value)) return presentElements(value).map((element) => shapeValue(element, elements, keep));
  if (shape.oneOrMany) return [shapeValue(value, elements, keep)];
  return value === '' ? null : malformed('a list');
}

function shapeMap(value: Value, shape: Shape, keep: Keep): Value {
  if (!isMap(value)) return shapeNonMap(value, shape, keep);
  if (keep === 'asked' && !shape.whole) return shapeAsked(value, shape);
  const shaped = emptyMap();
  for (const [key, child] of Object.entries(value)) {
    if (WRITTEN.has(key)) continue;
    const expected = shape.keys.get(key);
    const value = expected === undefined ? child : shapeValue(child, expected, keep);
    if (value !== null) shaped[key] = value;
  }
  return shaped;
}

/** Reads nothing but what is asked. */
function shapeAsked(map: ValueMap, { keys }: Shape): ValueMap {
  const shaped = emptyMap();
  for (const [key, expected] of keys) {
    if (WRITTEN.has(key)) continue;
    const value = shapeValue(own(map, key), expected, 'asked');
    if (value !== null) shaped[key] = value;
  }
  return shaped;
}

/** Where a map belongs: JSON text of one, IAM's `Principal: "*"`, or a scalar that a condition also asks for. */
function shapeNonMap(value: Value, shape: Shape, keep: Keep): Value {
  if (value === '') return null;
  if (typeof value === 'string' && value.trimStart().startsWith('{')) {
    const parsed = parseJson(value);
    return parsed === null ? malformed('a map') : shapeMap(parsed, shape, keep);
  }
  // Source: IAM's reference of Principal: "*" and {"AWS": "*"} are the same.
  if (value === '*' && shape.keys.has('AWS')) return shapeMap({ AWS: '*' }, shape, keep);
  return isScalar(value) && shape.scalar !== null ? coerce(value, shape.scalar) : malformed('a map');
}

function parseJson(text: string): ValueMap | null {
  try {
    const parsed: unknown = JSON.parse(text);
    return isValueMap(parsed) ? parsed : null;
  } catch {
    return null;
  }
}

/** What JSON.parse gives is a Value by construction. */
function isValueMap(parsed: unknown): parsed is ValueMap {
  return typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed);
}

const NAMES: Readonly<Record<ScalarKind, string>> = { text: 'a text', number: 'a number', flag: 'true or false' };
const NUMBER = /^[+-]?[0-9]+(\.[0-9]+)?$/;

/** CloudFormation and Terraform take numbers and booleans as text too. An empty text is nothing. */
function coerce(value: Scalar, kind: ScalarKind): Value {
  if (value === '') return null;
  switch (kind) {
    case 'text':
      return String(value);
    case 'number':
      if (typeof value === 'number') return value;
      return typeof value === 'string' && NUMBER.test(value.trim()) ? Number(value) : malformed(NAMES.number);
    case 'flag':
      if (typeof value === 'boolean') return value;
      return typeof value === 'string' && /^(true|false)$/i.test(value)
        ? value.toLowerCase() === 'true'
        : malformed(NAMES.flag);
    default:
      return kind satisfies never;
  }
}

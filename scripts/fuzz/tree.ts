import { isList, isMap, own, type Value, type ValueMap } from '../../src/language/value.js';

/** Keys and indices from the top of a value. */
export type Path = readonly string[];

/** Every place below a value, with what stands there; the value itself is the first. */
export function* places(value: Value, path: Path = []): Generator<readonly [Path, Value]> {
  yield [path, value];
  if (typeof value !== 'object' || value === null) return;
  for (const [key, child] of Object.entries(value)) yield* places(child, [...path, key]);
}

export function valueAt(value: Value, path: Path): Value {
  return path.reduce<Value>((at, key) => {
    if (isList(at)) return at[Number(key)] ?? null;
    return isMap(at) ? own(at, key) : null;
  }, value);
}

/** A copy in which something else stands at a path, or with `undefined` nothing. */
export function replaced(value: Value, path: Path, by: Value | undefined): Value {
  const [key, ...rest] = path;
  if (key === undefined) return by ?? null;
  if (isList(value)) {
    return value.flatMap((child, index) => (String(index) === key ? replacedChild(child, rest, by) : [child]));
  }
  if (!isMap(value)) return value;
  const entries = Object.entries(value).flatMap(([name, child]): [string, Value][] =>
    name === key ? replacedChild(child, rest, by).map((changed) => [name, changed]) : [[name, child]],
  );
  return plain(entries);
}

const replacedChild = (child: Value, rest: Path, by: Value | undefined): Value[] =>
  rest.length === 0 && by === undefined ? [] : [replaced(child, rest, by)];

/** A copy in which a map has one more key. Creates the maps that lead there. */
export function added(value: Value, path: Path, by: Value): Value {
  const [key, ...rest] = path;
  if (key === undefined) return by;
  if (isList(value)) return value.map((child, index) => (String(index) === key ? added(child, rest, by) : child));
  const map = isMap(value) ? value : {};
  return plain([...Object.entries(map).filter(([name]) => name !== key), [key, added(own(map, key), rest, by)]]);
}

/** Without a prototype, as what readers make: `__proto__` is a key like others. */
function plain(entries: readonly (readonly [string, Value])[]): ValueMap {
  const map: Record<string, Value> = Object.create(null);
  for (const [name, value] of entries) map[name] = value;
  return map;
}

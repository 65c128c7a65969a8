import { createRequire } from 'node:module';
import type { ResolvedResource, ResolvedValue } from '@aws/cloudformation-validate';
import { isIntrinsic, isList, isMap, isScalar, own, type Value } from '../../../src/language/value.js';

interface Model {
  resources(): Map<string, ResolvedResource> | Record<string, ResolvedResource>;
  free(): void;
}

interface Bindings {
  readonly WasmSemanticModel: { parse(bytes: Uint8Array): Model };
}

/** AWS's own resolver, WebAssembly. Its exported class takes a file; this is the class below it, which takes bytes. */
const bindings: Bindings = createRequire(import.meta.url)('@aws/cloudformation-validate/bindings_wasm.js');

/** What AWS's resolver makes of each resource's properties. */
export function oracleProperties(text: string): ReadonlyMap<string, unknown> {
  const model = bindings.WasmSemanticModel.parse(new TextEncoder().encode(text));
  const found = new Map<string, unknown>();
  for (const [id, { properties }] of entriesOf(model.resources())) found.set(id, properties);
  model.free();
  return found;
}

const entriesOf = <T>(map: Map<string, T> | Record<string, T>): [string, T][] =>
  map instanceof Map ? [...map] : Object.entries(map);

/** Called for every value that both know, whether they agree or not. */
export type Compare = (path: readonly string[], ours: Value, theirs: unknown) => void;

/** Walks our properties of a resource and the oracle's side by side. */
export function compareProperties(ours: Value, theirs: unknown, compare: Compare): void {
  if (!isMap(ours) || isIntrinsic(ours)) return;
  for (const [key, value] of entriesOf<ResolvedValue>(asRecord(theirs))) {
    compareValue([key], own(ours, key), value, compare);
  }
}

function compareValue(path: readonly string[], ours: Value, theirs: ResolvedValue, compare: Compare): void {
  if ('Concrete' in theirs) compareConcrete(path, ours, theirs.Concrete.value, compare);
  else if ('List' in theirs && isList(ours)) {
    for (const [index, item] of theirs.List.items.entries()) {
      compareValue([...path, String(index)], ours[index] ?? null, item, compare);
    }
  } else if ('Map' in theirs && isMap(ours) && !isIntrinsic(ours)) {
    for (const { key, value } of theirs.Map.entries) compareValue([...path, key], own(ours, key), value, compare);
  } else if ('Conditional' in theirs) {
    compareOneOf(path, ours, [theirs.Conditional.if_true, theirs.Conditional.if_false], compare);
  } else if ('Enum' in theirs) compareOneOf(path, ours, theirs.Enum.variants, compare);
}

/** The oracle leaves open which of several it is: ours must be one of them. */
function compareOneOf(path: readonly string[], ours: Value, choices: readonly ResolvedValue[], compare: Compare): void {
  const differences = choices.map((choice) => {
    const found: Parameters<Compare>[] = [];
    compareValue(path, ours, choice, (...one) => found.push(one));
    return found;
  });
  const agreeing = differences.find((found) => found.every(([, left, right]) => sameText(left, right)));
  for (const one of agreeing ?? differences[0] ?? []) compare(...one);
}

function compareConcrete(path: readonly string[], ours: Value, theirs: unknown, compare: Compare): void {
  if (isIntrinsic(ours)) return;
  if (Array.isArray(theirs) && isList(ours) && theirs.length === ours.length) {
    for (const [index, item] of ours.entries()) {
      compareConcrete([...path, String(index)], item, theirs[index], compare);
    }
  } else if (!Array.isArray(theirs) && typeof theirs === 'object' && theirs !== null && isMap(ours)) {
    for (const [key, value] of entriesOf<unknown>(asRecord(theirs))) {
      compareConcrete([...path, key], own(ours, key), value, compare);
    }
  } else compare(path, ours, theirs);
}

function asRecord<T>(value: unknown): Map<string, T> | Record<string, T> {
  if (value instanceof Map) return value;
  return Object.fromEntries(Object.entries(value ?? {}));
}

/** Equal as CloudFormation hands values on: a Number parameter is a text here and a number there. */
export function sameText(ours: Value, theirs: unknown): boolean {
  if (ours === null || theirs === null || theirs === undefined) return ours === null && (theirs ?? null) === null;
  return isScalar(ours) && typeof theirs !== 'object' && String(ours) === String(theirs);
}

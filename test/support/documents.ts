import fc from 'fast-check';
import type { BoundRule } from '../../src/controls/bound.js';
import type { EngineResource } from '../../src/engines/verdict.js';
import type { Leaf } from '../../src/language/condition.js';
import { bound, spellings } from '../../src/language/evaluate.js';
import { ELEMENTS, type Visit, visits } from '../../src/language/terms.js';
import { isIntrinsic, type Scalar, type Value, type ValueMap } from '../../src/language/value.js';

/** What conditions look at, as a tree, with the leaves that look at each place. */
interface Place {
  readonly keys: Map<string, Place>;
  elements: Place | null;
  readonly leaves: Leaf[];
}

const newPlace = (): Place => ({ keys: new Map(), elements: null, leaves: [] });

function placeAt(root: Place, path: readonly string[]): Place {
  return path.reduce((place, key) => {
    if (key === ELEMENTS) {
      place.elements ??= newPlace();
      return place.elements;
    }
    const child = place.keys.get(key) ?? newPlace();
    place.keys.set(key, child);
    return child;
  }, root);
}

function placesOf(rule: BoundRule): Place {
  const root = newPlace();
  const itemPath = rule.each ? [...rule.each.path, ELEMENTS] : [];
  if (rule.each) placeAt(root, itemPath);
  const found: Visit[] = [rule.holds, ...(rule.when ? [rule.when] : [])].flatMap((one) => [...visits(one, itemPath)]);
  for (const visit of found) {
    const place = placeAt(root, visit.path);
    if ('leaf' in visit) place.leaves.push(visit.leaf);
    else place.elements ??= newPlace();
  }
  return root;
}

/** Values that nobody knows before deployment, in every form that readers give them. */
const unresolved: fc.Arbitrary<ValueMap> = fc.constantFrom<ValueMap>(
  { Ref: 'Parameter' },
  { 'Fn::GetAtt': ['Other', 'Arn'] },
  { 'Fn::If': ['Condition', 'a', 'b'] },
  { 'Fn::Unknown': 'malformed' },
  { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }]] },
  { 'Fn::Secret': 'parameter Password' },
);

function valueArbitrary(place: Place): fc.Arbitrary<Value> {
  const known = knownArbitrary(place);
  return fc.oneof({ weight: 8, arbitrary: known }, { weight: 1, arbitrary: unresolved });
}

function knownArbitrary(place: Place): fc.Arbitrary<Value> {
  if (place.elements !== null) {
    return fc.array(valueArbitrary(place.elements), { maxLength: 3 }).map((list) => list);
  }
  if (place.keys.size > 0) return mapArbitrary(place.keys);
  if (place.leaves.some((leaf) => leaf.kind === 'countAtLeast')) return countArbitrary(place.leaves);
  const scalars = place.leaves.flatMap(scalarArbitraries);
  return fc.oneof(...scalars, fc.constantFrom<Scalar>('something', 'x'));
}

function mapArbitrary(keys: ReadonlyMap<string, Place>): fc.Arbitrary<ValueMap> {
  const model = Object.fromEntries([...keys].map(([key, place]) => [key, valueArbitrary(place)]));
  return fc.record(model, { requiredKeys: [] }).map(defined);
}

const defined = (map: Record<string, Value | undefined>): ValueMap =>
  Object.fromEntries(
    Object.entries(map).flatMap(([key, value]) => (value === undefined ? [] : [[key, value] as const])),
  );

function countArbitrary(leaves: readonly Leaf[]): fc.Arbitrary<ValueMap> {
  const limits = leaves.flatMap((leaf) => (leaf.kind === 'countAtLeast' ? [bound<number>(leaf.bound)] : []));
  const near = fc.constantFrom(...limits.flatMap((limit) => [limit - 1, limit, limit + 1]));
  return fc
    .record({ least: near, greatest: near }, { requiredKeys: [] })
    .map(({ least, greatest }) =>
      defined({ least, greatest: greatest === undefined ? undefined : Math.max(greatest, least ?? 0) }),
    );
}

/** Values that a leaf tells apart: its literals and their neighbours, texts that match and that do not. */
function scalarArbitraries(leaf: Leaf): fc.Arbitrary<Value>[] {
  switch (leaf.kind) {
    case 'oneOf': {
      const values = bound<readonly Scalar[]>(leaf.values).flatMap(spellings);
      return values.length > 0 ? [fc.constantFrom<Value>(...values)] : [];
    }
    case 'matches':
      return [
        fc.stringMatching(new RegExp(leaf.pattern.replace('(?i)', ''))),
        fc.string({ minLength: 1, unit: 'grapheme-ascii' }),
      ];
    case 'like':
      return bound<readonly string[]>(leaf.globs).map((glob) =>
        fc.constant(glob.replaceAll('*', 'Any').replaceAll('?', 'q')),
      );
    case 'atLeast':
    case 'atMost': {
      const limit = bound<number>(leaf.bound);
      const near = [limit - 1, limit, limit + 1, limit + 0.5, 0].filter((value) => value >= 0);
      return [fc.constantFrom<Value>(...near, ...near.filter(Number.isInteger).map(String), 'not a number')];
    }
    case 'versionAtLeast': {
      const numbers = fc.nat({ max: 3 });
      return [fc.tuple(numbers, numbers, numbers).map((parts) => parts.join('.')), fc.constant('LATEST')];
    }
    case 'hasKey':
      return [
        fc.dictionary(
          fc.oneof(fc.stringMatching(new RegExp(leaf.pattern)), fc.constant('other')),
          fc.constant<Value>('x'),
          {
            maxKeys: 2,
          },
        ),
      ];
    case 'exists':
    case 'secret':
    case 'countAtLeast':
      return [];
    default:
      return leaf satisfies never;
  }
}

const isMap = (value: unknown): value is ValueMap =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * Resources of the rule's types over the property space that it looks at, unknowns included; half of them grown
 * from the given ones, in which one place is replaced, so that each verdict is near.
 */
export function resourceArbitrary(rule: BoundRule, seeds: readonly EngineResource[]): fc.Arbitrary<EngineResource> {
  const root = placesOf(rule);
  const body = mapArbitrary(new Map([...root.keys].filter(([key]) => key !== 'Type')));
  const fresh = fc.tuple(fc.constantFrom(...rule.types), body).map(([type, parts]) => resourceOf(type, parts));
  const usable = seeds.filter((seed) => rule.types.includes(seed.Type));
  if (usable.length === 0) return fresh;
  if (root.keys.size === 0) return fc.constantFrom(...usable);
  const grown = fc
    .tuple(fc.constantFrom(...usable), fc.array(replacementArbitrary(root), { minLength: 0, maxLength: 2 }))
    .map(([seed, replacements]) => {
      const { Type, ...parts } = structuredClone(seed);
      return resourceOf(
        Type,
        replacements.reduce<ValueMap>((value, { path, by }) => replaced(value, path, by), parts),
      );
    });
  return fc.oneof(fresh, grown, grown);
}

function resourceOf(type: string, parts: ValueMap): EngineResource {
  const { Properties, Related, Facts } = parts;
  return {
    Type: type,
    Properties: isMap(Properties) ? Properties : {},
    ...(isMap(Related) && { Related }),
    ...(isMap(Facts) && { Facts }),
  };
}

interface Replacement {
  readonly path: readonly string[];
  readonly by: Value | undefined;
}

function replacementArbitrary(root: Place): fc.Arbitrary<Replacement> {
  const places = [...below(root, [])];
  return fc
    .constantFrom(...places)
    .chain(([path, place]) =>
      fc.record({ path: fc.constant(path), by: fc.option(valueArbitrary(place), { nil: undefined, freq: 4 }) }),
    );
}

function* below(place: Place, path: readonly string[]): Generator<readonly [readonly string[], Place]> {
  if (path.length > 0) yield [path, place];
  for (const [key, child] of place.keys) yield* below(child, [...path, key]);
  if (place.elements) yield* below(place.elements, [...path, ELEMENTS]);
}

const hasIntrinsicKey = (value: Value): boolean => isIntrinsic(value);

/** A copy with one place replaced, or left out; elements are the first of their list. Nothing where there is none. */
function replaced(value: ValueMap, path: readonly string[], by: Value | undefined): ValueMap {
  const [key, ...rest] = path;
  // What is unresolved is a map with one key, which shaping makes sure of: nothing is put beside it.
  if (key === undefined || hasIntrinsicKey(value)) return value;
  const child = value[key];
  if (rest.length === 0) {
    const { [key]: _, ...others } = value;
    return by === undefined ? others : { ...others, [key]: by };
  }
  if (rest[0] === ELEMENTS) {
    if (!Array.isArray(child) || child.length === 0) return value;
    const list: readonly Value[] = child;
    const first = list[0] ?? null;
    const changed = rest.length === 1 ? (by ?? null) : isMap(first) ? replaced(first, rest.slice(1), by) : first;
    return { ...value, [key]: [changed, ...list.slice(1)].filter((element) => element !== null) };
  }
  return isMap(child) ? { ...value, [key]: replaced(child, rest, by) } : value;
}

import type { Leaf } from '../language/condition.js';
import { bound } from '../language/evaluate.js';
import { type AbsolutePath, ELEMENTS, type Visit } from '../language/terms.js';
import type { Scalar } from '../language/value.js';

/** The kind that a leaf needs its value to have. */
export type ScalarKind = 'text' | 'number' | 'flag';

/** What conditions expect at one place: a list of elements, a map of keys, a scalar, or whatever stands there. */
export interface Shape {
  readonly keys: Map<string, Shape>;
  elements: Shape | null;
  oneOrMany: boolean;
  scalar: ScalarKind | null;
  /** Asked whether it exists at all: kept whole. */
  whole: boolean;
}

export function newShape(): Shape {
  return { keys: new Map(), elements: null, oneOrMany: false, scalar: null, whole: false };
}

/** Adds what a condition looks at. @throws Error where two conditions need different kinds at one place. */
export function addVisit(root: Shape, visit: Visit): void {
  const shape = shapeAt(root, visit.path);
  if ('list' in visit) {
    shape.elements ??= newShape();
    shape.oneOrMany ||= visit.list.oneOrMany === true;
    return;
  }
  const kind = kindOf(visit.leaf);
  if (kind === null) shape.whole = true;
  else if (shape.scalar !== null && shape.scalar !== kind) {
    throw new Error(
      `\`${visit.path.join('.')}\` is read as ${shape.scalar} by one condition and as ${kind} by another`,
    );
  } else shape.scalar = kind;
}

function shapeAt(root: Shape, path: AbsolutePath): Shape {
  return path.reduce((shape, key) => (key === ELEMENTS ? elementsOf(shape) : keyOf(shape, key)), root);
}

function elementsOf(shape: Shape): Shape {
  shape.elements ??= newShape();
  return shape.elements;
}

function keyOf(shape: Shape, key: string): Shape {
  const child = shape.keys.get(key) ?? newShape();
  shape.keys.set(key, child);
  return child;
}

function kindOf(leaf: Leaf): ScalarKind | null {
  switch (leaf.kind) {
    case 'oneOf': {
      const [first] = bound<readonly Scalar[]>(leaf.values);
      return typeof first === 'number' ? 'number' : typeof first === 'boolean' ? 'flag' : 'text';
    }
    case 'matches':
    case 'like':
    case 'versionAtLeast':
      return 'text';
    case 'atLeast':
    case 'atMost':
      return 'number';
    case 'countAtLeast':
    case 'hasKey':
    case 'secret':
    case 'exists':
      return null;
    default:
      return leaf satisfies never;
  }
}

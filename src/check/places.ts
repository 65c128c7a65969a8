import type { AbsolutePath } from '../language/terms.js';
import { isList, isMap, own, type Value, type ValueMap } from '../language/value.js';
import { FACTS } from '../resources/facts/index.js';
import { RELATIONS } from '../resources/relations.js';

/**
 * The property that a cause is about. Causes lie where conditions look, and conditions also look at what
 * `prepare` writes (`Related.…`, `Facts.…`), which stands nowhere in the input.
 * @returns `[]` for the resource itself
 */
export function propertyPath(type: string, path: AbsolutePath): AbsolutePath {
  if (path[0] === 'Related') return relationPath(type, path[1] ?? '');
  const split = path.indexOf('Facts');
  return split < 0 ? path : factPath(type, path.slice(0, split), path[split + 1] ?? '');
}

/** An inverse relation stands in other resources: the finding is about this one as a whole. */
function relationPath(type: string, name: string): AbsolutePath {
  const relation = RELATIONS[type]?.[name];
  return relation?.kind === 'target' ? ['Properties', ...relation.property] : [];
}

function factPath(type: string, place: AbsolutePath, name: string): AbsolutePath {
  const pattern = place.map((key) => (INDEX.test(key) ? '*' : key)).join('.');
  const fact = FACTS.find(
    (candidate) =>
      candidate.name === name &&
      (candidate.types?.includes(type) ?? true) &&
      candidate.at.some((at) => at.join('.') === pattern),
  );
  return fact ? [...place, ...fact.source] : place;
}

const INDEX = /^[0-9]+$/;

/** The path without the indices of lists of one that are written as their element (an Express service's container). */
export function asWritten(properties: ValueMap, path: AbsolutePath): AbsolutePath {
  let at: Value = { Properties: properties };
  return path.filter((key) => {
    if (isMap(at) && INDEX.test(key)) return false;
    at = isList(at) ? (at[Number(key)] ?? null) : isMap(at) ? own(at, key) : null;
    return true;
  });
}

/** A path as results show it; null for the resource as a whole. */
export const pathText = (path: AbsolutePath): string | null => (path.length === 0 ? null : path.join('.'));

/** How messages name a place: from its last key on, so that `Capabilities.Drop.0` is `Drop.0`. */
export function placeName(path: AbsolutePath): string {
  const last = path.findLastIndex((key) => !INDEX.test(key));
  return path.slice(Math.max(last, 0)).join('.');
}

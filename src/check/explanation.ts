import type { BoundRule } from '../controls/bound.js';
import type { EngineVerdict } from '../engines/verdict.js';
import { any, not } from '../language/builders.js';
import { type Cause, explain } from '../language/explain.js';
import type { AbsolutePath } from '../language/terms.js';
import { valueAtPath } from '../resources/relations.js';
import type { Position, Resource } from '../resources/resource.js';
import { elementName } from './element-name.js';
import { type IsResource, malformation, missingFor } from './missing.js';
import { asWritten, pathText, placeName, propertyPath } from './places.js';
import type { Subject } from './reference.js';
import { causeWords, type Showing, unknownWords } from './words.js';

/** One place that decided, and what to say about it. */
export interface Reason {
  readonly path: string | null;
  readonly position: Position | null;
  readonly message: string;
}

/** Why a verdict is not a pass. There is at least one reason. */
export interface Explanation {
  readonly reasons: readonly [Reason, ...Reason[]];
  /** For an unknown: what would decide it. */
  readonly missing: readonly string[];
}

/** What is explained. */
export interface Explained {
  readonly rule: BoundRule;
  readonly resource: Resource;
  readonly subject: Subject;
  readonly verdict: Exclude<EngineVerdict['verdict'], 'pass'>;
}

/** How it is told. */
export interface Telling {
  readonly showing: Showing;
  readonly isResource: IsResource;
  /** For a verdict that no place decided, since parameters did. */
  readonly otherwise: string;
}

/** The places that decided, the first in the file first, each once. */
export function explanation(explained: Explained, telling: Telling): Explanation {
  const { resource, verdict } = explained;
  const causes = causesOf(explained);
  const reasons = causes.map((cause) => {
    const path = asWritten(resource.properties, propertyPath(resource.type, cause.path));
    const named = { path, element: elementName(resource, cause.path) };
    const message =
      verdict === 'fail' ? causeWords(cause, named, telling.showing) : unknownMessage(cause, path, explained, telling);
    return { path: pathText(path), position: resource.locate(path), message };
  });
  const [first, ...rest] = onceEach(reasons.sort(byPosition));
  const whole = {
    path: null,
    position: resource.locate(asWritten(resource.properties, subjectPath(explained))),
    message: explained.rule.holds.message ?? telling.otherwise,
  };
  const missing =
    verdict === 'unknown'
      ? [...new Set(causes.flatMap((cause) => missingOf(cause, resource, telling.isResource)))]
      : [];
  return { reasons: [first ?? whole, ...rest], missing };
}

/** Where what is written there is known, what is unknown is elsewhere: a fact or a relation says what that is. */
function unknownMessage(
  { value }: Cause,
  path: AbsolutePath,
  { resource }: Explained,
  { isResource }: Telling,
): string {
  const written = path.length > 0 ? valueAtPath({ Properties: resource.properties }, path) : null;
  const [elsewhere] =
    malformation(value) || missingFor(written, isResource).length > 0 ? [] : missingFor(value, isResource);
  return elsewhere === undefined ? unknownWords(path, value) : `cannot be decided: ${elsewhere}`;
}

/** INVARIANT: a rule that fails applies for certain, so only what it asks for is told; one that is unknown may be so for either. */
function causesOf({ rule, subject, verdict }: Explained): readonly Cause[] {
  const { scope, index } = subject;
  const list = rule.each?.path ?? [];
  if (rule.each && index === null) return [{ path: list, value: scope.item, leaf: null, message: null }];
  const condition = verdict === 'unknown' && rule.when ? any(not(rule.when), rule.holds) : rule.holds;
  return explain(condition, scope, index === null ? [] : [...list, String(index)]);
}

/** Where the resource, or the element that is judged, stands. */
export function subjectPath({ rule, subject }: Pick<Explained, 'rule' | 'subject'>): AbsolutePath {
  return rule.each && subject.index !== null ? [...rule.each.path, String(subject.index)] : [];
}

function missingOf({ value, path }: Cause, { type, properties }: Resource, isResource: IsResource): string[] {
  if (malformation(value)) return [`a value of the right kind for \`${placeName(path)}\``];
  // A fact says in general why it is not known; the one property that it is computed from says more.
  const source = propertyPath(type, path);
  const told = path.includes('Facts') && source.length > 0 ? valueAtPath({ Properties: properties }, source) : value;
  const missing = missingFor(told, isResource);
  const known = missing.length > 0 ? missing : missingFor(value, isResource);
  return known.length > 0 ? known : [`the value of \`${placeName(path)}\``];
}

function byPosition(one: Reason, other: Reason): number {
  if (!one.position || !other.position) return 0;
  return one.position.line - other.position.line || one.position.column - other.position.column;
}

function onceEach(reasons: readonly Reason[]): Reason[] {
  const seen = new Set<string>();
  return reasons.filter(({ path, message }) => {
    const key = JSON.stringify([path, message]);
    return !seen.has(key) && seen.add(key);
  });
}

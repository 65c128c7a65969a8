import { compareNumbers } from '../../scp/conditions/numbers.js';
import { ACTIONS, type Comparison, RESOURCES, valuesOf } from '../../scp/minify/patterns.js';
import type { Condition, Patterns, Statement } from '../../scp/policy.js';

/**
 * Whether everything that some statements deny is denied by others, too: each by one of them. Lists are compared as
 * sets, patterns by what they match, numbers by their order, and a condition with one of the same operator and key.
 * A yes is certain; a no may also mean that it cannot be told so.
 */
export function deniesAll(inherited: readonly Statement[], own: readonly Statement[]): boolean {
  // Most of an override is what it overrides.
  const same = new Set(own.map((statement) => JSON.stringify(statement)));
  return inherited.every((inner) => same.has(JSON.stringify(inner)) || own.some((outer) => covers(outer, inner)));
}

function covers(outer: Statement, inner: Statement): boolean {
  return (
    outer.effect === inner.effect &&
    coversPatterns(outer.actions, inner.actions, ACTIONS) &&
    coversPatterns(outer.resources, inner.resources, RESOURCES) &&
    // Fewer conditions match more requests.
    outer.conditions.every((condition) => inner.conditions.some((other) => follows(condition, other)))
  );
}

function coversPatterns(outer: Patterns, inner: Patterns, comparison: Comparison): boolean {
  if (!outer.negated) {
    return inner.negated ? outer.patterns.includes('*') : matchesAll(outer.patterns, inner.patterns, comparison);
  }
  // What the outer one leaves out, the inner one must leave out, too.
  return inner.negated && matchesAll(inner.patterns, outer.patterns, comparison);
}

/** Whether each of some patterns or values is matched by one of others. */
function matchesAll(
  wide: readonly string[],
  narrow: readonly string[],
  { covers: matches, spell }: Comparison,
): boolean {
  const known = new Set(wide);
  const rest = narrow.filter((pattern) => !known.has(pattern)).map(spell);
  const others = rest.length > 0 ? wide.map(spell) : [];
  return rest.every((pattern) => others.some((other) => matches(other, pattern)));
}

/** Whether a condition holds wherever another one does. */
function follows(condition: Condition, from: Condition): boolean {
  const [one, other] = [condition.operator, from.operator];
  const comparable =
    condition.key.toLowerCase() === from.key.toLowerCase() &&
    one.base === other.base &&
    one.negated === other.negated &&
    one.set === other.set &&
    one.ifExists === other.ifExists;
  if (!comparable) return false;
  // A negated operator holds for fewer requests, the more values it has.
  const [wide, narrow] = one.negated ? [from, condition] : [condition, from];
  const limit = /^Numeric(Less|Greater)Than/.exec(one.base)?.[1];
  if (limit !== undefined)
    return narrow.values.every((value) => wide.values.some((bound) => within(limit, value, bound)));
  return matchesAll(wide.values, narrow.values, valuesOf(one.base));
}

/** What is below the smaller number is below the greater one; what is above the greater one is above the smaller. */
function within(limit: string, value: string, bound: string): boolean {
  const difference = compareNumbers(value, bound);
  if (difference === null) return false;
  return limit === 'Less' ? difference <= 0 : difference >= 0;
}

/**
 * Whether a document in another language replaces all that an inherited one says: what a document below leaves out stays
 * inherited. Source: AWS Organizations User Guide, "Understanding management policy inheritance".
 */
export function replacesAll(inherited: unknown, own: unknown): boolean {
  if (!isMap(inherited)) return own !== undefined;
  return isMap(own) && Object.entries(inherited).every(([key, value]) => replacesAll(value, own[key]));
}

const isMap = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

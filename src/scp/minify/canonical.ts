import type { Condition, Patterns, Policy, Statement } from '../policy.js';
import { operatorText } from './operator-text.js';
import { ACTIONS, type Comparison, RESOURCES, valuesOf, withoutCovered } from './patterns.js';

/** One action pattern on one resource pattern under the same effect and conditions; negated lists stay whole. */
interface Atom {
  readonly action: Part;
  readonly resource: Part;
}
type Part = { readonly pattern: string } | { readonly not: readonly string[] };

/**
 * Whether two sets of policies of one level hold the same statements: whatever the division into statements and
 * documents, the order, the Sids, the case of actions and keys, and patterns that others cover. A yes is certain, and
 * then both decide every request alike; a no may need a proof over requests.
 */
export function sameStatements(one: readonly Policy[], other: readonly Policy[]): boolean {
  const [some, others] = [canonicalAtoms(one), canonicalAtoms(other)];
  return some.size === others.size && [...some].every((atom) => others.has(atom));
}

/** What a set of policies consists of, as texts: equal sets decide alike. */
function canonicalAtoms(policies: readonly Policy[]): ReadonlySet<string> {
  const groups = new Map<string, Atom[]>();
  for (const policy of policies) {
    for (const statement of policy.statements) {
      const conditions = canonicalConditions(statement);
      const key = JSON.stringify([policy.type, variables(policy, statement), statement.effect, conditions]);
      const group = groups.get(key) ?? [];
      group.push(...atoms(statement));
      groups.set(key, group);
    }
  }
  return new Set(
    [...groups].flatMap(([key, group]) => uncovered(group).map((atom) => `${key} ${JSON.stringify(atom)}`)),
  );
}

/** The conditions as one text: key names, and the values of Bool and Null, in lower case. */
export function canonicalConditions(statement: Statement): string {
  return JSON.stringify([...new Set(statement.conditions.map(canonicalCondition))].sort());
}

function canonicalCondition({ operator, key, values }: Condition): string {
  // ArnEquals and ArnLike do the same.
  const base = operator.base === 'ArnEquals' ? 'ArnLike' : operator.base;
  const comparison = valuesOf(base);
  const compared = withoutCovered(values.map(comparison.spell), comparison);
  return JSON.stringify([operatorText({ ...operator, base }), key.toLowerCase(), compared]);
}

/** Versions differ in policy variables alone. */
function variables(policy: Policy, statement: Statement): string {
  const texts = [...statement.resources.patterns, ...statement.conditions.flatMap(({ values }) => values)];
  return texts.some((text) => text.includes('${')) ? policy.version : '';
}

function atoms({ actions, resources }: Statement): Atom[] {
  const arns = parts(resources, RESOURCES);
  return parts(actions, ACTIONS).flatMap((action) => arns.map((resource) => ({ action, resource })));
}

function parts({ negated, patterns }: Patterns, comparison: Comparison): readonly Part[] {
  const kept = withoutCovered(patterns.map(comparison.spell), comparison);
  return negated ? [{ not: kept }] : kept.map((pattern) => ({ pattern }));
}

/** INVARIANT: the result depends on the set alone: an atom goes exactly where another one covers it. */
function uncovered(group: readonly Atom[]): readonly Atom[] {
  const distinct = [...new Map(group.map((atom) => [JSON.stringify(atom), atom])).values()];
  const wide = distinct.filter(({ action, resource }) => hasWildcard(action) || hasWildcard(resource));
  return distinct.filter((atom) => !wide.some((outer) => outer !== atom && coversAtom(outer, atom)));
}

const hasWildcard = (part: Part) => 'pattern' in part && /[*?]/.test(part.pattern);

function coversAtom(outer: Atom, inner: Atom): boolean {
  return coversPart(outer.action, inner.action, ACTIONS) && coversPart(outer.resource, inner.resource, RESOURCES);
}

function coversPart(outer: Part, inner: Part, { covers }: Comparison): boolean {
  if ('not' in outer) return 'not' in inner && JSON.stringify(outer) === JSON.stringify(inner);
  // Whatever a list leaves out, `*` has all the rest.
  return 'not' in inner ? outer.pattern === '*' : covers(outer.pattern, inner.pattern);
}

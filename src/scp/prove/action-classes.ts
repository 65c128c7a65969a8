import type { Catalogue } from '../catalogue/catalogue.js';
import { anyMatcher, tokensOf } from '../patterns.js';
import type { Patterns } from '../policy.js';
import { cellsOf } from './automaton.js';

/** Actions that all lists of actions of the question treat alike. */
export interface ActionClass {
  /** Names of the catalogue; empty for a class of actions that do not exist yet. */
  readonly actions: readonly string[];
  /** One of them, or a name that one might have. */
  readonly example: string;
  /** Whether a list speaks of them. */
  readonly speaks: (patterns: Patterns) => boolean;
}

/** Every class of actions that some lists tell apart, with those of actions that do not exist yet. Null: too many. */
export function actionClasses(lists: readonly Patterns[], catalogue: Catalogue): ActionClass[] | null {
  const unique = [...new Map(lists.map((list) => [keyOf(list), list])).values()];
  const tests = unique.map(testOf);
  const classes = new Map<string, string[]>();
  for (const name of catalogue.actions) {
    const signature = signatureOf(tests, name.toLowerCase());
    const known = classes.get(signature);
    if (known) known.push(name);
    else classes.set(signature, [name]);
  }
  const future = futureNames(unique);
  if (!future) return null;
  const positions = new Map(unique.map((list, index) => [keyOf(list), index]));
  const made = (signature: string, actions: readonly string[], example: string): ActionClass => ({
    actions,
    example,
    speaks: (list) => signature[positions.get(keyOf(list)) ?? -1] === '1',
  });
  const existing = [...classes].map(([signature, actions]) => made(signature, actions, actions[0] ?? ''));
  const others = new Map(future.map((name) => [signatureOf(tests, name), name]));
  // Actions to come may be alike to existing ones in every list, and differ in resources and keys.
  return [...existing, ...[...others].map(([signature, name]) => made(signature, [], name))];
}

const keyOf = ({ negated, patterns }: Patterns): string => `${negated} ${patterns.join(' ').toLowerCase()}`;

function testOf({ negated, patterns }: Patterns): (name: string) => boolean {
  const matches = anyMatcher(patterns.map((pattern) => tokensOf(pattern.toLowerCase(), true)));
  return negated ? (name) => !matches(name) : matches;
}

const signatureOf = (tests: readonly ((name: string) => boolean)[], name: string): string =>
  tests.map((test) => (test(name) ? '1' : '0')).join('');

/** A name for every combination of patterns that any name could match. */
function futureNames(lists: readonly Patterns[]): string[] | null {
  const patterns = [...new Set(lists.flatMap((list) => list.patterns.map((pattern) => pattern.toLowerCase())))].filter(
    (pattern) => pattern !== '*',
  );
  const domain = [
    { kind: 'part-one' },
    { kind: 'part-many' },
    { kind: 'character', character: ':' },
    { kind: 'part-one' },
    { kind: 'part-many' },
  ] as const;
  const cells = cellsOf(
    patterns.map((pattern) => tokensOf(pattern, true)),
    domain,
  );
  return cells?.map(({ witness }) => witness) ?? null;
}

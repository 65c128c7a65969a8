import type { Catalogue } from '../catalogue/catalogue.js';
import { matching } from '../catalogue/matching.js';
import { anyMatcher, tokensOf } from '../patterns.js';
import type { Patterns } from '../policy.js';
import { cellsOf, type Step } from './automaton.js';
import { shapeSteps } from './steps.js';

/** Actions that all lists of actions of the question treat alike. */
export interface ActionClass {
  /** Names of the catalogue; empty for a class of actions that do not exist yet. */
  readonly actions: readonly string[];
  /** One of them, or a name that one might have. */
  readonly example: string;
  /** Whether a list speaks of them. */
  readonly speaks: (patterns: Patterns) => boolean;
}

/**
 * Every class of actions that some lists tell apart, with those of actions that do not exist yet. Null: too many.
 *
 * @param reached whether policies reach an action at all: those that they do not are left out
 */
export function actionClasses(
  lists: readonly Patterns[],
  catalogue: Catalogue,
  reached: (action: string) => boolean,
): ActionClass[] | null {
  const unique = [...new Map(lists.map((list) => [keyOf(list), list])).values()];
  const positions = new Map(unique.map((list, index) => [keyOf(list), index]));
  const future = futureNames(unique);
  if (!future) return null;
  const made = (listed: ReadonlySet<number>, actions: readonly string[], example: string): ActionClass => ({
    actions,
    example,
    speaks: (list) => listed.has(positions.get(keyOf(list)) ?? -1) !== list.negated,
  });
  const existing = existingClasses(unique, catalogue, reached).map(({ listed, actions }) =>
    made(listed, actions, actions[0] ?? ''),
  );
  // Actions to come may be alike to existing ones in every list, and differ in resources and keys; what a list names in
  // full exists or not.
  const inFull = new Set(unique.flatMap(({ patterns }) => patterns.map((pattern) => pattern.toLowerCase())));
  const toCome = future.filter((name) => reached(name) && !(inFull.has(name) && catalogue.action(name)));
  const others = new Map(toCome.map((name) => [[...listedIn(unique, name)].join(), name]));
  return [...existing, ...[...others.values()].map((name) => made(listedIn(unique, name), [], readable(unique, name)))];
}

const keyOf = ({ negated, patterns }: Patterns): string => `${negated} ${patterns.join(' ').toLowerCase()}`;

/** The actions of the catalogue by the lists whose patterns they match. */
function existingClasses(lists: readonly Patterns[], catalogue: Catalogue, reached: (action: string) => boolean) {
  const listed = new Map<string, Set<number>>();
  for (const [index, { patterns }] of lists.entries()) {
    for (const name of patterns.flatMap((pattern) => matching(catalogue, pattern))) {
      const known = listed.get(name);
      if (known) known.add(index);
      else listed.set(name, new Set([index]));
    }
  }
  const classes = new Map<string, { readonly listed: ReadonlySet<number>; readonly actions: string[] }>();
  for (const [name, within] of listed) {
    if (!reached(name)) continue;
    const signature = [...within].join();
    const known = classes.get(signature);
    if (known) known.actions.push(name);
    else classes.set(signature, { listed: within, actions: [name] });
  }
  const others = catalogue.actions.filter((name) => !listed.has(name) && reached(name));
  if (others.length > 0) classes.set('', { listed: new Set(), actions: others });
  return [...classes.values()];
}

const tests = new WeakMap<Patterns, (name: string) => boolean>();

/** The lists whose patterns match a name. @param name in small letters */
function listedIn(lists: readonly Patterns[], name: string): Set<number> {
  const found = new Set<number>();
  for (const [index, list] of lists.entries()) {
    const test = tests.get(list) ?? anyMatcher(list.patterns.map((pattern) => tokensOf(pattern.toLowerCase(), true)));
    tests.set(list, test);
    if (test(name)) found.add(index);
  }
  return found;
}

/** A name that says what it stands for, if the lists do not tell it from the one that was found. */
function readable(lists: readonly Patterns[], name: string): string {
  const better = `${name.slice(0, name.indexOf(':'))}:NotYetExisting`;
  const alike = [...listedIn(lists, name)].join() === [...listedIn(lists, better.toLowerCase())].join();
  return alike ? better : name;
}

const REST: readonly Step[] = [{ kind: 'part-one' }, { kind: 'part-many' }];

/** A name for every combination of patterns that any name could match: service by service, which keeps products small. */
function futureNames(lists: readonly Patterns[]): string[] | null {
  const patterns = [...new Set(lists.flatMap((list) => list.patterns.map((pattern) => pattern.toLowerCase())))].filter(
    (pattern) => pattern !== '*',
  );
  const services = [...new Set(patterns.map(serviceOf))].filter((service) => !/[*?]/.test(service));
  const anyService = patterns.filter((pattern) => /[*?]/.test(serviceOf(pattern)));
  const found: string[] = [];
  for (const service of [...services, null]) {
    const own = service === null ? [] : patterns.filter((pattern) => serviceOf(pattern) === service);
    const names = namesOf(service, [...own, ...anyService], service === null ? services : []);
    if (!names) return null;
    found.push(...names);
  }
  return found;
}

const namesKnown = new Map<string, readonly string[] | null>();

/**
 * Names of one service for every combination of patterns: remembered, since one set of policies is asked about often.
 * @param service null for all but those that are left out
 */
function namesOf(
  service: string | null,
  patterns: readonly string[],
  leftOut: readonly string[],
): readonly string[] | null {
  const key = JSON.stringify([service, patterns, leftOut]);
  const known = namesKnown.get(key);
  if (known !== undefined) return known;
  const domain = [...(service === null ? REST : shapeSteps(service)), ...shapeSteps(':'), ...REST];
  const others = leftOut.map((other) => [...shapeSteps(`${other}:`), ...REST]);
  const cells = cellsOf([...others, ...patterns.map((pattern) => tokensOf(pattern, true))], [domain]);
  const names =
    cells?.filter(({ matched }) => !matched.slice(0, others.length).includes(true)).map(({ witness }) => witness) ??
    null;
  namesKnown.set(key, names);
  return names;
}

const serviceOf = (pattern: string): string => pattern.slice(0, Math.max(0, pattern.indexOf(':'))) || '*';

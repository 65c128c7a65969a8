import { canonicalConditions } from '../../minify/canonical.js';
import { ACTIONS, type Comparison, RESOURCES } from '../../minify/patterns.js';
import type { Patterns, Place, Statement } from '../../policy.js';
import { type DocumentRule, deny } from '../rule.js';

const LOGIC = 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html';

const one = (found: boolean, ...rest: Parameters<typeof deny>[1][]) => ({
  found,
  statements: rest.flatMap((part) => deny(found, part).statements),
});

export const redundantStatement: DocumentRule = {
  id: 'redundant-statement',
  severity: 'warning',
  title: 'Another statement already does what this one does',
  why: 'It takes characters and says nothing: every request that it matches is matched by the other.',
  source: LOGIC,
  examples: [
    one(true, { Sid: 'Wide', Action: 'ecs:*' }, { Sid: 'Narrow', Action: 'ecs:DeleteCluster' }),
    one(
      true,
      { Action: ['ecs:DeleteCluster', 'ecs:RunTask'] },
      {
        Action: 'ecs:deletecluster',
        Resource: 'arn:aws:ecs:*:*:cluster/x',
        Condition: { StringEquals: { 'aws:RequestedRegion': 'x' } },
      },
    ),
    one(true, { Action: 'ecs:RunTask' }, { Action: 'ecs:RunTask' }),
    one(false, { Action: 'ecs:*', Resource: 'arn:aws:ecs:*:*:cluster/a*' }, { Action: 'ecs:RunTask' }),
    one(
      false,
      { Action: 'ecs:*', Condition: { StringEquals: { 'aws:RequestedRegion': 'x' } } },
      { Action: 'ecs:RunTask' },
    ),
    one(true, { NotAction: 'iam:*' }, { NotAction: ['iam:*', 'sts:*'] }),
    one(false, { NotAction: ['iam:*', 'sts:*'] }, { NotAction: ['iam:*', 'ecs:*'] }),
  ],
  check: ({ policy }) => {
    const all = policy.statements.map(prepared);
    const candidates = candidatesAmong(all);
    return all.flatMap((narrow, index) => {
      const found = candidates(narrow).find(
        // Of two that are equal the first stays.
        (wide) => wide !== narrow && contains(wide, narrow) && (wide.index < index || !contains(narrow, wide)),
      );
      const message = `${narrow.name} adds nothing to ${found?.name}`;
      return found ? [{ place: narrow.place, message }] : [];
    });
  },
};

/** Which statements can contain one: those with a pattern or a NotAction, and those that list its first action. */
function candidatesAmong(all: readonly Prepared[]): (narrow: Prepared) => readonly Prepared[] {
  const wide: Prepared[] = [];
  const byAction = new Map<string, Prepared[]>();
  for (const one of all) {
    if (one.actions.negated || one.actions.patterns.some((pattern) => /[*?]/.test(pattern))) wide.push(one);
    else for (const action of one.actions.patterns) listOf(byAction, action).push(one);
  }
  return ({ actions }) => [...wide, ...(byAction.get(actions.patterns[0] ?? '') ?? [])];
}

function listOf(lists: Map<string, Prepared[]>, key: string): Prepared[] {
  const list = lists.get(key) ?? [];
  lists.set(key, list);
  return list;
}

/** A statement with its patterns as they are compared. */
interface Prepared {
  readonly index: number;
  readonly name: string;
  readonly place: Place;
  readonly effect: Statement['effect'];
  readonly actions: Patterns;
  readonly resources: Patterns;
  readonly conditions: ReadonlySet<string>;
}

function prepared(statement: Statement, index: number): Prepared {
  const spelled = ({ negated, patterns }: Patterns, { spell }: Comparison) => ({
    negated,
    patterns: patterns.map(spell),
  });
  return {
    index,
    name: named(statement, index),
    place: statement.place,
    effect: statement.effect,
    actions: spelled(statement.actions, ACTIONS),
    resources: spelled(statement.resources, RESOURCES),
    conditions: new Set(
      statement.conditions.map((condition) => canonicalConditions({ ...statement, conditions: [condition] })),
    ),
  };
}

function contains(wide: Prepared, narrow: Prepared): boolean {
  return (
    wide.effect === narrow.effect &&
    containsPatterns(wide.actions, narrow.actions, ACTIONS) &&
    containsPatterns(wide.resources, narrow.resources, RESOURCES) &&
    // Fewer conditions match more requests.
    [...wide.conditions].every((condition) => narrow.conditions.has(condition))
  );
}

function containsPatterns(wide: Patterns, narrow: Patterns, { covers }: Comparison): boolean {
  const all = (inner: Patterns, outer: Patterns) =>
    inner.patterns.every((pattern) => outer.patterns.some((other) => covers(other, pattern)));
  if (!wide.negated) return narrow.negated ? wide.patterns.includes('*') : all(narrow, wide);
  // What the wide one leaves out, the narrow one must leave out too.
  return narrow.negated && all(wide, narrow);
}

function named({ sid, place }: Statement, index: number): string {
  if (sid !== null) return `statement \`${sid}\``;
  return place ? `the statement in line ${place.line}` : `statement ${index + 1}`;
}

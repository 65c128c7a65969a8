import { canonicalConditions } from '../../minify/canonical.js';
import { coversAction, coversArn } from '../../minify/patterns.js';
import type { Patterns, Place, Statement } from '../../policy.js';
import { type DocumentRule, deny } from '../rule.js';

const SID = 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_sid.html';
const LOGIC = 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html';

const one = (found: boolean, ...rest: Parameters<typeof deny>[1][]) => ({
  found,
  statements: rest.flatMap((part) => deny(found, part).statements),
});

export const duplicateSid: DocumentRule = {
  id: 'duplicate-sid',
  severity: 'error',
  title: 'Two statements of a document have the same Sid',
  why: 'A Sid is unique within a policy, and it is what explanations name.',
  source: SID,
  examples: [
    one(true, { Sid: 'A' }, { Sid: 'A', Action: 'ecs:RunTask' }),
    one(false, { Sid: 'A' }, { Sid: 'a', Action: 'ecs:RunTask' }, {}),
  ],
  check: ({ policy }) =>
    policy.statements.flatMap(({ sid, place }, index) =>
      sid !== null && policy.statements.slice(0, index).some((earlier) => earlier.sid === sid)
        ? [{ place, message: `another statement has the Sid \`${sid}\` too` }]
        : [],
    ),
};

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
    const prepared = policy.statements.map((statement) => ({ statement, conditions: conditionSet(statement) }));
    return prepared.flatMap(({ statement, conditions }, index) => {
      const other = prepared.findIndex(
        (wide, at) =>
          at !== index &&
          contains(wide.statement, statement) &&
          isPart(wide.conditions, conditions) &&
          // Of two that are equal the first stays.
          (at < index || !(contains(statement, wide.statement) && isPart(conditions, wide.conditions))),
      );
      const found = prepared[other]?.statement;
      return found
        ? [{ place: statement.place, message: `${named(statement, index)} adds nothing to ${named(found, other)}` }]
        : [];
    });
  },
};

const conditionSet = (statement: Statement): ReadonlySet<string> =>
  new Set(statement.conditions.map((condition) => canonicalConditions({ ...statement, conditions: [condition] })));

/** Fewer conditions match more requests. */
const isPart = (some: ReadonlySet<string>, all: ReadonlySet<string>) =>
  [...some].every((condition) => all.has(condition));

function contains(wide: Statement, narrow: Statement): boolean {
  return (
    wide.effect === narrow.effect &&
    containsPatterns(wide.actions, narrow.actions, coversAction) &&
    containsPatterns(wide.resources, narrow.resources, coversArn)
  );
}

function containsPatterns(
  wide: Patterns,
  narrow: Patterns,
  covers: (outer: string, inner: string) => boolean,
): boolean {
  const all = (inner: Patterns, outer: Patterns) =>
    inner.patterns.every((pattern) => outer.patterns.some((other) => covers(other, pattern)));
  if (!wide.negated) return narrow.negated ? wide.patterns.includes('*') : all(narrow, wide);
  // What the wide one leaves out, the narrow one must leave out too.
  return narrow.negated && all(wide, narrow);
}

function named({ sid, place }: { readonly sid: string | null; readonly place: Place }, index: number): string {
  if (sid !== null) return `statement \`${sid}\``;
  return place ? `the statement in line ${place.line}` : `statement ${index + 1}`;
}

import { type ConditionTest, conditionTest, type Truth } from '../conditions/condition-test.js';
import type { AttachedPolicy } from '../level.js';
import { anyMatcher, tokensOf } from '../patterns.js';
import type { Patterns, Policy, Statement } from '../policy.js';
import type { Request } from '../request.js';
import { hasVariable, substituted, variableKeys } from '../variables.js';
import { actionTest } from './action-test.js';

/** A statement where it is attached, ready to be asked. */
export interface CompiledStatement {
  readonly statement: Statement;
  readonly policy: AttachedPolicy;
  /** Its Sid, or `#` and its position from 1. */
  readonly name: string;
  /** The target that the policy is attached to. */
  readonly target: string;
  /** @param action in small letters */
  readonly speaksOfAction: (action: string) => boolean;
  /** Null where it speaks of every resource. */
  readonly speaksOfResource: ((request: Request) => boolean) | null;
  /** Keys that variables in its resources name, in small letters. */
  readonly variables: readonly string[];
  readonly conditions: readonly ConditionTest[];
}

function compileStatement(
  statement: Statement,
  index: number,
  where: { readonly policy: AttachedPolicy; readonly target: string },
): CompiledStatement {
  const literal = where.policy.policy.version === '2008-10-17';
  return {
    statement,
    ...where,
    name: statementName(statement, index),
    speaksOfAction: actionTest(statement.actions),
    speaksOfResource: resourceTest(statement.resources, literal),
    variables: literal ? [] : statement.resources.patterns.flatMap(variableKeys),
    conditions: statement.conditions.map((condition) => conditionTest(condition, literal)),
  };
}

/** How messages name a statement. */
const statementName = ({ sid }: Statement, index: number): string => sid ?? `#${index + 1}`;

/** Every statement of a policy. */
export const compilePolicy = (policy: Policy, attached: AttachedPolicy, target: string): CompiledStatement[] =>
  policy.statements.map((statement, index) => compileStatement(statement, index, { policy: attached, target }));

/**
 * A `*` of a Resource may cross a colon: AWS documents it for the end of a part, and the wider reading denies more.
 */
function resourceTest({ negated, patterns }: Patterns, literal: boolean): CompiledStatement['speaksOfResource'] {
  if (!negated && patterns.includes('*')) return null;
  const dynamic = literal ? [] : patterns.filter(hasVariable);
  const fixed = anyMatcher(
    patterns.filter((pattern) => !dynamic.includes(pattern)).map((pattern) => tokensOf(pattern, true)),
  );
  const matches = (request: Request): boolean =>
    fixed(request.resource) ||
    dynamic.some((pattern) => {
      const text = substituted(pattern, request);
      return text !== null && anyMatcher([tokensOf(text, true)])(request.resource);
    });
  return negated ? (request) => !matches(request) : matches;
}

/** The verdict of each condition. */
export const verdicts = ({ conditions }: CompiledStatement, request: Request): Truth[] =>
  conditions.map(({ verdict, key }) => verdict(request.context.get(key), request));

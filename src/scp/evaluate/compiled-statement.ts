import { type ConditionTest, conditionTest, type Truth } from '../conditions/condition-test.js';
import { type IsMultivalued, isMultivaluedGlobalKey } from '../conditions/multivalued.js';
import type { AttachedPolicy } from '../level.js';
import type { Policy, Statement } from '../policy.js';
import type { Request } from '../request.js';
import { variableKeys } from '../variables.js';
import { actionTest } from './action-test.js';
import { resourceTest } from './resource-test.js';

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
  /** The same, with what is not certain. */
  readonly resourceVerdict: (request: Request) => Truth;
  /** Keys that variables in its resources name, in small letters. */
  readonly variables: readonly string[];
  readonly conditions: readonly ConditionTest[];
}

function compileStatement(
  statement: Statement,
  index: number,
  where: { readonly policy: AttachedPolicy; readonly target: string; readonly isMultivalued: IsMultivalued },
): CompiledStatement {
  const { policy, target, isMultivalued } = where;
  const literal = policy.policy.version === '2008-10-17';
  const resource = resourceTest(statement.resources, literal);
  return {
    statement,
    policy,
    target,
    name: statementName(statement, index),
    speaksOfAction: actionTest(statement.actions),
    speaksOfResource: resource?.speaks ?? null,
    resourceVerdict: resource?.verdict ?? (() => true),
    variables: literal ? [] : statement.resources.patterns.flatMap(variableKeys),
    conditions: statement.conditions.map((condition) => conditionTest(condition, literal, isMultivalued)),
  };
}

/** How messages name a statement. */
const statementName = ({ sid }: Statement, index: number): string => sid ?? `#${index + 1}`;

/** Every statement of a policy. */
export const compilePolicy = (
  policy: Policy,
  attached: AttachedPolicy,
  target: string,
  isMultivalued: IsMultivalued = isMultivaluedGlobalKey,
): CompiledStatement[] =>
  policy.statements.map((statement, index) =>
    compileStatement(statement, index, { policy: attached, target, isMultivalued }),
  );

/** The verdict of each condition. */
export const verdicts = ({ conditions }: CompiledStatement, request: Request): Truth[] =>
  conditions.map(({ verdict, key }) => verdict(request.context.get(key), request));

import type { ConditionTest } from '../conditions/condition-test.js';
import { taken } from '../conditions/condition-test.js';
import type { Level } from '../level.js';
import type { Request } from '../request.js';
import type { Candidates, Outcome } from './candidates.js';
import { type CompiledStatement, holds } from './compiled-statement.js';

/** A statement, and where it is attached. */
export interface StatementReference {
  readonly policy: string;
  readonly name: string;
  readonly statement: string;
  readonly target: string;
}

/** A deny statement that did not hold, and why. */
export interface NearestDeny {
  readonly statement: StatementReference;
  readonly why: string;
}

/** A decision with its reasons. */
export interface Explanation {
  readonly decision: Outcome;
  /** A deny statement holds, rather than no allow. */
  readonly explicit: boolean;
  /** Every deny statement that holds. */
  readonly by: readonly StatementReference[];
  readonly levels: readonly { readonly target: string; readonly allowed: boolean }[];
  /** Condition keys that statements ask for and the request does not give, as policies write them. */
  readonly missingContext: readonly string[];
  /** Why the policies do not reach the request; null where they do. */
  readonly outside: string | null;
  /** Of an allow: the deny statement of the action that came nearest. */
  readonly nearest: NearestDeny | null;
  /** Conditions whose outcome AWS documents no answer for, and that were assumed. */
  readonly assumed: readonly string[];
}

export function explanation(
  request: Request,
  levels: readonly Level[],
  { denies, allows }: Candidates,
  beyond: string | null,
): Explanation {
  if (beyond !== null) return outsideExplanation(levels, beyond);
  const by = denies.filter((statement) => holds(statement, request));
  const allowed = levels.map(({ target }, index) => {
    const level = allows[index];
    return { target, allowed: level === null || (level ?? []).some((statement) => holds(statement, request)) };
  });
  const asked = [...denies, ...allows.flatMap((level) => level ?? [])];
  const decision = by.length > 0 || allowed.some((level) => !level.allowed) ? 'deny' : 'allow';
  return {
    decision,
    explicit: by.length > 0,
    by: by.map(reference),
    levels: allowed,
    missingContext: missingContext(asked, request),
    outside: null,
    nearest: decision === 'allow' ? nearestDeny(denies, request) : null,
    assumed: assumptions(asked, request),
  };
}

const outsideExplanation = (levels: readonly Level[], beyond: string): Explanation => ({
  decision: 'allow',
  explicit: false,
  by: [],
  levels: levels.map(({ target }) => ({ target, allowed: true })),
  missingContext: [],
  outside: beyond,
  nearest: null,
  assumed: [],
});

export const reference = ({ policy, name, target }: CompiledStatement): StatementReference => ({
  policy: policy.id,
  name: policy.name,
  statement: name,
  target,
});

function missingContext(asked: readonly CompiledStatement[], { context }: Request): string[] {
  const missing = new Map<string, string>();
  for (const { conditions } of asked) {
    for (const { key, condition, variables } of conditions) {
      if (!context.has(key)) missing.set(key, condition.key);
      for (const variable of variables) if (!context.has(variable)) missing.set(variable, variable);
    }
  }
  return [...missing.values()].toSorted();
}

function assumptions(asked: readonly CompiledStatement[], request: Request): string[] {
  const texts = asked.flatMap(({ conditions }) =>
    conditions.flatMap(({ verdict, key, condition }) =>
      typeof verdict(request.context.get(key), request) === 'string'
        ? [`${condition.operator.text} ${condition.key}`]
        : [],
    ),
  );
  return [...new Set(texts)];
}

/** The deny statement with the fewest parts that do not hold. */
export function nearestDeny(denies: readonly CompiledStatement[], request: Request): NearestDeny | null {
  const ranked = denies
    .map((statement) => ({ statement, reasons: reasonsAgainst(statement, request) }))
    .toSorted((one, other) => one.reasons.length - other.reasons.length);
  const [best] = ranked;
  return best ? { statement: reference(best.statement), why: best.reasons.join('; ') } : null;
}

/** Why a deny statement of the action does not hold, part by part. */
export function reasonsAgainst(
  { speaksOfResource, conditions, statement }: CompiledStatement,
  request: Request,
): string[] {
  const resource = speaksOfResource === null || speaksOfResource(request);
  return [
    ...(resource
      ? []
      : [
          `its ${statement.resources.negated ? 'NotResource covers' : 'Resource does not cover'} \`${request.resource}\``,
        ]),
    ...conditions.flatMap((test) => conditionReason(test, request)),
  ];
}

function conditionReason({ verdict, key, condition }: ConditionTest, request: Request): string[] {
  const given = request.context.get(key);
  if (taken(verdict(given, request))) return [];
  const value =
    given === undefined
      ? 'the request does not have the key'
      : `the request has ${given.map((one) => `\`${one}\``).join(', ') || 'an empty list'}`;
  return [`its condition ${condition.operator.text} on \`${condition.key}\` does not hold: ${value}`];
}

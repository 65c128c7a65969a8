import { type Truth, taken } from '../conditions/condition-test.js';
import type { Level } from '../level.js';
import type { Request } from '../request.js';
import { type Candidates, type Questions, questionsOf } from './candidates.js';
import type { CompiledStatement } from './compiled-statement.js';
import type { Asked, Judge, SharedCondition } from './judge.js';
import type { Outcome } from './outcome.js';

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
  /** What was assumed of conditions and resources where AWS documents no answer, of statements that may then hold. */
  readonly assumed: readonly string[];
}

/** @param judge whose turn is that of the request */
export function explanation(
  request: Request,
  levels: readonly Level[],
  candidates: Candidates,
  judge: Judge,
): Explanation {
  const by = candidates.denies.filter((statement) => judge.holds(statement, request));
  const allowed = levels.map(({ target }, index) => {
    const level = candidates.allows[index] ?? null;
    return { target, allowed: level === null || level.some((statement) => judge.holds(statement, request)) };
  });
  const questions = questionsOf(candidates);
  const decision = by.length > 0 || allowed.some((level) => !level.allowed) ? 'deny' : 'allow';
  return {
    decision,
    explicit: by.length > 0,
    by: by.map(reference),
    levels: allowed,
    missingContext: missingContext(questions, request),
    outside: null,
    nearest: decision === 'allow' ? nearestDeny(candidates.denies, request, judge) : null,
    assumed: assumptions(questions, request, judge),
  };
}

export const outsideExplanation = (levels: readonly Level[], beyond: string): Explanation => ({
  decision: 'allow',
  explicit: false,
  by: [],
  levels: levels.map(({ target }) => ({ target, allowed: true })),
  missingContext: [],
  outside: beyond,
  nearest: null,
  assumed: [],
});

function reference({ compiled: { policy, name, target } }: Asked): StatementReference {
  return { policy: policy.id, name: policy.name, statement: name, target };
}

function missingContext({ keys }: Questions, { context }: Request): string[] {
  const missing: string[] = [];
  for (const [key, written] of keys) if (!context.has(key)) missing.push(written);
  return missing.sort();
}

function assumptions({ statements }: Questions, request: Request, judge: Judge): string[] {
  const texts = new Set<string>();
  for (const { compiled, conditions } of statements) {
    const ofResource = compiled.resourceVerdict(request);
    const ofConditions = conditions.map((condition) => ({ condition, truth: judge.truth(condition, request) }));
    // What does not hold for certain does not depend on the rest.
    if (ofResource === false || ofConditions.some(({ truth }) => truth === false)) continue;
    if (ofResource !== true) texts.add(resourceAssumption(compiled, request, ofResource));
    for (const { condition, truth } of ofConditions)
      if (truth !== true) texts.add(conditionAssumption(condition, truth));
  }
  return [...texts];
}

function resourceAssumption({ statement }: CompiledStatement, { resource }: Request, truth: Truth): string {
  const { negated, patterns } = statement.resources;
  const covers = taken(truth) === negated ? 'does not cover' : 'covers';
  const named = patterns.map((pattern) => `\`${pattern}\``).join(', ');
  return `${negated ? 'NotResource' : 'Resource'} ${named} ${covers} \`${resource}\``;
}

function conditionAssumption({ test: { condition } }: SharedCondition, truth: Truth): string {
  return `${condition.operator.text} on \`${condition.key}\` ${taken(truth) ? 'holds' : 'does not hold'}`;
}

/** The deny statement with the fewest parts that do not hold. */
function nearestDeny(denies: readonly Asked[], request: Request, judge: Judge): NearestDeny | null {
  let nearest: Asked | null = null;
  let least = Number.POSITIVE_INFINITY;
  for (const statement of denies) {
    const count = failing(statement, request, judge).length + (speaksOfResource(statement.compiled, request) ? 0 : 1);
    if (count >= least) continue;
    least = count;
    nearest = statement;
  }
  if (!nearest) return null;
  const reasons = failing(nearest, request, judge).map((condition) => conditionReason(condition, request));
  return {
    statement: reference(nearest),
    why: [...resourceReason(nearest.compiled, request), ...reasons].join('; '),
  };
}

const failing = ({ conditions }: Asked, request: Request, judge: Judge): SharedCondition[] =>
  conditions.filter((condition) => !taken(judge.truth(condition, request)));

const speaksOfResource = ({ speaksOfResource: speaks }: CompiledStatement, request: Request): boolean =>
  speaks === null || speaks(request);

function resourceReason(compiled: CompiledStatement, request: Request): string[] {
  if (speaksOfResource(compiled, request)) return [];
  const element = compiled.statement.resources.negated ? 'NotResource covers' : 'Resource does not cover';
  return [`its ${element} \`${request.resource}\``];
}

function conditionReason({ test: { key, condition } }: SharedCondition, { context }: Request): string {
  const given = context.get(key);
  const value =
    given === undefined
      ? 'the request does not have the key'
      : `the request has ${given.map((one) => `\`${one}\``).join(', ') || 'an empty list'}`;
  return `its condition ${condition.operator.text} on \`${condition.key}\` does not hold: ${value}`;
}

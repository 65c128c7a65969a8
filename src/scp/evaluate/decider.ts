import type { Level } from '../level.js';
import type { Request } from '../request.js';
import type { Candidates, Outcome } from './candidates.js';
import { type CompiledStatement, compilePolicy, holds } from './compiled-statement.js';
import { type Explanation, explanation } from './explain.js';
import { outside, type Reach } from './outside.js';

/** The organization policies of one type for one account, ready to decide requests. */
export interface Decider {
  /** What organization policies alone decide: `allow` says that they do not stand in the way. */
  readonly decide: (request: Request) => Outcome;
  readonly explain: (request: Request) => Explanation;
}

/**
 * Compiles the policies from the root down to an account. A level without an allow denies everything; RCPs need none,
 * since RCPFullAWSAccess cannot be detached.
 *
 * @param levels from the root to the account
 */
export function compile(levels: readonly Level[], reach: Reach): Decider {
  const candidates = candidateTable(levels, reach);
  const decide = (request: Request): Outcome => {
    if (outside(request, reach) !== null) return 'allow';
    const { denies, allows } = candidates(request.action);
    for (const statement of denies) if (holds(statement, request)) return 'deny';
    for (const level of allows)
      if (level !== null && !level.some((statement) => holds(statement, request))) return 'deny';
    return 'allow';
  };
  return {
    decide,
    explain: (request) => explanation(request, levels, candidates(request.action), outside(request, reach)),
  };
}

/** The candidates of an action, found once for each. */
function candidateTable(levels: readonly Level[], { type }: Reach): (action: string) => Candidates {
  const compiled = levels.map(({ target, policies }) =>
    policies.flatMap((attached) => compilePolicy(attached.policy, attached, target)),
  );
  const known = new Map<string, Candidates>();
  return (action) => {
    const found = known.get(action);
    if (found) return found;
    const name = action.toLowerCase();
    const speaking = compiled.map((level) => level.filter((statement) => statement.speaksOfAction(name)));
    const denies = speaking.flatMap((level) => level.filter(({ statement }) => statement.effect === 'Deny'));
    const allows = type === 'RESOURCE_CONTROL_POLICY' ? levels.map(() => null) : speaking.map(allowing);
    const made = { denies, allows };
    known.set(action, made);
    return made;
  };
}

function allowing(level: readonly CompiledStatement[]): readonly CompiledStatement[] | null {
  const allows = level.filter(({ statement }) => statement.effect === 'Allow');
  return allows.some(({ speaksOfResource, conditions }) => speaksOfResource === null && conditions.length === 0)
    ? null
    : allows;
}

import type { IsMultivalued } from '../conditions/multivalued.js';
import type { Level } from '../level.js';
import type { Request } from '../request.js';
import { candidateTable } from './candidates.js';
import { type Explanation, explanation, outsideExplanation } from './explain.js';
import { Judge } from './judge.js';
import type { Outcome } from './outcome.js';
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
 * @param isMultivalued by default what is known of global keys; a catalogue knows it of services' own
 */
export function compile(levels: readonly Level[], reach: Reach, isMultivalued?: IsMultivalued): Decider {
  const judge = new Judge();
  const candidates = candidateTable(levels, reach, judge, isMultivalued);
  const decide = (request: Request): Outcome => {
    if (outside(request, reach) !== null) return 'allow';
    judge.begin();
    const { denies, allows } = candidates(request.action);
    for (const statement of denies) if (judge.holds(statement, request)) return 'deny';
    for (const level of allows)
      if (level !== null && !level.some((statement) => judge.holds(statement, request))) return 'deny';
    return 'allow';
  };
  const explain = (request: Request): Explanation => {
    const beyond = outside(request, reach);
    if (beyond !== null) return outsideExplanation(levels, beyond);
    judge.begin();
    return explanation(request, levels, candidates(request.action), judge);
  };
  return { decide, explain };
}

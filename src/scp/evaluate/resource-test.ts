import { type Truth, taken } from '../conditions/condition-test.js';
import { anyMatcher, anyOf, arnMatcher, arnParts, tokensOf } from '../patterns.js';
import type { Patterns } from '../policy.js';
import type { Request } from '../request.js';
import { hasVariable, substituted, withoutVariables } from '../variables.js';

/** Whether a statement speaks of the resource of a request. */
export interface ResourceTest {
  /** What is taken where AWS documents no answer, as `taken(verdict(…))` says it. */
  readonly speaks: (request: Request) => boolean;
  readonly verdict: (request: Request) => Truth;
}

/**
 * Null where a statement speaks of every resource.
 *
 * AWS documents that a `*` at the end of a part of an ARN may cross a colon. Every `*` is taken to cross one, which
 * denies more; what matches only so is not certain. A pattern whose variable has no value matches no resource, also in
 * NotResource; since "the entire statement might be invalid", what holds is not certain to. Source: IAM user guide,
 * Resource, and policy variables with no value.
 *
 * @param literal whether `${…}` is text
 */
export function resourceTest({ negated, patterns }: Patterns, literal: boolean): ResourceTest | null {
  if (!negated && patterns.includes('*')) return null;
  const dynamic = literal ? [] : patterns.filter(hasVariable);
  const fixed = literal ? patterns.map(withoutVariables) : patterns.filter((pattern) => !dynamic.includes(pattern));
  const crossing = anyMatcher(fixed.map((pattern) => tokensOf(pattern, true)));
  if (dynamic.length === 0) {
    const within = withinParts(fixed);
    return {
      speaks: negated ? ({ resource }) => !crossing(resource) : ({ resource }) => crossing(resource),
      verdict: ({ resource }) => certain(negated, crossing(resource), within(resource)),
    };
  }
  const verdict = (request: Request): Truth => {
    const filled = dynamic.map((pattern) => substituted(pattern, request));
    const known = filled.filter((text) => text !== null);
    const matches =
      crossing(request.resource) || anyMatcher(known.map((text) => tokensOf(text, true)))(request.resource);
    const truth = certain(negated, matches, matches && withinParts([...fixed, ...known])(request.resource));
    return known.length < filled.length && taken(truth) ? 'assumed true' : truth;
  };
  return { speaks: (request) => taken(verdict(request)), verdict };
}

/**
 * @param matches with wildcards that cross colons
 * @param within without
 */
function certain(negated: boolean, matches: boolean, within: boolean): Truth {
  // INVARIANT: what matches within parts also matches across them, so that only one of the two answers is in doubt.
  if (!matches || within) return matches !== negated;
  return negated ? 'assumed false' : 'assumed true';
}

/** A test by which no wildcard crosses a colon but in the sixth part. */
function withinParts(patterns: readonly string[]): (resource: string) => boolean {
  if (patterns.includes('*')) return () => true;
  return anyOf(patterns.flatMap((pattern) => patternWithinParts(pattern) ?? []).map(arnMatcher));
}

/** A pattern of fewer than six parts stands for more of them where it ends with `*`; null: it is no ARN. */
export function patternWithinParts(pattern: string): string | null {
  if (arnParts(pattern)) return pattern;
  return pattern.endsWith('*') ? pattern + ':*'.repeat(6 - pattern.split(':').length) : null;
}

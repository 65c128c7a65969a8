import { anyMatcher, matcher, tokensOf } from '../patterns.js';
import type { Patterns } from '../policy.js';

/** Whether a list speaks of an action; a constant where it does of all or none. @param action in small letters */
export type ActionTest = boolean | ((action: string) => boolean);

/** A test of any action. Services and names of actions have no case. Source: IAM user guide, Action. */
export function actionTest({ negated, patterns }: Patterns): (action: string) => boolean {
  const matches = anyMatcher(patterns.map((pattern) => tokensOf(pattern.toLowerCase(), true)));
  return negated ? (action) => !matches(action) : matches;
}

/**
 * A test of the actions of one service: most statements speak of few services, or leave few out.
 * @param service its prefix in small letters
 */
export function actionTestWithin(service: string, { negated, patterns }: Patterns): ActionTest {
  const left = patterns.map((pattern) => pattern.toLowerCase()).filter((pattern) => mayBeOf(pattern, service));
  if (left.length === 0) return negated;
  if (left.some((pattern) => pattern === '*' || pattern === `${service}:*`)) return !negated;
  return actionTest({ negated, patterns: left });
}

function mayBeOf(pattern: string, service: string): boolean {
  const prefix = pattern === '*' ? '*' : pattern.slice(0, Math.max(0, pattern.indexOf(':')));
  return /[*?]/.test(prefix) ? matcher(tokensOf(prefix, true))(service) : prefix === service;
}

/** The service of an action, in the action's letters. */
export const serviceOf = (action: string): string => action.slice(0, Math.max(0, action.indexOf(':')));

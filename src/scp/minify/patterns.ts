import { covers } from '../catalogue/glob.js';
import type { BaseOperator } from '../policy.js';

/** Whether a pattern of `Action` matches all that another does; case does not count. */
export function coversAction(outer: string, inner: string): boolean {
  return covers(outer.toLowerCase(), inner.toLowerCase());
}

/** Whether a pattern of `Resource` matches all that another does. */
export function coversArn(outer: string, inner: string): boolean {
  return outer === '*' || coversArnValue(outer, inner);
}

/**
 * Whether a value of an Arn operator matches all that another does. Only what holds in both readings of `*` across a
 * colon (docs/scp-semantics.md) counts: part by part where both have six, which excludes `*` alone. A pattern with a
 * policy variable is compared as text: its value may be missing.
 */
export function coversArnValue(outer: string, inner: string): boolean {
  if (outer === inner) return true;
  if (outer.includes('${') || inner.includes('${')) return false;
  const [outerParts, innerParts] = [arnParts(outer), arnParts(inner)];
  if (outerParts.length < 6 || innerParts.length < 6) return false;
  return outerParts.every((part, index) => covers(part, innerParts[index] ?? ''));
}

/** The parts of an ARN: at most six, the last with all further colons. */
export function arnParts(arn: string): readonly string[] {
  const parts = arn.split(':');
  return parts.length <= 6 ? parts : [...parts.slice(0, 5), parts.slice(5).join(':')];
}

/** Whether a value of StringLike matches all that another does. */
export function coversText(outer: string, inner: string): boolean {
  return outer === inner || (!outer.includes('${') && !inner.includes('${') && covers(outer, inner));
}

/** How the values of an operator cover each other. */
export function coversValue(base: BaseOperator): (outer: string, inner: string) => boolean {
  if (base === 'StringLike') return coversText;
  return base === 'ArnLike' || base === 'ArnEquals' ? coversArnValue : () => false;
}

/** The patterns without those that another of them covers, sorted. A list means "any of these". */
export function withoutCovered(
  patterns: readonly string[],
  covered: (outer: string, inner: string) => boolean,
): readonly string[] {
  const sorted = [...new Set(patterns)].sort();
  // Of two that cover each other, the first stays.
  return sorted.filter((inner, at) =>
    sorted.every((outer, index) => index === at || !covered(outer, inner) || (index > at && covered(inner, outer))),
  );
}

import { arnParts, tokensOf } from '../patterns.js';
import type { Step } from './automaton.js';

/** A text or pattern without case: only A to Z is folded. */
export const foldedSteps = (steps: readonly Step[]): Step[] =>
  steps.map((step) => {
    if (step.kind !== 'character' || !/[a-z]/i.test(step.character)) return step;
    return { kind: 'either', lower: step.character.toLowerCase(), upper: step.character.toUpperCase() };
  });

/** A pattern of ARNs: no wildcard crosses a colon but in the sixth part. Null for fewer than six parts. */
export function arnSteps(pattern: string): Step[] | null {
  const parts = arnParts(pattern);
  if (!parts) return null;
  return parts.flatMap((part, index) => {
    const steps: Step[] = tokensOf(part, true);
    const inside = index === 5 ? steps : steps.map(withinPart);
    return index === 0 ? inside : [{ kind: 'character', character: ':' }, ...inside];
  });
}

function withinPart(step: Step): Step {
  if (step.kind === 'many') return { kind: 'part-many' };
  return step.kind === 'one' ? { kind: 'part-one' } : step;
}

/** Literal text, with `#` for a digit, `*` for any characters of one part of an ARN, and `+` for at least one. */
export function shapeSteps(shape: string): Step[] {
  return [...shape].flatMap((character): Step[] => {
    if (character === '#') return [{ kind: 'digit' }];
    if (character === '*') return [{ kind: 'part-many' }];
    return character === '+' ? SOME : [{ kind: 'character', character }];
  });
}

const SOME: Step[] = [{ kind: 'part-one' }, { kind: 'part-many' }];

/**
 * Services whose names of resources are taken to have no colon. Elsewhere the last part of an ARN may have some: keys of
 * S3 objects, log streams, snapshots. Source: the naming rules of each service's API, but that paths of IAM may have
 * colons by its rules, which no console and no tool writes.
 */
const WITHOUT_COLONS: ReadonlySet<string> = new Set(
  `application-autoscaling autoscaling batch cloudformation cloudtrail codedeploy config ec2 ecr ecs elasticfilesystem
  elasticloadbalancing events guardduty iam kms lambda organizations securityhub shield ssm sso sts wafv2`.split(/\s+/),
);

/** The ARNs of a resource type, and `*` for none: a placeholder has no colon, but the last one where names may have some. */
export function formatSteps(format: string): Step[] {
  if (format === '*') return [{ kind: 'character', character: '*' }];
  const pieces = format.split(/(\$\{[^{}]*\}|\*)/).filter((piece) => piece !== '');
  const last = WITHOUT_COLONS.has(format.split(':')[2] ?? '') ? -1 : pieces.length - 1;
  return pieces.flatMap((piece, index): Step[] => {
    if (!piece.startsWith('${') && piece !== '*')
      return [...piece].map((character): Step => ({ kind: 'character', character }));
    if (piece === '${Partition}') return SOME;
    return [{ kind: index === last ? 'many' : 'part-many' }];
  });
}

/** ARNs whose account is of a pattern. */
export const withinAccount = (account: readonly Step[]): Step[] => [
  ...['*', '*', '*', '*'].flatMap((part) => shapeSteps(`${part}:`)),
  ...account.map(withinPart),
  ...shapeSteps(':'),
  { kind: 'many' },
];

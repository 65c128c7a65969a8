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

/** Literal text, with `#` for a digit and `*` for any characters of one part of an ARN. */
export function shapeSteps(shape: string): Step[] {
  return [...shape].map((character): Step => {
    if (character === '#') return { kind: 'digit' };
    return character === '*' ? { kind: 'part-many' } : { kind: 'character', character };
  });
}

/**
 * Services whose names of resources have no colon. Elsewhere the last part of an ARN may have some: keys of S3 objects,
 * log streams, snapshots. Source: the naming rules of each service's API.
 */
const WITHOUT_COLONS: ReadonlySet<string> = new Set(
  `application-autoscaling autoscaling batch cloudformation cloudtrail codedeploy config ec2 ecr ecs elasticfilesystem
  elasticloadbalancing events guardduty iam kms lambda organizations securityhub shield ssm sso sts wafv2`.split(/\s+/),
);

/** The ARNs of a resource type: a placeholder has no colon, but the last one where names may have some. */
export function formatSteps(format: string): Step[] {
  const pieces = format.split(/(\$\{[^}]*\})/);
  const last = WITHOUT_COLONS.has(format.split(':')[2] ?? '')
    ? -1
    : pieces.findLastIndex((piece) => piece.startsWith('${'));
  return pieces.flatMap((piece, index): Step[] => {
    if (piece.startsWith('${')) return [{ kind: index === last ? 'many' : 'part-many' }];
    return [...piece].map(
      (character): Step => (character === '*' ? { kind: 'part-many' } : { kind: 'character', character }),
    );
  });
}

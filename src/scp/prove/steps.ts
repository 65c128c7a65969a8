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
 * The ARNs of a resource type: a placeholder has no colon, but the last one of a format whose names may have some.
 * Source: service authorization reference; object keys and log streams may have colons.
 */
export function formatSteps(format: string): Step[] {
  const pieces = format.split(/(\$\{[^}]*\})/);
  const last = pieces.findLastIndex((piece) => piece.startsWith('${'));
  return pieces.flatMap((piece, index): Step[] => {
    if (piece.startsWith('${'))
      return [index === last && index >= pieces.length - 2 ? { kind: 'many' } : { kind: 'part-many' }];
    return [...piece].map(
      (character): Step => (character === '*' ? { kind: 'part-many' } : { kind: 'character', character }),
    );
  });
}

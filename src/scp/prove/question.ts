import type { PropertyDefinition } from '../property.js';
import type { Question } from './search.js';
import { outcome, type SideMasks } from './side.js';

/** What makes a request a bad one for a property. */
export function judgeOf(property: PropertyDefinition['property'], masks: readonly SideMasks[]): Question['judge'] {
  return (alive, open) => {
    const outcomes = masks.map((mask) => outcome(mask, alive, open));
    const [first, second] = outcomes;
    switch (property) {
      case 'denied':
        return first === 'denied' ? 'good' : first === 'allowed' ? 'bad' : 'open';
      case 'allowed':
        return first === 'allowed' ? 'good' : first === 'denied' ? 'bad' : 'open';
      case 'equal':
        if (first === 'open' || second === 'open') return 'open';
        return first === second ? 'good' : 'bad';
      case 'noNewDenial':
        if (first === 'denied' || second === 'allowed') return 'good';
        return first === 'allowed' && second === 'denied' ? 'bad' : 'open';
      default:
        return property satisfies never;
    }
  };
}

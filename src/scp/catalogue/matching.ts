import type { Catalogue } from './catalogue.js';
import { actionPattern } from './glob.js';

/**
 * The actions of the catalogue that a pattern of `Action` matches, in the catalogue's order.
 *
 * @param pattern `ecs:Create*`, `*:DeleteCluster`, `*`
 */
export function matching(catalogue: Catalogue, pattern: string): readonly string[] {
  const matches = actionPattern(pattern);
  const service = pattern.slice(0, Math.max(0, pattern.indexOf(':'))).toLowerCase();
  const candidates = service === '' || /[*?]/.test(service) ? catalogue.actions : catalogue.actionsOf(service);
  return candidates.filter(matches);
}

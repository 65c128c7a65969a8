import { nearest } from '../../text/nearest.js';
import type { Catalogue } from './catalogue.js';

/** The action whose name is nearest to an unknown one, where one is near enough to be meant. */
export function nearestAction(catalogue: Catalogue, name: string): string | null {
  const [service = '', action = ''] = name.split(':', 2);
  if (catalogue.actionsOf(service.toLowerCase()).length > 0) {
    return nearest(name, catalogue.actionsOf(service.toLowerCase()));
  }
  const meant = nearest(service, catalogue.services);
  if (meant === null) return null;
  return nearest(`${meant}:${action}`, catalogue.actionsOf(meant)) ?? `${meant}:*`;
}

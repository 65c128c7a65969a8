import { nearest, suggestion } from '../text/nearest.js';
import { placesOf, type TargetPlace } from './places.js';
import type { Organization } from './tree.js';

/**
 * The place that a configuration, a request or an option names: by a path of names (`/Workloads/Production`), an id or
 * an account number. The root is `/`.
 * @returns the place, or what is wrong, in words
 */
export function findTarget(organization: Organization, named: string): TargetPlace | string {
  const places = placesOf(organization);
  const byId = places.get(named);
  if (byId) return byId;
  if (!named.startsWith('/')) {
    const id = nearest(named, places.keys());
    const near = id === null ? '.' : `; did you mean \`${id}\`?`;
    return `there is no target \`${named}\` in the organization${near} A target is a path such as \`/Workloads\`, an id or an account number`;
  }
  const path = named === '/' ? '/' : named.replace(/(?<!\/)\/+$/, '');
  const found = [...places.values()].filter((place) => place.path === path);
  const [only] = found;
  if (only && found.length === 1) return only;
  if (found.length > 1) return `\`${path}\` names ${found.map(({ id }) => `\`${id}\``).join(' and ')}: write the id`;
  const paths = [...places.values()].map((place) => place.path);
  return `there is no unit \`${path}\` in the organization${suggestion(path, paths)}`;
}

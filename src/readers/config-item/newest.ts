import type { Item } from './item.js';

/** What is not there any more, or never was recorded. Source: the enumeration ConfigurationItemStatus of the API. */
const GONE = new Set(['ResourceDeleted', 'ResourceDeletedNotRecorded', 'ResourceNotRecorded']);

/** What a history comes to. */
export interface Current {
  /** The newest item of each resource that is still there. */
  readonly items: readonly Item[];
  /** Of each resource of which nobody can tell the newest item, the second: none of its items is judged. */
  readonly undecided: readonly Item[];
}

/** The newest item of each resource, where that is not of its end. */
export function current(items: readonly Item[]): Current {
  const byResource = new Map<string, Item[]>();
  for (const item of items) {
    const { account, region, type } = item;
    const key = JSON.stringify([account, region, type, item.resourceId ?? item.arn ?? item.resourceName]);
    const known = byResource.get(key);
    if (known) known.push(item);
    else byResource.set(key, [item]);
  }
  const resources = [...byResource.values()];
  return {
    items: resources.filter(isDecided).map(newest).filter(isThere),
    undecided: resources.filter((some) => !isDecided(some)).flatMap(([, second]) => second ?? []),
  };
}

const isDecided = (items: readonly Item[]): boolean =>
  items.length === 1 || items.every(({ captured }) => captured !== null);

const newest = (items: readonly Item[]): Item =>
  items.reduce((one, other) => ((other.captured ?? 0) > (one.captured ?? 0) ? other : one));

const isThere = ({ status }: Item): boolean => status === null || !GONE.has(status);

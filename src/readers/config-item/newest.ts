import type { Item } from './item.js';

/** What is not there any more, or never was recorded. Source: the enumeration ConfigurationItemStatus of the API. */
const GONE = new Set(['ResourceDeleted', 'ResourceDeletedNotRecorded', 'ResourceNotRecorded']);

/** What a history comes to. */
export interface Current {
  /** The newest item of each resource that is still there. */
  readonly items: readonly Item[];
  /** Items of one resource of which nobody can tell which is the newest. */
  readonly undecided: readonly Item[];
}

/** The newest item of each resource, where that is not of its end. */
export function current(items: readonly Item[]): Current {
  const newest = new Map<string, Item>();
  const undecided: Item[] = [];
  for (const item of items) {
    const key = JSON.stringify([
      item.account,
      item.region,
      item.type,
      item.resourceId ?? item.arn ?? item.resourceName,
    ]);
    const known = newest.get(key);
    if (!known) newest.set(key, item);
    else if (known.captured === null || item.captured === null) undecided.push(item);
    else if (item.captured > known.captured) newest.set(key, item);
  }
  return { items: [...newest.values()].filter(({ status }) => status === null || !GONE.has(status)), undecided };
}

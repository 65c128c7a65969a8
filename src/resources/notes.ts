import { emptyMap, isIntrinsic } from '../language/value.js';
import type { Resource } from './resource.js';

/** What was looked at: all resources of some types, what stands under some ids, properties of some resources. */
export class Notes {
  readonly types = new Set<string>();
  readonly ids = new Set<string>();
  /** The keys of properties, by id. */
  readonly properties = new Map<string, Set<string>>();

  property(id: string, key: string): void {
    const keys = this.properties.get(id);
    if (keys) keys.add(key);
    else this.properties.set(id, new Set([key]));
  }

  add({ types, ids, properties }: Notes): void {
    for (const type of types) this.types.add(type);
    for (const id of ids) this.ids.add(id);
    for (const [id, keys] of properties) for (const key of keys) this.property(id, key);
  }

  /** Whether any of it is among what differs. */
  meets({ types, ids, properties }: Notes): boolean {
    if (meet(types, this.types) || meet(ids, this.ids)) return true;
    for (const [id, keys] of properties) {
      const looked = this.properties.get(id);
      if (looked && meet(keys, looked)) return true;
    }
    return false;
  }
}

function meet(some: ReadonlySet<string>, others: ReadonlySet<string>): boolean {
  for (const one of some) if (others.has(one)) return true;
  return false;
}

/** Writes what is looked at into the notes of whoever looks. */
export class Notebook {
  #notes: Notes | null = null;

  /** Where to note; null where nobody wants to know. */
  get notes(): Notes | null {
    return this.#notes;
  }

  /** Notes what `compute` looks at, for whoever is around, too. */
  noting<Result>(notes: Notes, compute: () => Result): Result {
    const around = this.#notes;
    this.#notes = notes;
    try {
      return compute();
    } finally {
      this.#notes = around;
      around?.add(notes);
    }
  }
}

/** The same resource, of which is noted which properties are read. Whether one is there is not: that is noted by nobody. */
export function noticed(resource: Resource, book: Notebook): Resource {
  const { id, properties } = resource;
  if (isIntrinsic(properties)) return resource;
  const noticing = emptyMap();
  for (const key of Object.keys(properties)) {
    const get = (): unknown => {
      book.notes?.property(id, key);
      return properties[key];
    };
    Object.defineProperty(noticing, key, { enumerable: true, get });
  }
  return { ...resource, properties: noticing };
}

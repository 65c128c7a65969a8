/** What was looked at: all resources of some types, and what stands under some ids. */
export class Notes {
  readonly types = new Set<string>();
  readonly ids = new Set<string>();

  add({ types, ids }: Notes): void {
    for (const type of types) this.types.add(type);
    for (const id of ids) this.ids.add(id);
  }

  /** Whether any of it is among what differs. */
  meets({ types, ids }: Notes): boolean {
    return meet(this.types, types) || meet(this.ids, ids);
  }
}

function meet(some: ReadonlySet<string>, others: ReadonlySet<string>): boolean {
  for (const one of some) if (others.has(one)) return true;
  return false;
}

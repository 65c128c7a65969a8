/** Characters that the values made by functions may have in all, in one resolution. Real templates stay far below. */
const MAXIMUM_SPENDING = 20_000_000;

/** What one element of a list, or one value inside another, counts. */
export const ELEMENT_COST = 16;

/**
 * Limits what a small template can grow to: a Sub in the variables of a Sub doubles its text each time, and so
 * does a list that is named again and again.
 */
export class Budget {
  #left = MAXIMUM_SPENDING;

  /** Takes a cost away; false, and nothing taken, where it is more than what is left. */
  spend(cost: number): boolean {
    if (cost > this.#left) return false;
    this.#left -= cost;
    return true;
  }

  get left(): number {
    return this.#left;
  }
}

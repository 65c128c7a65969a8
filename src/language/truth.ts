/** Kleene's three values, ordered: false < unknown < true, so that `all` is the least and `any` the greatest. */
export type Truth = 0 | 1 | 2;

export const FALSE = 0;
export const UNKNOWN = 1;
export const TRUE = 2;

export function negate(truth: Truth): Truth {
  return truth === TRUE ? FALSE : truth === FALSE ? TRUE : UNKNOWN;
}

export function truth(value: boolean): Truth {
  return value ? TRUE : FALSE;
}

/** The least of them; true when there is none. Stops at the first false. */
export function conjunction<Item>(items: Iterable<Item>, judge: (item: Item) => Truth): Truth {
  let result: Truth = TRUE;
  for (const item of items) {
    const one = judge(item);
    if (one === FALSE) return FALSE;
    if (one < result) result = one;
  }
  return result;
}

/** The greatest of them; false when there is none. Stops at the first true. */
export function disjunction<Item>(items: Iterable<Item>, judge: (item: Item) => Truth): Truth {
  return negate(conjunction(items, (item) => negate(judge(item))));
}

import type { Statement } from '../policy.js';

export interface Variable {
  /** As written, `${aws:username}`. */
  readonly text: string;
  /** `aws:username`, without a default. */
  readonly name: string;
}

/** What stands in `${…}` in a text; `${*}`, `${?}` and `${$}` are the characters themselves. */
export function variablesIn(text: string): readonly Variable[] {
  // One that is not closed is matched to the end, so that the rest is not looked at again from each `${`.
  return [...text.matchAll(/\$\{([^}]*)\}?/g)]
    .filter(([whole]) => whole.endsWith('}'))
    .map(([whole, inner = '']) => ({ text: whole, name: (inner.split(',', 1)[0] ?? '').trim() }))
    .filter(({ name }) => !['*', '?', '$'].includes(name));
}

/**
 * Places in a text that somebody was to fill in: `${Account}` (a policy variable names a condition key, and so has a
 * colon), `[ROLE_NAME]`, `<account-id>`, `{{region}}`.
 */
export function placeholdersIn(text: string): readonly string[] {
  const unfilled = variablesIn(text)
    .filter(({ name }) => !name.includes(':'))
    .map((variable) => variable.text);
  return [...unfilled, ...(text.match(/\[[A-Z][A-Z0-9_ -]*\]|<[A-Za-z][A-Za-z0-9_ -]*>|\{\{[^{}]*\}\}/g) ?? [])];
}

/** The texts of a statement in which variables stand, each with its place. */
export function textsOf({ resources, conditions, place }: Statement) {
  return [
    ...resources.patterns.map((text) => ({ text, place })),
    ...conditions.flatMap((condition) => condition.values.map((text) => ({ text, place: condition.place ?? place }))),
  ];
}

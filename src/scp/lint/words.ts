import type { Condition, Statement } from '../policy.js';

/** What becomes of a statement when one of its conditions always or never holds. */
export function outcome({ effect }: Statement, holds: 'always' | 'never'): string {
  const does = effect === 'Deny' ? 'denies' : 'allows';
  return holds === 'never'
    ? `the statement ${does} nothing`
    : `the statement ${does} as if the condition were not there`;
}

/**
 * Whether a condition holds for a request that does not carry its key; null where AWS's pages do not decide
 * (docs/scp-semantics.md).
 */
export function holdsWhenAbsent({ operator, values }: Condition): boolean | null {
  if (operator.base === 'Null') return values.some((value) => value.toLowerCase() === 'true');
  if (operator.set === 'ForAllValues') return true;
  if (operator.set === 'ForAnyValue') return operator.ifExists ? null : false;
  return operator.ifExists || operator.negated;
}

/** Whether the statement also demands that a key is there. */
export function demandsPresence(statement: Statement, key: string): boolean {
  return statement.conditions.some(
    ({ operator, key: other, values }) =>
      operator.base === 'Null' &&
      other.toLowerCase() === key.toLowerCase() &&
      values.length > 0 &&
      values.every((value) => value.toLowerCase() === 'false'),
  );
}

/** The first of some names in backticks, and how many more there are. */
export function some(names: readonly string[]): string {
  const shown = names.slice(0, 3).map((name) => `\`${name}\``);
  const more = names.length - shown.length;
  return `${shown.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

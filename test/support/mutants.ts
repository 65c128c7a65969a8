import type { Rule } from '../../src/controls/control.js';
import type { Condition, Leaf, Term } from '../../src/language/condition.js';
import { isLeaf, isParameter } from '../../src/language/condition.js';

/** A rule with one thing changed, as a slip of the hand would. */
export interface Mutant {
  readonly kind: 'operator' | 'constant' | 'path';
  readonly what: string;
  readonly rule: Rule;
}

interface Change {
  readonly kind: Mutant['kind'];
  readonly what: string;
  readonly condition: Condition;
}

export function mutantsOf(rule: Rule): Mutant[] {
  const holds = changes(rule.holds).map(({ condition, ...change }) => ({
    ...change,
    rule: { ...rule, holds: condition },
  }));
  const { when } = rule;
  if (!when) return holds;
  return [
    ...holds,
    ...changes(when).map(({ condition, ...change }) => ({ ...change, rule: { ...rule, when: condition } })),
  ];
}

function changes(condition: Condition): Change[] {
  if (isLeaf(condition)) return leafChanges(condition);
  const swapped = (kind: 'all' | 'any' | 'every' | 'some', whole: Condition): Change => ({
    kind: 'operator',
    what: `${condition.kind} → ${kind}`,
    condition: whole,
  });
  const inside = (part: Condition, wrap: (changed: Condition) => Condition): Change[] =>
    changes(part).map((change) => ({ ...change, condition: wrap(change.condition) }));
  switch (condition.kind) {
    case 'not':
      return [
        { kind: 'operator', what: 'not left out', condition: condition.condition },
        ...inside(condition.condition, (changed) => ({ ...condition, condition: changed })),
      ];
    case 'all':
    case 'any': {
      const other = condition.kind === 'all' ? 'any' : 'all';
      return [
        ...(condition.conditions.length > 1 ? [swapped(other, { ...condition, kind: other })] : []),
        ...condition.conditions.flatMap((part, index) =>
          inside(part, (changed) => ({ ...condition, conditions: condition.conditions.with(index, changed) })),
        ),
      ];
    }
    case 'every':
    case 'some': {
      const other = condition.kind === 'every' ? 'some' : 'every';
      return [
        swapped(other, { ...condition, kind: other }),
        { kind: 'path', what: pathOf(condition.list), condition: { ...condition, list: elsewhere(condition.list) } },
        ...inside(condition.condition, (changed) => ({ ...condition, condition: changed })),
      ];
    }
    case 'parameterIs':
      return [];
    default:
      return condition satisfies never;
  }
}

const pathOf = (term: Term): string => `${term.base} ${term.path.join('.')}`;

/** A path with its last key misspelt; the element itself has none to misspell. */
const elsewhere = (term: Term): Term => ({
  ...term,
  path: [...term.path.slice(0, -1), `${term.path.at(-1) ?? ''}Misspelt`],
});

function leafChanges(leaf: Leaf): Change[] {
  const path: Change = { kind: 'path', what: pathOf(leaf.term), condition: { ...leaf, term: elsewhere(leaf.term) } };
  const constant = constantChange(leaf);
  return [
    path,
    { kind: 'operator', what: `${leaf.kind} negated`, condition: { kind: 'not', condition: leaf } },
    ...(constant
      ? [{ kind: 'constant', what: `${leaf.kind} at ${pathOf(leaf.term)}`, condition: constant } as const]
      : []),
  ];
}

function constantChange(leaf: Leaf): Condition | null {
  switch (leaf.kind) {
    case 'oneOf':
      return isParameter(leaf.values) ? null : { ...leaf, values: ['a value of nobody'] };
    case 'matches':
    case 'hasKey':
      return { ...leaf, pattern: '^a pattern of nobody$' };
    case 'like':
      return isParameter(leaf.globs) ? null : { ...leaf, globs: ['a glob of nobody'] };
    case 'atLeast':
    case 'atMost':
    case 'countAtLeast':
      return isParameter(leaf.bound) ? null : { ...leaf, bound: leaf.bound + 1 };
    case 'versionAtLeast':
    case 'secret':
    case 'exists':
      return null;
    default:
      return leaf satisfies never;
  }
}

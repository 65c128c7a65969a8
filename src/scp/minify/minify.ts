import type { Catalogue } from '../catalogue/catalogue.js';
import type { Condition, Patterns, Policy, Statement } from '../policy.js';
import { canonicalConditions } from './canonical.js';
import { coversAction, coversArn, coversValue, withoutCovered } from './patterns.js';
import { shortenActions } from './shorten.js';

export interface MinifyOptions {
  /**
   * Whether statements with different Sids may become one, which then bears the first's. The Sid is what an explanation
   * names, and in generated policies it names the control: so not by default.
   */
  readonly mergeAcrossSids?: boolean;
  /**
   * With a catalogue, actions of a Deny that are all those of a service, or all that begin with the same words, become
   * a wildcard. It denies the same today, and more once AWS adds such an action: so not by default.
   */
  readonly wildcards?: Catalogue;
}

/**
 * The policy in fewer characters with the same meaning: values sorted and without those that others cover, statements
 * merged that differ in their actions or in their resources alone. Statements stay in the order of their first.
 */
export function minify(policy: Policy, options: MinifyOptions = {}): Policy {
  let statements = policy.statements.map(tidy);
  for (let before = Number.POSITIVE_INFINITY; statements.length < before; ) {
    before = statements.length;
    statements = merge(statements, 'actions', options).map(tidy);
    statements = merge(statements, 'resources', options).map(tidy);
  }
  const { wildcards } = options;
  return { ...policy, statements: wildcards ? statements.map((one) => shortenActions(one, wildcards)) : statements };
}

function tidy(statement: Statement): Statement {
  return {
    ...statement,
    actions: tidyPatterns(statement.actions, coversAction),
    resources: tidyPatterns(statement.resources, coversArn),
    conditions: statement.conditions.map(tidyCondition),
  };
}

const tidyPatterns = (patterns: Patterns, covered: (outer: string, inner: string) => boolean): Patterns => ({
  ...patterns,
  patterns: withoutCovered(patterns.patterns, covered),
});

function tidyCondition(condition: Condition): Condition {
  return { ...condition, values: withoutCovered(condition.values, coversValue(condition.operator.base)) };
}

/** One statement for those that are equal but for what they list in one element. */
function merge(
  statements: readonly Statement[],
  element: 'actions' | 'resources',
  options: MinifyOptions,
): Statement[] {
  const merged = new Map<string, Statement>();
  for (const [index, statement] of statements.entries()) {
    const rest = element === 'actions' ? statement.resources : statement.actions;
    const name = options.mergeAcrossSids ? null : statement.sid;
    const alike = [name, statement.effect, spelled(rest, element), canonicalConditions(statement)];
    // Lists of what is left out do not add up.
    const key = statement[element].negated ? `${index}` : JSON.stringify(alike);
    const first = merged.get(key);
    merged.set(key, first ? joined(first, statement, element) : statement);
  }
  return [...merged.values()];
}

function joined(first: Statement, second: Statement, element: 'actions' | 'resources'): Statement {
  const patterns = [...first[element].patterns, ...second[element].patterns];
  return { ...first, sid: first.sid ?? second.sid, [element]: { negated: false, patterns } };
}

/** The patterns of the element that is not merged, to compare: actions without case. */
function spelled({ negated, patterns }: Patterns, merged: 'actions' | 'resources'): readonly (string | boolean)[] {
  const texts = merged === 'resources' ? patterns.map((pattern) => pattern.toLowerCase()) : patterns;
  return [negated, ...[...texts].sort()];
}

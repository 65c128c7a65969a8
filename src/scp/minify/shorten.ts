import type { Catalogue } from '../catalogue/catalogue.js';
import { actionPattern } from '../catalogue/glob.js';
import type { Statement } from '../policy.js';
import { coversAction, withoutCovered } from './patterns.js';

/**
 * A Deny with its lists of actions as wildcards, where the catalogue says that a wildcard matches the listed actions
 * and no other. Wildcards end where a word of the name does: `ecs:Create*`, never `ecs:Crea*`.
 */
export function shortenActions(statement: Statement, catalogue: Catalogue): Statement {
  const { effect, actions } = statement;
  if (effect === 'Allow' || actions.negated) return statement;
  const matches = actions.patterns.map(actionPattern);
  const isListed = (name: string) => matches.some((one) => one(name));
  const services = new Set(actions.patterns.map((pattern) => pattern.slice(0, pattern.indexOf(':')).toLowerCase()));
  const wildcards = [...services].flatMap((service) => wildcardsOf(catalogue.actionsOf(service), isListed));
  return {
    ...statement,
    actions: { negated: false, patterns: withoutCovered([...actions.patterns, ...wildcards], coversAction) },
  };
}

/** The wildcards for a service, each for two actions or more, all of them listed. */
function wildcardsOf(names: readonly string[], isListed: (name: string) => boolean): readonly string[] {
  const unlisted = names.filter((name) => !isListed(name)).map((name) => name.toLowerCase());
  const times = new Map<string, number>();
  for (const beginning of names.flatMap(beginningsOf)) times.set(beginning, (times.get(beginning) ?? 0) + 1);
  return [...times]
    .filter(([beginning, count]) => count > 1 && !unlisted.some((name) => name.startsWith(beginning.toLowerCase())))
    .map(([beginning]) => `${beginning}*`);
}

/** `ecs:`, `ecs:Create`, `ecs:CreateCluster` of `ecs:CreateCluster`. */
function beginningsOf(name: string): readonly string[] {
  const service = name.slice(0, name.indexOf(':') + 1);
  const words = name.slice(service.length).match(/[A-Z]+[^A-Z]*|[^A-Z]+/g) ?? [];
  return [service, ...words.map((_, index) => `${service}${words.slice(0, index + 1).join('')}`)];
}

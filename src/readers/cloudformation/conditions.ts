import { conjunction, disjunction, FALSE, negate, TRUE, type Truth, truth, UNKNOWN } from '../../language/truth.js';
import { isSame, type Value } from '../../language/value.js';
import { couldBeEqual } from './comparison.js';
import type { ConditionPlace, Deployment, Evaluation } from './evaluation.js';
import { expandLoops } from './for-each.js';
import { replaceVariables } from './loop-variables.js';
import { itemsOf, type Node, scalarText } from './node.js';
import { TemplateError } from './template-error.js';
import { partOf } from './text.js';
import { isKnown } from './values.js';

/** Conditions that may stand on one another. Far from what would exhaust the stack. */
const MAXIMUM_CHAIN = 200;

/**
 * What a condition comes to; null where the template has none of this name.
 * @throws TemplateError where conditions stand on one another in a circle
 */
export function decideCondition(name: string, evaluation: Evaluation): Truth | null {
  const { deployment } = evaluation;
  const place = conditionPlaces(deployment, evaluation).get(name);
  if (!place) return null;
  const known = deployment.conditions.get(name) ?? workOut(name, place, deployment);
  if (known === 'open') throw new TemplateError(`condition \`${name}\` ${CIRCLE}`, place.start);
  for (const read of known.reads) deployment.reads.add(read);
  return known.truth;
}

const CIRCLE = 'depends on itself. Break the circle.';

function workOut(name: string, place: ConditionPlace, deployment: Deployment): { truth: Truth; reads: Set<string> } {
  if (deployment.conditionDepth >= MAXIMUM_CHAIN) {
    throw new TemplateError(
      `condition \`${name}\` ends a chain of more than ${MAXIMUM_CHAIN}. Shorten it.`,
      place.start,
    );
  }
  const outer = deployment.reads;
  const reads = new Set<string>();
  deployment.conditions.set(name, 'open');
  deployment.conditionDepth++;
  deployment.reads = reads;
  const known = { truth: judge(place.node, place.evaluation), reads };
  deployment.reads = outer;
  deployment.conditionDepth--;
  deployment.conditions.set(name, known);
  return known;
}

/** The names of all conditions, loops written out. A loop over something unknown gives none. */
export function conditionPlaces(deployment: Deployment, evaluation: Evaluation): ReadonlyMap<string, ConditionPlace> {
  if (deployment.conditionPlaces) return deployment.conditionPlaces;
  const places = new Map<string, ConditionPlace>();
  const section = deployment.declarations.conditions;
  // Loops over what depends on a condition would come back here: an empty section answers them.
  deployment.conditionPlaces = places;
  if (section) {
    for (const { name, key, value, evaluation: inner } of expandLoops(section, evaluation).entries) {
      places.set(name, { node: value, start: key, evaluation: inner });
    }
  }
  return places;
}

/** What one condition function comes to; unknown for anything else. */
function judge(node: Node, evaluation: Evaluation): Truth {
  const [first, ...more] = node.kind === 'map' ? node.entries : [];
  if (!first || more.length > 0) return UNKNOWN;
  const [name, { value }] = first;
  const items = value.kind === 'list' ? value.items : [value];
  switch (name) {
    case 'Condition':
      return named(value, evaluation);
    case 'Fn::And':
      return items.length === 0 ? UNKNOWN : conjunction(items, (item) => judge(item, evaluation));
    case 'Fn::Or':
      return items.length === 0 ? UNKNOWN : disjunction(items, (item) => judge(item, evaluation));
    case 'Fn::Not':
      return items.length === 1 && items[0] ? negate(judge(items[0], evaluation)) : UNKNOWN;
    case 'Fn::Equals':
      return equals(value, evaluation);
    default:
      return UNKNOWN;
  }
}

function named(node: Node, evaluation: Evaluation): Truth {
  const name = scalarText(node);
  return (name === null ? null : evaluation.decide(replaceVariables(name, evaluation.variables))) ?? UNKNOWN;
}

/** Compares texts, as CloudFormation does: a number is what is written, and `true` is the text `true`. */
function equals(operands: Node, evaluation: Evaluation): Truth {
  const [left, right] = itemsOf(operands, 2) ?? [];
  if (!left || !right) return UNKNOWN;
  const first: Value = partOf(left, evaluation) ?? evaluation.resolve(left);
  const second: Value = partOf(right, evaluation) ?? evaluation.resolve(right);
  if (isKnown(first) && isKnown(second)) return truth(isSame(first, second));
  if (isSame(first, second) && isReference(first)) return TRUE;
  return couldBeEqual(first, second, evaluation.deployment.declarations.parameters) ? UNKNOWN : FALSE;
}

/** Two references to one thing have one value, whatever it is. */
const isReference = (value: Value): boolean => typeof value === 'object' && value !== null && 'Ref' in value;

import { isList, isMap, own, unknownValue, type Value, type ValueMap } from '../../language/value.js';
import type { InstanceKey } from './address.js';
import type { Scope } from './configuration.js';
import type { Identities } from './identities.js';
import type { PlannedResource } from './plan.js';
import type { References, Referred } from './references.js';
import { afterApply, hasUnknown, unknownBelow } from './unknowns.js';

/** What the expressions of a resource are resolved with. */
export interface Context {
  readonly references: References;
  readonly identities: Identities;
  readonly scope: Scope | null;
  /** The `count` or `for_each` key of the resource. */
  readonly key: InstanceKey;
  /** The block of another resource or data source of the plan. */
  readonly blockOf: (resource: PlannedResource) => Block;
}

/** A planned resource, or a block in it: its values, what of them is unknown, and its expressions. */
export interface Block {
  readonly context: Context;
  /** For messages: `aws_ecs_service.web.network_configuration[0]`. */
  readonly path: string;
  readonly values: ValueMap;
  readonly unknown: Value;
  /** The attributes as configured; null where the plan does not tell (no configuration, a `dynamic` block). */
  readonly expressions: ValueMap | null;
}

/** An attribute of a block. */
export interface Attribute {
  readonly path: string;
  /** Null for what is not set: null, an empty text, an empty list. */
  readonly value: Value;
  readonly unknown: Value;
  readonly expression: Value;
}

export function attribute(block: Block, name: string): Attribute {
  const value = own(block.values, name);
  const unknown = unknownBelow(block.unknown, name);
  const expression = block.expressions ? own(block.expressions, name) : null;
  const computed = unknown === true && block.expressions !== null && computedByProvider(block, expression);
  return {
    path: `${block.path}.${name}`,
    value: isUnset(value) ? null : value,
    unknown: computed ? null : unknown,
    expression,
  };
}

/**
 * What the provider computes because nobody configured it is not set, as it would not be in a template; so is what
 * only known values went into, since those that set it would have made it known.
 */
function computedByProvider(block: Block, expression: Value): boolean {
  if (expression === null) return true;
  const mentions = isMap(expression) ? own(expression, 'references') : null;
  const referred = isList(mentions) && mentions.length > 0 ? follow(block, expression) : null;
  return referred !== null && referred.targets.length === 0;
}

/** What an expression of a block refers to; null where that cannot be told. */
export function follow(block: Block, expression: Value): Referred | null {
  const { scope, key, references } = block.context;
  return scope && references.follow(expression, scope, key);
}

const isUnset = (value: Value): boolean => value === '' || (isList(value) && value.length === 0);

export const isSet = (found: Attribute): boolean => found.value !== null || hasUnknown(found.unknown);

/** The blocks of one name inside a block, in the plan's order; null where `unreadableBlocks` says why not. */
export function innerBlocks(block: Block, name: string): readonly Block[] | null {
  const found = attribute(block, name);
  if (found.unknown === true) return null;
  if (found.value === null) return [];
  if (isMap(found.value)) return [inner(block, found, found.value, found.unknown, found.path)];
  if (!isList(found.value)) return null;
  return found.value.map((element, index) => {
    const path = `${found.path}[${index}]`;
    if (isMap(element) || element === null) {
      return inner(block, found, element ?? {}, unknownBelow(found.unknown, index), path);
    }
    return { context: block.context, path, values: {}, unknown: true, expressions: null };
  });
}

/** What stands for blocks whose number cannot be known. */
export function unreadableBlocks(block: Block, name: string): ValueMap {
  const { unknown, path } = attribute(block, name);
  return unknown === true ? afterApply(path) : unknownValue(`malformed: ${path} is no block`);
}

function inner(block: Block, found: Attribute, values: ValueMap, unknown: Value, path: string): Block {
  return { context: block.context, path, values, unknown, expressions: configured(found.expression, values) };
}

/**
 * The configured block that a planned one comes from. Sets are planned in another order than they are configured
 * in, so the one whose constants fit is taken, and none where several do.
 */
function configured(expression: Value, values: ValueMap): ValueMap | null {
  const candidates = (isList(expression) ? expression : [expression]).filter(isMap);
  if (candidates.some((candidate) => Object.hasOwn(candidate, 'references'))) return null;
  const fitting = candidates.length === 1 ? candidates : candidates.filter((candidate) => fits(candidate, values));
  return fitting.length === 1 ? (fitting[0] ?? null) : null;
}

function fits(candidate: ValueMap, values: ValueMap): boolean {
  return Object.keys(candidate).every((name) => {
    const expression = own(candidate, name);
    const constant = isMap(expression) ? own(expression, 'constant_value') : null;
    return constant === null || typeof constant === 'object' || constant === own(values, name);
  });
}

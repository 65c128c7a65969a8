import { isList, type Value, type ValueMap } from '../../language/value.js';
import { type Attribute, attribute, type Block, follow, isSet } from './block.js';
import type { Field } from './fields.js';
import type { Referred, Target } from './references.js';
import { afterApply, merged, unknownBelow } from './unknowns.js';

/** An attribute that names another resource: a literal, or the resource of the plan that it will name. */
export function reference(name: string): Field {
  return (block) => {
    const found = attribute(block, name);
    if (!isSet(found)) return null;
    if (found.unknown !== true) return known(block, found.value, found.unknown, found.path);
    return single(follow(block, found.expression), found.path) ?? afterApply(found.path);
  };
}

/** An attribute that lists other resources. */
export function references(name: string): Field {
  return (block) => {
    const found = attribute(block, name);
    if (!isSet(found)) return null;
    if (found.unknown === true) return list(follow(block, found.expression), found.path) ?? afterApply(found.path);
    if (!isList(found.value)) return merged(found.value, found.unknown, found.path);
    return elements(block, found, found.value);
  };
}

/** A list of which some elements are known: the others are given one by one, or stay unknown. */
function elements(block: Block, found: Attribute, values: readonly Value[]): Value[] {
  const unknown = values.filter((_, index) => unknownBelow(found.unknown, index) === true);
  const links = unknown.length > 0 ? list(follow(block, found.expression), found.path) : null;
  const fitting = links?.length === unknown.length ? [...links] : [];
  return values.map((value, index) => {
    const path = `${found.path}[${index}]`;
    const below = unknownBelow(found.unknown, index);
    return below === true ? (fitting.shift() ?? afterApply(path)) : known(block, value, below, path);
  });
}

function known(block: Block, value: Value, unknown: Value, path: string): Value {
  const owner = typeof value === 'string' ? block.context.identities.owner(value) : null;
  return owner ? link(owner, path) : merged(value, unknown, path);
}

/**
 * The one resource that an unknown value names. What else the expression mentions is known, and so cannot be what
 * makes the value unknown. Two attributes of one resource (`family:revision`) name that resource.
 */
function single(referred: Referred | null, path: string): Value {
  const [first, ...others] = referred?.targets ?? [];
  if (!first || first.resource.mode === 'data') return null;
  if (others.length === 0) return link(first, path);
  return others.every(({ resource }) => resource === first.resource) ? link({ ...first, attribute: null }, path) : null;
}

/** The resources that an unknown list names, where known elements cannot hide between them. */
function list(referred: Referred | null, path: string): Value[] | null {
  if (!referred || referred.known || referred.targets.length === 0) return null;
  if (referred.targets.some(({ resource }) => resource.mode === 'data')) return null;
  const links = new Map(referred.targets.map((target) => [target.resource.address, link(target, path)]));
  return [...links.values()];
}

/** `.id` and `.name` read as `Ref`, any other attribute as `Fn::GetAtt`; unnamed ones by what the place wants. */
function link({ resource, attribute: name }: Target, path: string): ValueMap {
  const wanted = name ?? (/arns?(\[[0-9]+\])?$/.test(path) ? 'arn' : 'id');
  if (wanted === 'id' || wanted === 'name') return { Ref: resource.address };
  return { 'Fn::GetAtt': [resource.address, pascalCase(wanted)] };
}

function pascalCase(name: string): string {
  return name.replaceAll(/(?:^|_)([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

import {
  emptyMap,
  isIntrinsic,
  isList,
  isMap,
  own,
  type Scalar,
  unknownValue,
  type Value,
  type ValueMap,
} from '../../language/value.js';
import { fromApi } from '../api-shape.js';
import { jsonValue, plainValue } from '../json.js';
import { attribute, type Block, innerBlocks, isSet, unreadableBlocks } from './block.js';
import { afterApply, merged, unknownBelow } from './unknowns.js';

/** How a property is read from a block of Terraform's attributes; null where it is not set. */
export type Field = (block: Block) => Value;

/** CloudFormation property → where it comes from. */
export type Fields = Readonly<Record<string, Field>>;

/** The map that a table of fields makes of a block. */
export function shape(block: Block, fields: Fields): ValueMap {
  const result = emptyMap();
  for (const [name, field] of Object.entries(fields)) {
    const value = field(block);
    if (value !== null) result[name] = value;
  }
  return result;
}

/** An attribute as it is: a scalar, a list of them, a map of the user's own keys. */
export function value(name: string): Field {
  return (block) => {
    const found = attribute(block, name);
    return isSet(found) ? merged(found.value, found.unknown, found.path) : null;
  };
}

/** An attribute in another spelling; values that the table does not have stay as they are. */
function spelled(name: string, spelling: ReadonlyMap<Scalar, Scalar>): Field {
  return (block) => {
    const found = value(name)(block);
    return found === null || typeof found === 'object' ? found : (spelling.get(found) ?? found);
  };
}

/** A boolean that CloudFormation spells with two words. */
export function flag(name: string, on: Scalar, off: Scalar): Field {
  return spelled(
    name,
    new Map<Scalar, Scalar>([
      [true, on],
      ['true', on],
      [false, off],
      ['false', off],
    ]),
  );
}

export const constant =
  (fixed: Value): Field =>
  () =>
    fixed;

/** The first field that is set. */
export function firstOf(...fields: readonly Field[]): Field {
  return (block) => {
    for (const field of fields) {
      const found = field(block);
      if (found !== null) return found;
    }
    return null;
  };
}

/** A map that CloudFormation has and Terraform has not; absent where nothing in it is set. */
export function group(fields: Fields): Field {
  return (block) => {
    const found = shape(block, fields);
    return Object.keys(found).length === 0 ? null : found;
  };
}

/** A field of the one block of a name. */
export function within(name: string, field: Field): Field {
  return (block) => {
    const [first] = innerBlocks(block, name) ?? [null];
    if (first === null) return unreadableBlocks(block, name);
    return first ? ofBlock(first, field) : null;
  };
}

/** A block that stands at most once: a list of one in Terraform, a map in CloudFormation. */
export const block = (name: string, fields: Fields): Field => within(name, (found) => shape(found, fields));

/** Repeated blocks. */
export function blocks(name: string, fields: Fields): Field {
  return eachOf(name, (found) => shape(found, fields));
}

/** One field of each of the repeated blocks. */
export function eachOf(name: string, field: Field): Field {
  return (outer) => {
    const found = innerBlocks(outer, name);
    if (!found) return unreadableBlocks(outer, name);
    return found.length === 0 ? null : found.map((element) => ofBlock(element, field));
  };
}

const ofBlock = (found: Block, field: Field): Value => (found.unknown === true ? afterApply(found.path) : field(found));

/** A field that is a list of one. */
export function listOf(field: Field): Field {
  return (block) => {
    const found = field(block);
    return found === null ? null : [found];
  };
}

/** A JSON document in a string, such as a policy. */
export function json(name: string): Field {
  return parsed(name, plainValue);
}

/** Container definitions: a JSON string in the ECS API's spelling. */
export function containerDefinitions(name: string): Field {
  return parsed(name, (found) => fromApi(found, 'ContainerDefinitions'));
}

function parsed(name: string, read: (document: Value) => Value): Field {
  return (block) => {
    const found = value(name)(block);
    if (found === null || isIntrinsic(found)) return found;
    const document = typeof found === 'string' ? jsonValue(found) : undefined;
    return document === undefined ? unknownValue(`malformed: ${name} is not JSON`) : read(document);
  };
}

/** A map as a list of pairs: tags, attributes. */
export function pairs(name: string, keyName: string, valueName: string): Field {
  return (block) => {
    const found = value(name)(block);
    if (!isMap(found) || Object.hasOwn(found, 'Fn::Unknown')) return found;
    return Object.keys(found).map((key) => ({ [keyName]: key, [valueName]: own(found, key) }));
  };
}

/** All tags with the provider's default ones; only the resource's own where the provider does not tell. */
export const tags: Field = (block) => {
  const all = isMap(own(block.values, 'tags_all')) && unknownBelow(block.unknown, 'tags_all') !== true;
  const found = pairs(all ? 'tags_all' : 'tags', 'Key', 'Value')(block);
  return isList(found) && found.length === 0 ? null : found;
};

import { emptyMap, isList, isMap, own, type Value, type ValueMap } from '../../language/value.js';
import { fromApi } from '../api-shape.js';
import { plainKeys } from '../json.js';
import { malformed, unpacked } from './embedded.js';
import { ignoringCase } from './ignoring-case.js';
import type { Item } from './item.js';
import { withUnrecorded } from './not-recorded.js';
import { cloudFormationProperties } from './spelling.js';

/** The properties that an item has as a resource of CloudFormation. @param type the CloudFormation type */
export function propertiesOf(type: string, { configuration, unknown, supplementary, tags }: Item): ValueMap {
  if (unknown) return unknown;
  const name = TAGS[type] ?? 'Tags';
  const properties = Object.assign(emptyMap(), additions(supplementary), cloudFormationProperties(type, configuration));
  // A configuration may have tags too, in the same form as CloudFormation; the envelope's are the resource's own.
  if (!tags.unknown) properties[name] = tagList(tags.value);
  else if (!Object.hasOwn(properties, name)) properties[name] = tags.unknown;
  return withUnrecorded(type, properties);
}

const TAGS: Readonly<Record<string, string>> = {
  'AWS::EFS::AccessPoint': 'AccessPointTags',
  'AWS::EFS::FileSystem': 'FileSystemTags',
};

/** What AWS Config has from other calls than the one that describes the resource; each a value or a JSON text. */
function additions(supplementary: Value): ValueMap {
  const read = emptyMap();
  const { value: map = null } = unpacked(supplementary);
  for (const key of isMap(map) ? plainKeys(map) : []) {
    const value = isMap(map) ? own(map, key) : null;
    const inside = isJson(value) ? unpacked(value) : { value };
    Object.assign(read, inside.unknown ? { [key]: inside.unknown } : fromApi({ [key]: inside.value ?? null }));
  }
  return read;
}

const isJson = (value: Value): boolean => typeof value === 'string' && /^\s*[{[]/.test(value);

/** `{key: value}`, or a list of maps, in any capitals. */
function tagList(tags: Value): Value {
  if (isList(tags))
    return tags.map((tag) =>
      isMap(tag) ? tagOf(ignoringCase(tag, 'key'), ignoringCase(tag, 'value')) : malformed('a map'),
    );
  return isMap(tags) ? Object.keys(tags).map((key) => tagOf(key, own(tags, key))) : malformed('a map');
}

function tagOf(key: Value, value: Value): ValueMap {
  const isText = (part: Value): boolean => part === null || typeof part !== 'object';
  return { Key: isText(key) ? key : malformed('a text'), Value: isText(value) ? value : malformed('a text') };
}

import { isList, isMap, own, type Value, type ValueMap } from '../../language/value.js';
import type { Resource } from '../../resources/resource.js';
import { fromApi } from '../api-shape.js';
import { duplicateKey } from '../duplicate-key.js';
import { jsonValue, withinStack } from '../json.js';
import { parseJson } from '../json-text.js';
import type { Reading, ReadSettings } from '../reading.js';
import { locator } from './locate.js';

/** Whether a JSON value is a task definition as `register-task-definition` takes it or `describe-…` prints it. */
export function isTaskDefinition(value: Value): boolean {
  return definitionOf(value) !== null;
}

/**
 * Reads an ECS task definition in the API's spelling, with or without the envelope of `describe-task-definition`.
 *
 * @param text the JSON text
 * @param settings the file, as results name it
 */
export function readTaskDefinition(text: string, settings: ReadSettings): Reading {
  const parsed = jsonValue(text);
  return readParsedTaskDefinition(parsed, text, settings);
}

/** The same for a text that is parsed already; `undefined` says that it is not JSON. */
export function readParsedTaskDefinition(parsed: Value | undefined, text: string, settings: ReadSettings): Reading {
  const { file } = settings;
  if (parsed === undefined) {
    const { problem } = parseJson(text, file);
    return { problem: problem ?? { file, line: null, column: null, message: 'this is not valid JSON' } };
  }
  const definition = definitionOf(parsed);
  if (!definition) {
    return { problem: { file, line: 1, column: 1, message: 'this has no `containerDefinitions` list' } };
  }
  const duplicate = withinStack(() => duplicateKey(text));
  if (duplicate === undefined)
    return { problem: { file, line: null, column: null, message: 'this is nested too deep' } };
  if (duplicate) {
    return { problem: { file, ...duplicate.position, message: `\`${duplicate.key}\` is given twice; remove one` } };
  }
  const resource = taskDefinition(definition.body, definition.tags, text, file);
  return { template: { kind: 'task-definition', file, resources: [resource], sensitive: [] } };
}

interface Definition {
  readonly body: ValueMap;
  /** `describe-task-definition --include TAGS` prints the tags beside the task definition. */
  readonly tags: Value;
}

function definitionOf(value: Value): Definition | null {
  if (!isMap(value)) return null;
  const inner = own(value, 'taskDefinition');
  if (isMap(inner) && isList(own(inner, 'containerDefinitions'))) return { body: inner, tags: own(value, 'tags') };
  return isList(own(value, 'containerDefinitions')) ? { body: value, tags: null } : null;
}

function taskDefinition(body: ValueMap, tags: Value, text: string, file: string): Resource {
  const family = own(body, 'family');
  const converted = fromApi(isList(tags) && tags.length > 0 ? { ...body, tags } : body);
  return {
    id: typeof family === 'string' && family !== '' ? family : baseName(file),
    type: 'AWS::ECS::TaskDefinition',
    properties: isMap(converted) ? converted : {},
    locate: locator(text),
  };
}

function baseName(file: string): string {
  return file.slice(file.lastIndexOf('/') + 1).replace(/\.json$/i, '');
}

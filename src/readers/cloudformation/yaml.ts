import {
  type AliasEvent,
  EVENT_ID,
  type Event,
  getScalarValue,
  type MappingEvent,
  SCALAR_STYLE,
  type ScalarEvent,
  type SequenceEvent,
} from 'js-yaml';
import type { Node } from './node.js';
import { plainValue, scalarNode } from './scalar.js';
import { TemplateError } from './template-error.js';
import { type Marks, TreeBuilder, UNMARKED } from './tree-builder.js';
import { yamlEvents } from './yaml-events.js';

/** Tags of YAML itself under which a scalar is what it would be without a tag. */
const TYPED = new Set(['!!int', '!!float', '!!bool', '!!null', '!!timestamp']);

/**
 * The tree of a YAML text; null when it holds no document.
 * @throws TemplateError where it is no YAML, or goes beyond a limit
 */
export function parseYaml(text: string): Node | null {
  const builder = new TreeBuilder();
  let documents = 0;
  let last = 0;
  for (const event of yamlEvents(text)) {
    last = Math.max(last, startOf(event));
    if (event.type === EVENT_ID.DOCUMENT && ++documents > 1) throw secondDocument(text, last);
    addEvent(builder, text, event, last);
  }
  return builder.root;
}

/** @param last offset of the latest event, the place of an empty scalar */
function addEvent(builder: TreeBuilder, text: string, event: Event, last: number): void {
  if (event.type === EVENT_ID.SCALAR) addScalar(builder, text, event, last);
  else if (event.type === EVENT_ID.MAPPING) builder.openMap(startOf(event), marksOf(event, text));
  else if (event.type === EVENT_ID.SEQUENCE) builder.openList(startOf(event), marksOf(event, text));
  else if (event.type === EVENT_ID.ALIAS) addAlias(builder, text, event);
  else if (event.type === EVENT_ID.POP) builder.close();
}

function addAlias(builder: TreeBuilder, text: string, event: AliasEvent): void {
  builder.alias(text.slice(event.anchorStart, event.anchorEnd), event.anchorStart - 1);
}

function addScalar(builder: TreeBuilder, text: string, event: ScalarEvent, last: number): void {
  const written = getScalarValue(text, event);
  const start = startOf(event);
  const plain = event.style === SCALAR_STYLE.PLAIN;
  const coreTag = event.tagStart < 0 ? '' : text.slice(event.tagStart, event.tagEnd);
  const typed = plain && (coreTag === '' || !isCore(coreTag) || TYPED.has(coreTag));
  const node = scalarNode(start < 0 ? last : start, typed ? plainValue(written) : written, written);
  builder.scalar(node, marksOf(event, text), plain && written === '<<');
}

/** Where a value begins: at its tag, its opening quote, or its first character. A block scalar: its first line. */
function startOf(event: Event): number {
  if (event.type === EVENT_ID.DOCUMENT || event.type === EVENT_ID.POP) return -1;
  if (event.type === EVENT_ID.ALIAS) return event.anchorStart;
  if (event.tagStart >= 0) return event.tagStart;
  if (event.type !== EVENT_ID.SCALAR) return event.start;
  const quoted = event.style === SCALAR_STYLE.SINGLE_QUOTED || event.style === SCALAR_STYLE.DOUBLE_QUOTED;
  return quoted ? event.valueStart - 1 : event.valueStart;
}

function marksOf(
  event: Exclude<Event, AliasEvent> & (ScalarEvent | MappingEvent | SequenceEvent),
  text: string,
): Marks {
  if (event.tagStart < 0 && event.anchorStart < 0) return UNMARKED;
  const tag = event.tagStart < 0 ? null : shortTag(text.slice(event.tagStart, event.tagEnd));
  const anchor = event.anchorStart < 0 ? null : text.slice(event.anchorStart, event.anchorEnd);
  return { tag, tagStart: event.tagStart, anchor };
}

const isCore = (tag: string): boolean => tag === '!' || tag.startsWith('!!') || tag.startsWith('!<tag:yaml.org');

/** The name of a CloudFormation tag; null for a tag of YAML itself. */
function shortTag(tag: string): string | null {
  if (isCore(tag)) return null;
  return tag.startsWith('!<') ? tag.slice(2, -1).replace(/^!/, '') : tag.slice(1);
}

function secondDocument(text: string, after: number): TemplateError {
  const separator = text.indexOf('\n---', after);
  const message = 'the file holds more than one YAML document. Keep one template in each file.';
  return new TemplateError(message, separator < 0 ? after : separator + 1);
}

import type { Value } from '../../language/value.js';
import type { ReadProblem, Resource } from '../../resources/resource.js';
import { duplicateKey } from '../duplicate-key.js';
import { withinStack } from '../json.js';
import type { Reading, ReadSettings } from '../reading.js';
import { type Form, formOf } from './form.js';
import { type Item, readItem } from './item.js';
import { current } from './newest.js';
import { Places } from './places.js';
import { propertiesOf } from './properties.js';
import { Names, type Shaped } from './references.js';
import { cloudFormationType } from './spelling.js';

/**
 * Reads configuration items as AWS Config gives them: one or a list, a snapshot, a history, the notification of a
 * change, or the answer of an advanced query.
 *
 * @param value the JSON value of the text
 * @param text the text, for places
 * @param settings the file, as results name it
 * @returns null for a value that is something else
 */
export function readConfigItems(value: Value, text: string, { file }: ReadSettings): Reading | null {
  const form = formOf(value);
  if (!form) return null;
  const places = new Places(text, form);
  if (form.problem !== undefined) {
    return { problem: { file, ...(places.ofEntry(0) ?? NOWHERE), message: form.problem } };
  }
  const duplicate = withinStack(() => duplicateKey(text));
  if (duplicate === undefined) return { problem: { file, ...NOWHERE, message: 'this is nested too deep' } };
  if (duplicate) {
    return { problem: { file, ...duplicate.position, message: `\`${duplicate.key}\` is given twice; remove one` } };
  }
  return { template: { kind: 'config-item', file, sensitive: [], ...resourcesOf(form, places, file) } };
}

const NOWHERE = { line: null, column: null };

function resourcesOf(form: Form, places: Places, file: string): { resources: Resource[]; problems: ReadProblem[] } {
  const problems: ReadProblem[] = [];
  const problem = (entry: number, message: string): void => {
    problems.push({ file, ...(places.ofEntry(entry) ?? NOWHERE), message });
  };
  const items = form.entries.flatMap((value, entry): Item[] => {
    const read = readItem(value, entry, form);
    if (read.problem !== undefined) problem(entry, read.problem);
    return read.item ? [read.item] : [];
  });
  const { items: newest, undecided } = current(items);
  for (const { entry } of undecided) problem(entry, withoutTime(entry));
  const shaped = identified(newest).map(([id, item]) => shapedItem(id, item));
  const names = new Names(shaped);
  return { resources: shaped.map((one) => resourceOf(one, names, places)), problems };
}

const withoutTime = (entry: number): string =>
  `item ${entry + 1} is a second one of the same resource, and not all of these have a \`configurationItemCaptureTime\`, which says which is the newest; keep one`;

/** Each with an id of its own: its name, else what AWS gave it; where several have the same, their ARNs. */
function identified(items: readonly Item[]): [string, Item][] {
  const counted = new Map<string, number>();
  const ids = items.map((item) => item.resourceName ?? item.resourceId ?? item.arn ?? item.type);
  for (const id of ids) counted.set(id, (counted.get(id) ?? 0) + 1);
  const taken = new Set<string>();
  return items.map((item, index) => {
    const name = ids[index] ?? item.type;
    const id = counted.get(name) === 1 ? name : (item.arn ?? item.resourceId ?? name);
    const unique = uniqueId(id, taken);
    taken.add(unique);
    return [unique, item];
  });
}

function uniqueId(id: string, taken: ReadonlySet<string>): string {
  let unique = id;
  for (let count = 2; taken.has(unique); count++) unique = `${id}#${count}`;
  return unique;
}

function shapedItem(id: string, item: Item): Shaped {
  const type = cloudFormationType(item.type);
  return { id, type, item, properties: propertiesOf(type, item) };
}

function resourceOf(shaped: Shaped, names: Names, places: Places): Resource {
  const { id, type, item } = shaped;
  return {
    id,
    type,
    properties: names.linked(shaped),
    namedByReference: true,
    ...(item.account !== null && { account: item.account }),
    locate: places.ofItem(item.entry, type),
  };
}

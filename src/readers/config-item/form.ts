import { isList, isMap, own, type Value, type ValueMap } from '../../language/value.js';
import { jsonValue } from '../json.js';

/** What a query of AWS Config selected, by the names of fields; null where its answer does not say. */
export interface Selection {
  readonly fields: ReadonlySet<string> | null;
}

/** Where the items of an input are. */
export interface Form {
  /** The items as they stand there: not yet looked at. */
  readonly entries: readonly Value[];
  /** The keys from the top of the text to the item, to the list of items, or to the text that the item is inside of. */
  readonly path: readonly string[];
  readonly isList: boolean;
  /** Items are inside of JSON texts, where no line leads. */
  readonly areTexts: boolean;
  /** Of the answer of a query; else null. */
  readonly selection: Selection | null;
  /** What keeps all of it from being read. */
  readonly problem?: string;
}

const at = (entries: readonly Value[], path: readonly string[], isList: boolean, areTexts = false): Form => ({
  entries,
  path,
  isList,
  areTexts,
  selection: null,
});

const refused = (path: readonly string[], problem: string): Form => ({
  ...at([], path, false),
  problem,
});

/** The lists of snapshots and of `get-resource-config-history`, and of `batch-get-resource-config`. */
const LISTS = ['configurationItems', 'baseConfigurationItems'];

/** What carries the notification of a change, as a map or as a JSON text: SNS, a rule's event, EventBridge. */
const CARRIERS = ['Message', 'invokingEvent', 'detail'];

/** Where the configuration items of a JSON value are; null where it is something else. */
export function formOf(value: Value): Form | null {
  if (isList(value)) {
    return value.some(isItem) ? at(value, [], true) : null;
  }
  // A template is one whatever else it holds.
  if (!isMap(value) || Object.hasOwn(value, 'Resources')) return null;
  const list = LISTS.find((name) => Object.hasOwn(value, name));
  if (list !== undefined) return listed(own(value, list), list);
  if (isItem(value)) return at([value], [], false);
  return answerOf(value) ?? notificationOf(value) ?? carriedBy(value);
}

function listed(items: Value, name: string): Form {
  if (!isList(items)) return refused([name], `\`${name}\` is not a list; take it as AWS Config gives it`);
  return at(items, [name], true);
}

/** Keys that are an item's own: one without its `resourceType` is known by them, and refused with words. */
const OWN = ['configurationItemStatus', 'configurationItemCaptureTime'];

function isItem(value: Value): boolean {
  if (!isMap(value)) return false;
  if (OWN.some((key) => Object.hasOwn(value, key))) return true;
  const type = own(value, 'resourceType');
  const isType = typeof type === 'string' && type.includes('::');
  return isType && ['configuration', 'resourceId', 'arn'].some((key) => Object.hasOwn(value, key));
}

/** `select-resource-config` and `select-aggregate-resource-config` print each result as a JSON text. */
function answerOf(value: ValueMap): Form | null {
  if (!Object.hasOwn(value, 'Results')) return null;
  const results = own(value, 'Results');
  const info = own(value, 'QueryInfo');
  const areTexts = isList(results) && results.some((result) => typeof result === 'string' && /^\s*\{/.test(result));
  if (!areTexts && !isMap(info)) return null;
  if (!isList(results)) return refused(['Results'], '`Results` is not a list; take it as AWS Config gives it');
  return { ...at(results, ['Results'], true, true), selection: { fields: selectedFields(info) } };
}

function selectedFields(info: Value): ReadonlySet<string> | null {
  const fields = isMap(info) ? own(info, 'SelectFields') : null;
  if (!isList(fields)) return null;
  const names = fields.map((field) => (isMap(field) ? own(field, 'Name') : field));
  return new Set(names.filter((name) => typeof name === 'string'));
}

function notificationOf(value: ValueMap): Form | null {
  if (Object.hasOwn(value, 'configurationItem'))
    return at([own(value, 'configurationItem')], ['configurationItem'], false);
  if (!Object.hasOwn(value, 'configurationItemSummary')) return null;
  return refused(
    ['configurationItemSummary'],
    'this notification has only the summary of an item that was too large for it; give the item itself, as `aws configservice get-resource-config-history` prints it',
  );
}

function carriedBy(value: ValueMap): Form | null {
  for (const name of CARRIERS) {
    const carried = own(value, name);
    const inside = typeof carried === 'string' ? jsonValue(carried) : carried;
    const form = isMap(inside) ? notificationOf(inside) : null;
    if (!form) continue;
    const isText = inside !== carried;
    return { ...form, path: isText ? [name] : [name, ...form.path], areTexts: isText };
  }
  return null;
}

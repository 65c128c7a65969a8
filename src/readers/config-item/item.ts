import { emptyMap, isMap, own, unknownValue, type Value, type ValueMap } from '../../language/value.js';
import { malformed, type Unpacked, unpacked } from './embedded.js';
import type { Form, Selection } from './form.js';

/** The envelope of a configuration item, read. */
export interface Item {
  /** Its position among the entries of the input. */
  readonly entry: number;
  /** As AWS Config names it. */
  readonly type: string;
  readonly resourceId: string | null;
  readonly resourceName: string | null;
  readonly arn: string | null;
  readonly account: string | null;
  readonly region: string | null;
  readonly status: string | null;
  /** Milliseconds; null where the item does not say. */
  readonly captured: number | null;
  /** Empty where `unknown` says why it is not known. */
  readonly configuration: ValueMap;
  readonly unknown: ValueMap | null;
  readonly supplementary: Value;
  readonly tags: Unpacked;
}

export type ReadItem =
  | { readonly item: Item; readonly problem?: never }
  | { readonly problem: string; readonly item?: never };

/** Reads one entry: an item, or the JSON text that a query's answer has of one. */
export function readItem(value: Value, entry: number, { selection, areTexts }: Form): ReadItem {
  const body = areTexts ? unpacked(value).value : value;
  if (!isMap(body)) return { problem: `item ${entry + 1} is not a map; ${TAKE}` };
  const type = textAt(body, 'resourceType');
  if (type === null) return { problem: withoutType(entry, selection) };
  // INVARIANT: a type has `::`, and so is no name that every map of JavaScript has, where a table is asked for it.
  if (!TYPE.test(type)) return { problem: `item ${entry + 1} has a \`resourceType\` that is none; ${TAKE}` };
  const name = { resourceId: textAt(body, 'resourceId'), resourceName: textAt(body, 'resourceName') };
  const arn = textAt(body, 'arn', 'ARN');
  if ((name.resourceName ?? name.resourceId ?? arn) === null) return { problem: withoutName(entry, selection) };
  const item = {
    entry,
    type,
    ...name,
    arn,
    account: textAt(body, 'accountId', 'awsAccountId'),
    region: textAt(body, 'awsRegion'),
    status: textAt(body, 'configurationItemStatus'),
    captured: timeOf(own(body, 'configurationItemCaptureTime')),
    ...configurationOf(body, selection),
    supplementary: own(body, 'supplementaryConfiguration'),
    tags: tagsOf(body, selection),
  };
  return { item };
}

/** Types of AWS, and custom ones. Source: the pattern of CloudFormation's registry. */
const TYPE = /^[A-Za-z0-9]{1,64}(::[A-Za-z0-9]{1,64}){1,3}$/;

const SELECT = 'select it in the query';
const TAKE = 'take the item as AWS Config gives it';

const withoutType = (entry: number, selection: Selection | null): string =>
  `item ${entry + 1} has no \`resourceType\`; ${selection ? SELECT : TAKE}`;

const withoutName = (entry: number, selection: Selection | null): string =>
  `item ${entry + 1} has neither \`resourceName\`, \`resourceId\` nor \`arn\`; ${selection ? 'select `resourceId` and `resourceName` in the query' : TAKE}`;

/** Snapshots and notifications spell some names in another way than the API. */
function textAt(body: ValueMap, ...names: readonly string[]): string | null {
  for (const name of names) {
    const value = own(body, name);
    if (typeof value === 'string' && value !== '') return value;
  }
  return null;
}

/** A time as the API has it, or as version 1 of the AWS CLI prints it: seconds since 1970. */
function timeOf(value: Value): number | null {
  if (typeof value === 'number') return value * 1000;
  const time = typeof value === 'string' ? Date.parse(value) : Number.NaN;
  return Number.isNaN(time) ? null : time;
}

function tagsOf(body: ValueMap, selection: Selection | null): Unpacked {
  const tags = own(body, 'tags');
  if (tags !== null) return unpacked(tags);
  const why = selection ? 'the query did not select: add it to `SELECT`' : 'this item does not have';
  return { unknown: unknownValue(`\`tags\`, which ${why}`) };
}

function configurationOf(body: ValueMap, selection: Selection | null): Pick<Item, 'configuration' | 'unknown'> {
  const unknown = (reason: ValueMap) => ({ configuration: emptyMap(), unknown: reason });
  if (selection && !selection.fields?.has('configuration')) return unknown(unknownValue(unselected(selection)));
  if (!selection && textAt(body, 'configurationItemStatus') === null) return unknown(unknownValue(PERHAPS_A_PART));
  const read = unpacked(own(body, 'configuration'));
  if (read.unknown) return unknown(read.unknown);
  if (read.value === null) return unknown(unknownValue('`configuration`, which this item does not have'));
  return isMap(read.value) ? { configuration: read.value, unknown: null } : unknown(malformed('a map'));
}

/** What a query selected looks like an item where it is taken out of the query's answer. Every whole item has a status. */
const PERHAPS_A_PART =
  '`configurationItemStatus`, without which this may be what a query selected: give its answer as it is';

/** INVARIANT: of parts of a configuration nobody can tell what they leave out, so nothing of them is read. */
function unselected({ fields }: Selection): string {
  if (!fields) return '`QueryInfo.SelectFields`, which says whether the query selected `configuration`';
  const parts = [...fields].some((field) => field.startsWith('configuration.'));
  return parts
    ? '`configuration` as a whole, of which the query selected parts: select `configuration`'
    : '`configuration`, which the query did not select: add it to `SELECT`';
}

import { additions } from './additions.js';
import type { Catalogue, CatalogueAction, ConditionKey } from './catalogue.js';
import { globalKeys } from './global-keys.js';
import { KeyTable } from './key-table.js';
import { actionsOfService, keysOfService, type ServiceText } from './service-text.js';

interface Table {
  readonly date: string;
  readonly levels: readonly string[];
  readonly services: ReadonlyMap<string, ServiceText>;
}

/**
 * The catalogue from the text that `scripts/catalogue.mjs` wrote at build time. Services are taken apart when they are
 * asked for: a policy names few of them.
 *
 * @throws Error where the text is not such a table: the build is broken
 */
export function readCatalogue(text: string): Catalogue {
  const table = readTable(text);
  const services = [...table.services.keys()].sort();
  const actionsOf = remember((service: string) => serviceActions(table, service));
  const namesOf = remember((service: string) => serviceNames(table, service));
  const lazyNames = remember((_: 'all') => [...services].sort(byPrefix).flatMap(namesOf));
  const lazyKeys = remember((_: 'all') => new KeyTable([...globalKeys, ...serviceKeys(table)]));
  return {
    date: table.date,
    services,
    get actions() {
      return lazyNames('all');
    },
    actionsOf: (service) => (table.services.has(service) ? namesOf(service) : []),
    action: (name) => {
      const lower = name.toLowerCase();
      const service = lower.slice(0, Math.max(0, lower.indexOf(':')));
      return table.services.has(service) ? actionsOf(service).get(lower) : undefined;
    },
    key: (name) => lazyKeys('all').key(name),
    get keys() {
      return lazyKeys('all').names;
    },
  };
}

function serviceActions(table: Table, service: string): ReadonlyMap<string, CatalogueAction> {
  const text = table.services.get(service);
  const listed = text ? actionsOfService(service, text, table.levels) : new Map<string, CatalogueAction>();
  for (const { name, accessLevel, source } of additions) {
    const lower = name.toLowerCase();
    // Once the catalogue lists it, what the catalogue says counts.
    if (!lower.startsWith(`${service}:`) || listed.has(lower)) continue;
    listed.set(lower, { name, accessLevel, resourceTypes: [], keys: [], addedFrom: source });
  }
  return listed;
}

/** The names alone: taking every service apart for its resources and keys would cost ten times as much. */
function serviceNames(table: Table, service: string): readonly string[] {
  const listed = (table.services.get(service)?.actions ?? '')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => `${service}:${line.slice(0, line.indexOf('\t'))}`);
  const added = additions.map(({ name }) => name).filter((name) => name.startsWith(`${service}:`));
  const byLower = new Map([...added, ...listed].map((name) => [name.toLowerCase(), name]));
  return [...byLower].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, name]) => name);
}

function serviceKeys(table: Table): readonly ConditionKey[] {
  return [...table.services.values()].flatMap((text) => keysOfService(text));
}

function readTable(text: string): Table {
  const fields = new Map<string, unknown>(Object.entries(JSON.parse(text)));
  const [date, levels, services] = ['date', 'levels', 'services'].map((name) => fields.get(name));
  if (typeof date !== 'string' || !isTexts(levels)) throw broken();
  return { date, levels, services: new Map(Object.entries(services ?? {}).map(readService)) };
}

function readService([name, parts]: [string, unknown]): [string, ServiceText] {
  if (!isTexts(parts)) throw broken();
  const [keys = '', resourceTypes = '', actions = ''] = parts;
  return [name, { keys, resourceTypes, actions }];
}

const isTexts = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every((one) => typeof one === 'string');

const broken = () => new Error('the IAM catalogue is not as `npm run build` writes it');

/** As their actions are sorted: `acm-pca:` comes before `acm:`. */
const byPrefix = (one: string, other: string) => (`${one}:` < `${other}:` ? -1 : 1);

function remember<Key, Value>(make: (key: Key) => Value): (key: Key) => Value {
  const made = new Map<Key, Value>();
  return (key) => {
    const existing = made.get(key);
    if (existing !== undefined) return existing;
    const value = make(key);
    made.set(key, value);
    return value;
  };
}

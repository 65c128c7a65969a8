import fc from 'fast-check';
import type { Control } from '../../src/controls/control.js';
import { isMap, type ValueMap } from '../../src/language/value.js';
import { readInput } from '../../src/readers/recognise.js';
import { Preparation } from '../../src/resources/prepare.js';
import { type ConfigItem, type ItemStatus, itemOf } from './config-items.js';
import { resourceArbitrary } from './documents.js';
import { documentOf, judgedByDefault, seedsOf, verdictsOf } from './parity.js';

/** A generated item, and what the reference meaning says of the resource that it is of. */
export interface GeneratedItem {
  readonly item: ConfigItem;
  readonly expect: ItemStatus;
}

/** Resources of one type that could be running, where the reference meaning decides: what an item must come to. */
export async function generatedItems(
  control: Control,
  type: string,
  count: number,
  seed: number,
): Promise<GeneratedItem[]> {
  const judged = judgedByDefault(control);
  const rule = judged.rules.find(({ types }) => types.includes(type));
  if (!rule) return [];
  const seeds = (await seedsOf(control)).filter((resource) => resource.Type === type);
  const resources = fc.sample(resourceArbitrary(rule, seeds), { numRuns: count, seed });
  const generated = resources.map(async ({ Properties }) => {
    if (!isMap(Properties) || isUnresolved(Properties)) return [];
    const expect = await expected(control, type, Properties);
    return expect === null ? [] : [{ item: itemOf(type, Properties, 'everything'), expect }];
  });
  return (await Promise.all(generated)).flat();
}

const isUnresolved = (properties: ValueMap): boolean => /"(Ref|Fn::[A-Za-z]+)":/.test(JSON.stringify(properties));

/** Null where it is unknown: a value of the wrong kind, or something that other resources decide. */
async function expected(control: Control, type: string, Properties: ValueMap): Promise<ItemStatus | null> {
  const judged = judgedByDefault(control);
  const preparation = new Preparation(
    judged.rules.map(({ types, each, when, holds }) => ({
      types,
      ...(each && { each }),
      conditions: [holds, ...(when ? [when] : [])],
    })),
  );
  const text = JSON.stringify({ Resources: { Resource: { Type: type, Properties } } });
  const reading = await readInput(text, { file: 'template.json', parameters: {} });
  if (!reading?.template) return null;
  const verdicts = verdictsOf(judged, documentOf(Object.values(preparation.prepare(reading.template.resources)))).map(
    ({ verdict }) => verdict,
  );
  if (verdicts.includes('unknown')) return null;
  if (verdicts.includes('fail')) return 'FAIL';
  return verdicts.length > 0 ? 'PASS' : 'SKIP';
}

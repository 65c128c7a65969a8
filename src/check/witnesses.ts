import type { EngineResource } from '../engines/verdict.js';
import type { Resource, Variant } from '../resources/resource.js';
import { containerOf, type Finding } from './finding.js';
import { judge } from './judge.js';
import type { Run } from './run.js';

/** Another deployment of a template in which something fails. */
export interface Witness {
  readonly variant: Pick<Variant, 'changes'>;
  readonly finding: Finding;
}

/** Resources of many variants are judged together, so that an engine is not called for each. */
const TOGETHER = 200;

interface Changed {
  readonly variant: Variant;
  readonly resource: Resource;
  readonly prepared: EngineResource;
}

/** What fails in another deployment, by `findingKey`; in the order of the variants. */
export function witnesses(
  variants: Iterable<Variant>,
  base: Readonly<Record<string, EngineResource>>,
  run: Pick<Run, 'controls' | 'judges' | 'preparation'>,
): Map<string, Witness[]> {
  const found = new Map<string, Witness[]>();
  for (const batch of batches(changedResources(variants, base, run))) {
    for (const witness of judgeBatch(batch, run)) {
      const key = findingKey(witness.finding);
      found.set(key, [...(found.get(key) ?? []), witness]);
    }
  }
  return found;
}

/** What makes findings of two deployments the same: elements by their names, since a condition may move them. */
export function findingKey(finding: Finding): string {
  return JSON.stringify([finding.judgement.control.control.id, finding.resource.id, containerOf(finding)]);
}

/** A resource that is prepared to the same form is judged the same, and not again. */
function* changedResources(
  variants: Iterable<Variant>,
  base: Readonly<Record<string, EngineResource>>,
  { preparation }: Pick<Run, 'preparation'>,
): Generator<Changed> {
  const known = new Map(Object.entries(base).map(([id, prepared]) => [id, JSON.stringify(prepared)]));
  for (const variant of variants) {
    const forms = preparation.prepare(variant.resources);
    for (const resource of variant.resources) {
      const prepared = forms[resource.id];
      if (!prepared || prepared === base[resource.id]) continue;
      if (JSON.stringify(prepared) !== known.get(resource.id)) yield { variant, resource, prepared };
    }
  }
}

function* batches<Item>(items: Iterable<Item>): Generator<Item[]> {
  let batch: Item[] = [];
  for (const item of items) {
    batch.push(item);
    if (batch.length < TOGETHER) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

function judgeBatch(batch: readonly Changed[], { judges, controls }: Pick<Run, 'controls' | 'judges'>): Witness[] {
  const byId = new Map(batch.map((changed, index) => [`v${index}`, changed]));
  const Resources = Object.fromEntries([...byId].map(([id, { prepared }]) => [id, prepared]));
  return judge(judges, controls, { Resources }).flatMap((judgement) => {
    const changed = byId.get(judgement.verdict.resource);
    if (!changed || judgement.verdict.verdict !== 'fail') return [];
    return [{ variant: changed.variant, finding: { judgement, resource: changed.resource } }];
  });
}

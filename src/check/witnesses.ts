import type { EngineResource } from '../engines/verdict.js';
import { isSame } from '../language/value.js';
import type { PreparedTemplate } from '../resources/prepare.js';
import type { Resource, Variant } from '../resources/resource.js';
import { containerOf, type Finding } from './finding.js';
import { judge } from './judge.js';
import { referenceJudgements } from './reference.js';
import type { Run } from './run.js';

/** Another deployment of a template in which something fails. */
export interface Witness {
  readonly variant: Pick<Variant, 'changes'>;
  readonly finding: Finding;
}

/** Resources of many variants are judged together, so that an engine is not called for each. */
const TOGETHER = 100;

interface Changed {
  readonly variant: Variant;
  readonly resource: Resource;
  readonly prepared: EngineResource;
}

/** What the witnesses of a template are looked for with. */
interface Search {
  /** The template as it is deployed. */
  readonly template: PreparedTemplate;
  /** Whether a fail of this `findingKey` would be told. */
  readonly tells: (key: string) => boolean;
  /** A pass speaks for all deployments: engines judge whatever differs in them, not only what would be told. */
  readonly anyParameter: boolean;
  readonly run: Pick<Run, 'controls' | 'judges' | 'preparation'>;
}

/**
 * What fails in another deployment, by `findingKey`; in the order of the variants. The reference meaning finds the
 * resources of which something would be told, and the engines judge these.
 * INVARIANT: nothing is told of another deployment that an engine has not said.
 */
export function witnesses(variants: Iterable<Variant>, search: Search): Map<string, Witness[]> {
  const found = new Map<string, Witness[]>();
  for (const batch of batches(telling(variants, search))) {
    for (const witness of judgeBatch(batch, search.run)) {
      const key = findingKey(witness.finding);
      if (search.tells(key)) found.set(key, [...(found.get(key) ?? []), witness]);
    }
  }
  return found;
}

/** What makes findings of two deployments the same: elements by their names, since a condition may move them. */
export function findingKey(finding: Finding): string {
  return JSON.stringify([finding.judgement.control.control.id, finding.resource.id, containerOf(finding)]);
}

/** A resource that is prepared to the same form is judged the same, and not again. */
function* telling(variants: Iterable<Variant>, search: Search): Generator<Changed> {
  const { template, run } = search;
  for (const variant of variants) {
    for (const [resource, prepared] of run.preparation.prepareAgain(template, variant.resources)) {
      const before = template.prepared[resource.id];
      if (before && isSame({ ...before }, { ...prepared })) continue;
      if (search.anyParameter || isTelling(resource, prepared, search)) yield { variant, resource, prepared };
    }
  }
}

/** Whether something of a resource would be told, by the reference meaning. */
function isTelling(resource: Resource, prepared: EngineResource, { tells, run }: Search): boolean {
  for (const judgement of referenceJudgements(run.controls, { Resources: { [resource.id]: prepared } })) {
    if (judgement.verdict.verdict === 'fail' && tells(findingKey({ judgement, resource }))) return true;
  }
  return false;
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

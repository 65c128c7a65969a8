import type { Change, Resource, Variant } from '../../resources/resource.js';
import { alternatives } from './alternatives.js';
import { combinations } from './combinations.js';
import { Deployment, Evaluation } from './evaluation.js';
import { type Node, sizeOf } from './node.js';
import { type Before, type Resolved, type ResolvedSection, resolveResource, resolveResources } from './resources.js';
import type { Source } from './source.js';
import { TemplateError } from './template-error.js';

const MAXIMUM_VARIANTS = 200;

/** Values that may be resolved once more for all variants of one template. */
const MAXIMUM_WORK = 10_000_000;

/** Deployments in which conditions may be tried, for all combinations of one template. */
const MAXIMUM_TRIALS = 2000;

/**
 * The template with other parameter values: one changed at a time, then combinations that turn conditions. Only the
 * resources that depend on the changed are resolved again, the others are the same objects as before; what changes no
 * resource is passed over.
 */
export function* variantsOf(
  tree: Node,
  source: Source,
  base: Deployment,
  section: ResolvedSection,
): Generator<Variant> {
  let left = Math.min(MAXIMUM_VARIANTS, Math.floor(MAXIMUM_WORK / sizeOf(tree)));
  if (left <= 0) return;
  for (const changes of otherDeployments(tree, base)) {
    const changed = resolveAgain(tree, source, withValues(base, changes), section, changes);
    if (!changed) continue;
    yield { changes, resources: changed };
    left--;
    if (left <= 0) return;
  }
}

function* otherDeployments(tree: Node, base: Deployment): Generator<readonly Change[]> {
  const values = new Map<string, string[]>();
  for (const change of alternatives(tree, base.declarations, base.texts)) {
    values.set(change.parameter, [...(values.get(change.parameter) ?? []), change.value]);
    yield [change];
  }
  const { conditions } = base.declarations;
  if (!conditions) return;
  const left = Math.min(MAXIMUM_TRIALS, Math.floor(MAXIMUM_WORK / sizeOf(conditions)));
  yield* combinations({ base, values, changed: (changes) => withValues(base, changes), left });
}

function withValues(base: Deployment, changes: readonly Change[]): Deployment {
  const texts = new Map(base.texts);
  for (const { parameter, value } of changes) texts.set(parameter, value);
  return new Deployment(base.declarations, texts, base.pseudo, base.resolvers);
}

/** Null where nothing depends on what is changed, or the template cannot be resolved with these values. */
function resolveAgain(
  tree: Node,
  source: Source,
  deployment: Deployment,
  section: ResolvedSection,
  changes: readonly Change[],
): readonly Resource[] | null {
  const isChanged = (reads: ReadonlySet<string>): boolean => changes.some(({ parameter }) => reads.has(parameter));
  try {
    if (isChanged(section.loopReads)) return existing(resolveResources(tree, deployment, source).resources);
    if (!section.resources.some(({ reads }) => isChanged(reads))) return null;
    return existing(
      section.resources.map((one) =>
        isChanged(one.reads) ? again({ resolved: one, isChanged }, deployment, source) : one,
      ),
    );
  } catch (error) {
    if (error instanceof TemplateError) return null;
    throw error;
  }
}

function again(before: Before, deployment: Deployment, source: Source): Resolved {
  const { place } = before.resolved;
  const evaluation = new Evaluation(deployment, place.evaluation.variables);
  return resolveResource({ ...place, evaluation }, source, before);
}

/** The resources that are there, or may be. */
export const existing = (resources: readonly Resolved[]): readonly Resource[] =>
  resources.flatMap(({ resource }) => resource ?? []);

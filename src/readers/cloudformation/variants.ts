import type { Resource, Variant } from '../../resources/resource.js';
import { alternatives } from './alternatives.js';
import { Deployment, Evaluation } from './evaluation.js';
import { type Node, sizeOf } from './node.js';
import { type Resolved, type ResolvedSection, resolveResource, resolveResources } from './resources.js';
import type { Source } from './source.js';
import { TemplateError } from './template-error.js';

const MAXIMUM_VARIANTS = 200;

/** Values that may be resolved once more for all variants of one template. */
const MAXIMUM_WORK = 10_000_000;

/**
 * The template with one parameter changed at a time. Only the resources that depend on the parameter are resolved
 * again, the others are the same objects as before; a value that changes no resource is passed over.
 */
export function* variantsOf(
  tree: Node,
  source: Source,
  base: Deployment,
  section: ResolvedSection,
): Generator<Variant> {
  let left = Math.min(MAXIMUM_VARIANTS, Math.floor(MAXIMUM_WORK / sizeOf(tree)));
  for (const { parameter, value } of alternatives(base.declarations, base.texts)) {
    if (left <= 0) return;
    const changed = resolveAgain(tree, source, withValue(base, parameter, value), section, parameter);
    if (!changed) continue;
    left--;
    yield { parameter, value, resources: changed };
  }
}

function withValue(base: Deployment, parameter: string, value: string): Deployment {
  const texts = new Map(base.texts).set(parameter, value);
  return new Deployment(base.declarations, texts, base.pseudo, base.resolvers);
}

/** Null where nothing depends on the parameter, or the template cannot be resolved with this value. */
function resolveAgain(
  tree: Node,
  source: Source,
  deployment: Deployment,
  section: ResolvedSection,
  parameter: string,
): readonly Resource[] | null {
  try {
    if (section.loopReads.has(parameter)) return existing(resolveResources(tree, deployment, source).resources);
    if (!section.resources.some(({ reads }) => reads.has(parameter))) return null;
    return existing(section.resources.map((one) => (one.reads.has(parameter) ? again(one, deployment, source) : one)));
  } catch (error) {
    if (error instanceof TemplateError) return null;
    throw error;
  }
}

function again({ place }: Resolved, deployment: Deployment, source: Source): Resolved {
  return resolveResource({ ...place, evaluation: new Evaluation(deployment, place.evaluation.variables) }, source);
}

/** The resources that are there, or may be. */
export const existing = (resources: readonly Resolved[]): readonly Resource[] =>
  resources.flatMap(({ resource }) => resource ?? []);

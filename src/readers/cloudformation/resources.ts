import { FALSE, TRUE, type Truth } from '../../language/truth.js';
import { emptyMap, isMap, own, unknownValue, type ValueMap } from '../../language/value.js';
import type { Resource } from '../../resources/resource.js';
import { type Deployment, Evaluation } from './evaluation.js';
import { type Expanded, expandLoops, type OpenLoop } from './for-each.js';
import { malformed } from './functions/intrinsic.js';
import { locator } from './locate.js';
import { replaceVariables } from './loop-variables.js';
import { child, type MapNode, type Node, scalarText } from './node.js';
import { referencedParameter } from './references.js';
import type { Source } from './source.js';
import { TemplateError } from './template-error.js';

/** A resource of one deployment, and the parameters that it depends on. */
export interface Resolved {
  readonly place: Expanded;
  /** Null where its condition is certainly false. */
  readonly resource: Resource | null;
  readonly reads: ReadonlySet<string>;
  /** The parameters that each of its properties depends on; null where they cannot be told apart. */
  readonly properties: PropertyReads | null;
}

type PropertyReads = ReadonlyMap<string, ReadonlySet<string>>;

/** A resource of another deployment, of which what the changed parameters do not decide is the same. */
export interface Before {
  readonly resolved: Resolved;
  readonly isChanged: (reads: ReadonlySet<string>) => boolean;
}

export interface ResolvedSection {
  readonly resources: readonly Resolved[];
  /** Parameters that decide which resources there are. */
  readonly loopReads: ReadonlySet<string>;
  /** Loops over values that are not known: nobody knows which resources they make. */
  readonly problems: readonly TemplateError[];
}

/**
 * The resources of one deployment.
 * @throws TemplateError where the section, the form of one of its loops or a resource cannot be understood
 */
export function resolveResources(tree: Node, deployment: Deployment, source: Source): ResolvedSection {
  const section = child(tree, 'Resources');
  if (section && section.kind !== 'map') {
    throw new TemplateError('`Resources` is not a map. Give each resource a logical id as its key.', section.start);
  }
  deployment.reads = new Set();
  const { entries, open } = section ? expandLoops(section, new Evaluation(deployment)) : { entries: [], open: [] };
  const problems = open.map((loop) => openLoop(loop, deployment));
  const loopReads = deployment.reads;
  requireDistinct(entries);
  // `Fn::Transform` beside resources includes others, which nobody knows here.
  const places = entries.filter(({ name }) => name !== 'Fn::Transform');
  return { resources: places.map((place) => resolveResource(place, source)), loopReads, problems };
}

/**
 * One resource, its condition and properties in the deployment that its place knows.
 * @param before the same in another one: properties that are the same there are the same objects
 */
export function resolveResource(place: Expanded, source: Source, before?: Before): Resolved {
  const { deployment } = place.evaluation;
  deployment.reads = new Set();
  const condition = conditionOf(place);
  const exists: Truth | null = condition === null ? TRUE : place.evaluation.decide(condition);
  // A name that no known condition has is that of one which a loop makes, over values that are not known.
  const undecided = condition === null || exists === TRUE ? {} : { condition };
  const reads = new Map<string, ReadonlySet<string>>();
  const resource = exists === FALSE ? null : { ...resourceAt(place, source, reads, before), ...undecided };
  return { place, resource, reads: deployment.reads, properties: resource && reads.size > 0 ? reads : null };
}

function conditionOf({ value, evaluation }: Expanded): string | null {
  const condition = scalarText(child(value, 'Condition'));
  return condition === null ? null : replaceVariables(condition, evaluation.variables);
}

function resourceAt(
  place: Expanded,
  source: Source,
  reads: Map<string, ReadonlySet<string>>,
  before: Before | undefined,
): Resource {
  const { name, key, value, evaluation } = place;
  const type = scalarText(child(value, 'Type'));
  if (type === null) {
    throw new TemplateError(`resource \`${name}\` has no \`Type\`. Add one, such as \`AWS::ECS::Service\`.`, key);
  }
  const metadata = child(value, 'Metadata');
  const construct = scalarText(child(metadata, 'aws:cdk:path'));
  const exceptions = child(child(metadata, 'ringfence'), 'exceptions');
  return {
    id: name,
    type: replaceVariables(type, evaluation.variables),
    properties: propertiesOf(value, evaluation, reads, before),
    ...(construct === null ? {} : { construct: replaceVariables(construct, evaluation.variables) }),
    ...(exceptions ? { exceptions: evaluation.resolve(exceptions) } : {}),
    locate: locator(place, source),
  };
}

function propertiesOf(
  resource: Node,
  evaluation: Evaluation,
  reads: Map<string, ReadonlySet<string>>,
  before: Before | undefined,
): ValueMap {
  const macro = child(resource, 'Fn::Transform');
  // It stands beside the properties, and may change any of them.
  if (macro) return unknownValue(`what the macro \`${scalarText(child(macro, 'Name')) ?? ''}\` makes`);
  const node = child(resource, 'Properties');
  if (node?.kind === 'map' && node.intrinsic === null && evaluation.variables.size === 0) {
    return eachProperty(node, evaluation, reads, before);
  }
  const properties = node ? evaluation.resolve(node) : null;
  if (properties === null) return emptyMap();
  return isMap(properties) ? properties : malformed('Properties', 'they are no map');
}

/** As `resolveNode` reads a map, but noting what each value depends on. */
function eachProperty(
  node: MapNode,
  evaluation: Evaluation,
  reads: Map<string, ReadonlySet<string>>,
  before: Before | undefined,
): ValueMap {
  const { deployment } = evaluation;
  const [around, properties] = [deployment.reads, emptyMap()];
  for (const [key, entry] of node.entries) {
    const known = before?.resolved.properties?.get(key);
    const isSame = known !== undefined && before?.isChanged(known) === false;
    deployment.reads = new Set(isSame ? known : []);
    const value = isSame ? own(before?.resolved.resource?.properties ?? {}, key) : evaluation.resolve(entry.value);
    if (value !== null) properties[key] = value;
    reads.set(key, deployment.reads);
    for (const read of deployment.reads) around.add(read);
  }
  deployment.reads = around;
  return properties;
}

function requireDistinct(entries: readonly Expanded[]): void {
  const seen = new Set<string>();
  for (const { name, key } of entries) {
    if (seen.has(name)) {
      throw new TemplateError(
        `\`Fn::ForEach\` makes the resource \`${name}\` twice. Use its variable in the key.`,
        key,
      );
    }
    seen.add(name);
  }
}

/**
 * What is wrong with a loop that runs over values that are not known.
 * @throws TemplateError for a loop that no values would make right
 */
function openLoop({ name, key, fault }: OpenLoop, deployment: Deployment): TemplateError {
  if (fault.kind !== 'unknown') throw new TemplateError(`\`${name}\` ${LOOP_FAULTS[fault.kind]}`, key);
  const parameter = referencedParameter(fault.collection, deployment.declarations.parameters);
  const remedy = parameter === null ? 'Write them out' : `Give them with --parameter ${parameter}=VALUE,VALUE`;
  return new TemplateError(`\`${name}\` runs over values that are not known. ${remedy}.`, key);
}

const LOOP_FAULTS = {
  form: 'cannot be expanded. Give it a list of a name, a list of values and a map.',
  size: 'makes more than can be read. Let it run over fewer values.',
};

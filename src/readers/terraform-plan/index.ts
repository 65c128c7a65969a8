import { isMap, own, type Value } from '../../language/value.js';
import type { Resource, Template } from '../../resources/resource.js';
import { withinStack } from '../json.js';
import { parseJson } from '../json-text.js';
import type { Reading, ReadSettings } from '../reading.js';
import type { Block, Context } from './block.js';
import { Configuration } from './configuration.js';
import { exceptionsOf } from './exceptions.js';
import { shape } from './fields.js';
import { Identities } from './identities.js';
import type { Mapping } from './mapping.js';
import { MAPPINGS } from './mappings/index.js';
import { type Plan, PlanError, type PlannedResource, readPlan } from './plan.js';
import { localAddress, References } from './references.js';
import { sensitiveTexts } from './sensitive.js';

export { sourceBlockIndex } from './source-blocks.js';

/**
 * Reads what `terraform show -json PLANFILE` or `tofu show -json PLANFILE` prints.
 *
 * @param plan the text, or the JSON value where it is parsed already
 * @param settings the file, as results name it
 */
export function readTerraformPlan(plan: Value, settings: ReadSettings): Reading {
  const { file } = settings;
  const parsed = typeof plan === 'string' ? parseJson(plan, file) : { value: plan };
  if (parsed.problem) return { problem: parsed.problem };
  try {
    const template = withinStack(() => readTemplate(parsed.value, file));
    return template ? { template } : unreadable(file, 'it is nested too deep');
  } catch (error) {
    if (error instanceof PlanError) return unreadable(file, error.message);
    throw error;
  }
}

const unreadable = (file: string, reason: string): Reading => ({
  problem: { file, line: null, column: null, message: `this plan cannot be read: ${reason}` },
});

function readTemplate(root: Value, file: string): Template {
  if (!isMap(root)) throw new PlanError('it is not a JSON object');
  const resources = readResources(readPlan(root));
  return { kind: 'terraform-plan', file, resources, sensitive: sensitiveTexts(root) };
}

function readResources(plan: Plan): Resource[] {
  const configuration = new Configuration(plan.configuration);
  const references = new References(plan, configuration);
  const identities = new Identities(plan.resources.filter((resource) => mappingOf(resource)?.type.startsWith('AWS::')));
  const blockOf = (resource: PlannedResource): Block => {
    const scope = configuration.scope(resource.module);
    const context: Context = { references, identities, scope, key: resource.key, blockOf };
    const expressions = scope && configuration.expressions(scope, localAddress(resource));
    return { context, path: resource.address, values: resource.values, unknown: resource.unknown, expressions };
  };
  return plan.resources.flatMap((resource) => {
    const mapping = mappingOf(resource);
    return mapping ? mapped(resource, mapping, blockOf(resource)) : [];
  });
}

function mappingOf({ mode, type, values }: PlannedResource): Mapping | undefined {
  const mapping = mode === 'managed' ? MAPPINGS.get(type) : undefined;
  const instead = mapping?.instead;
  return instead && own(values, instead.attribute) === instead.is ? instead.mapping : mapping;
}

function mapped(resource: PlannedResource, mapping: Mapping, block: Block): Resource[] {
  const { address } = resource;
  const properties = shape(block, mapping.fields);
  const exceptions = exceptionsOf(resource.values);
  return (mapping.split?.(properties) ?? [properties]).map((part, index) => ({
    id: index === 0 ? address : `${address}#${index + 1}`,
    address,
    type: mapping.type,
    properties: part,
    ...(exceptions === null ? {} : { exceptions }),
    locate: () => null,
  }));
}

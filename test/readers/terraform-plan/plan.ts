import assert from 'node:assert/strict';
import type { Value } from '../../../src/language/value.js';
import { readTerraformPlan } from '../../../src/readers/terraform-plan/index.js';
import type { Resource, Template } from '../../../src/resources/resource.js';

type Json = Record<string, unknown>;

/** A resource of a test's plan: what Terraform would show of it in the three places. */
export interface Planned {
  readonly address: string;
  readonly values: Json;
  readonly unknown?: Json;
  readonly sensitive?: Json;
  /** The expressions of its configuration; none: everything in `values` is a constant. */
  readonly expressions?: Json;
  readonly actions?: readonly string[];
}

const LAST_KEY = /\[("(?:[^"\\]|\\.)*"|[0-9]+)\]$/;

function parts({ address }: Planned): Json & { module: string; local: string } {
  const key = LAST_KEY.exec(address)?.[1];
  const [, module = '', local = ''] =
    /^((?:module\.[\w-]+(?:\[(?:"(?:[^"\\]|\\.)*"|[0-9]+)\])?\.)*)(.*)$/.exec(address.replace(LAST_KEY, '')) ?? [];
  const [, data, type, name] = /^(data\.)?([^.]+)\.(.+)$/.exec(local) ?? [];
  const index = key === undefined ? {} : { index: JSON.parse(key) };
  return { address, mode: data ? 'data' : 'managed', type, name, ...index, module: module.replace(/\.$/, ''), local };
}

/** The JSON of a plan, as `terraform show -json` prints it, for resources of the root module and of one level below. */
export function planJson(resources: readonly Planned[], moduleCalls: Json = {}, more: Json = {}): Json {
  const described = resources.map((resource) => ({ resource, ...parts(resource) }));
  const inModule = (wanted: string) => described.filter(({ module }) => module === wanted);
  const planned = (wanted: string) =>
    inModule(wanted)
      .filter(({ resource }) => resource.actions?.join() !== 'delete')
      .map(({ resource, module: _, local: __, ...entry }) => ({
        ...entry,
        values: resource.values,
        sensitive_values: resource.sensitive ?? {},
      }));
  const modules = [...new Set(described.map(({ module }) => module))].filter((module) => module !== '');
  return {
    format_version: '1.2',
    terraform_version: '1.9.5',
    planned_values: {
      root_module: {
        resources: planned(''),
        child_modules: modules.map((address) => ({ address, resources: planned(address) })),
      },
    },
    resource_changes: described.map(({ resource, module, local: _, ...entry }) => ({
      ...entry,
      ...(module === '' ? {} : { module_address: module }),
      change: {
        actions: resource.actions ?? ['create'],
        before: null,
        after: resource.values,
        after_unknown: resource.unknown ?? {},
        after_sensitive: resource.sensitive ?? {},
      },
    })),
    configuration: { root_module: { resources: configured(inModule('')), module_calls: moduleCalls } },
    ...more,
  };
}

function configured(described: readonly { readonly resource: Planned; readonly local: string }[]): Json[] {
  return described.map(({ resource, local }) => ({
    address: local,
    expressions: resource.expressions ?? constants(resource.values),
  }));
}

/** The configuration of a module call with resources of its own. */
export function moduleCall(expressions: Json, outputs: Json, resources: Readonly<Record<string, Json>>): Json {
  return {
    source: './module',
    expressions,
    module: {
      outputs,
      resources: Object.entries(resources).map(([address, own]) => ({ address, expressions: own })),
    },
  };
}

const constants = (values: Json): Json =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, { constant_value: value }]));

export const refersTo = (...references: readonly string[]): Json => ({ references });

export function readPlan(plan: unknown): Template {
  const reading = readTerraformPlan(JSON.stringify(plan), { file: 'plan.json', parameters: {} });
  assert.ok(reading.template, reading.problem?.message);
  return reading.template;
}

/** The resources of a plan by id. */
export function resourcesOf(plan: unknown): Map<string, Resource> {
  return new Map(readPlan(plan).resources.map((resource) => [resource.id, resource]));
}

/** The properties of one resource that is alone in a plan, in plain maps. */
export function propertiesOf(planned: Planned, ...others: readonly Planned[]): unknown {
  const resource = resourcesOf(planJson([planned, ...others])).get(planned.address);
  assert.ok(resource, `no ${planned.address}`);
  return plain(resource.properties);
}

/** As JSON writes it: maps with and without a prototype are the same. */
export const plain = (value: Value | undefined): unknown => JSON.parse(JSON.stringify(value));

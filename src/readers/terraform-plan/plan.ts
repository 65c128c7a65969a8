import { isList, isMap, own, type Value, type ValueMap } from '../../language/value.js';
import { type InstanceKey, withoutKey } from './address.js';

/** A resource or data source of the plan, as it will be after the plan is applied. */
export interface PlannedResource {
  readonly address: string;
  /** The address of its module; empty for the root. */
  readonly module: string;
  readonly mode: 'managed' | 'data';
  readonly type: string;
  readonly name: string;
  readonly key: InstanceKey;
  readonly values: ValueMap;
  /** What of `values` is known only after apply: `true` at its place. */
  readonly unknown: Value;
}

/** The parts of a plan that are read. */
export interface Plan {
  readonly resources: readonly PlannedResource[];
  readonly modules: ReadonlySet<string>;
  /** Data sources that were read when the plan was made, so that all of them is known; addresses without keys. */
  readonly knownData: ReadonlySet<string>;
  readonly configuration: Value;
}

/** What is wrong with the plan itself, in words. */
export class PlanError extends Error {}

/** @throws PlanError where the JSON does not have the shape of a plan */
export function readPlan(root: ValueMap): Plan {
  checkVersion(own(root, 'format_version'));
  if (own(root, 'errored') === true) {
    throw new PlanError('the plan is incomplete, because planning failed: fix what `terraform plan` reports');
  }
  const changes = changesByAddress(own(root, 'resource_changes'));
  const resources: PlannedResource[] = [];
  const modules = new Set(['']);
  const planned = own(root, 'planned_values');
  if (planned === null) resources.push(...fromChanges(changes, modules));
  else {
    const rootModule = own(mapAt(planned, 'planned_values'), 'root_module');
    if (rootModule !== null) collect(mapAt(rootModule, 'root_module'), '', changes, resources, modules);
  }
  return { resources, modules, knownData: readData(root), configuration: own(root, 'configuration') };
}

/** Source: Terraform's JSON output format, "consumers should reject any major version that they do not know". */
function checkVersion(version: Value): void {
  if (version === null) return;
  const major = typeof version === 'string' ? /^([0-9]+)\./.exec(version)?.[1] : undefined;
  if (major === undefined) throw new PlanError('`format_version` is not a version');
  if (Number(major) > 1) {
    throw new PlanError(`the plan has format version ${major}.x; up to 1.x is understood: update ringfence`);
  }
}

function collect(
  module: ValueMap,
  address: string,
  changes: ReadonlyMap<string, ValueMap>,
  resources: PlannedResource[],
  modules: Set<string>,
): void {
  for (const entry of listAt(own(module, 'resources'), 'resources')) {
    const resource = mapAt(entry, 'an entry of `resources`');
    const change = changes.get(text(resource, 'address'));
    resources.push(planned(resource, address, valuesOf(own(resource, 'values')), change));
  }
  for (const entry of listAt(own(module, 'child_modules'), 'child_modules')) {
    const child = mapAt(entry, 'an entry of `child_modules`');
    const childAddress = text(child, 'address');
    modules.add(childAddress);
    collect(child, childAddress, changes, resources, modules);
  }
}

function readData(root: ValueMap): Set<string> {
  const found = new Set<string>();
  const state = own(root, 'prior_state');
  const values = isMap(state) ? own(state, 'values') : null;
  const modules: Value[] = [isMap(values) ? own(values, 'root_module') : null];
  for (const module of modules) {
    if (!isMap(module)) continue;
    const [resources, children] = [own(module, 'resources'), own(module, 'child_modules')];
    if (isList(children)) modules.push(...children);
    for (const resource of isList(resources) ? resources : []) {
      const address = isMap(resource) && own(resource, 'mode') === 'data' ? own(resource, 'address') : null;
      if (typeof address === 'string') found.add(withoutKey(address));
    }
  }
  return found;
}

/** Plans of tools that cut `planned_values` off: what each change leaves behind. */
function fromChanges(changes: ReadonlyMap<string, ValueMap>, modules: Set<string>): PlannedResource[] {
  return [...changes.values()].map((change) => {
    const address = own(change, 'module_address');
    const module = typeof address === 'string' ? address : '';
    modules.add(module);
    return planned(change, module, valuesOf(own(mapAt(own(change, 'change'), 'change'), 'after')), change);
  });
}

function planned(entry: ValueMap, module: string, values: ValueMap, change: ValueMap | undefined): PlannedResource {
  const details = change ? own(change, 'change') : null;
  const key = own(entry, 'index');
  return {
    address: text(entry, 'address'),
    module,
    mode: own(entry, 'mode') === 'data' ? 'data' : 'managed',
    type: text(entry, 'type'),
    name: text(entry, 'name'),
    key: typeof key === 'string' || typeof key === 'number' ? key : null,
    values,
    unknown: isMap(details) ? own(details, 'after_unknown') : null,
  };
}

/** The change of each address that leaves something behind: neither deletions nor deposed objects. */
function changesByAddress(list: Value): Map<string, ValueMap> {
  const changes = new Map<string, ValueMap>();
  for (const entry of listAt(list, 'resource_changes')) {
    const change = mapAt(entry, 'an entry of `resource_changes`');
    const details = mapAt(own(change, 'change'), 'change');
    if (own(change, 'deposed') === null && leavesSomething(own(details, 'actions'))) {
      changes.set(text(change, 'address'), change);
    }
  }
  return changes;
}

function leavesSomething(actions: Value): boolean {
  return !isList(actions) || !(actions.length === 1 && (actions[0] === 'delete' || actions[0] === 'forget'));
}

const valuesOf = (values: Value): ValueMap => (values === null ? {} : mapAt(values, 'values'));

function mapAt(value: Value, name: string): ValueMap {
  if (!isMap(value)) throw new PlanError(`\`${name.replaceAll('`', '')}\` is not a map`);
  return value;
}

function listAt(value: Value, name: string): readonly Value[] {
  if (value === null) return [];
  if (!isList(value)) throw new PlanError(`\`${name}\` is not a list`);
  return value;
}

function text(entry: ValueMap, name: string): string {
  const value = own(entry, name);
  if (typeof value !== 'string') throw new PlanError(`a resource or module has no \`${name}\``);
  return value;
}

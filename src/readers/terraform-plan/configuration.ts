import { isMap, own, type Value, type ValueMap } from '../../language/value.js';
import { type InstanceKey, moduleCalls } from './address.js';

/** A module as it is configured, for one of its instances. */
export interface Scope {
  /** Empty for the root. */
  readonly address: string;
  readonly configuration: ValueMap;
  /** Of `count` or `for_each` of the module call; what `each.key` means in the call's own expressions. */
  readonly key: InstanceKey;
  readonly parent: Scope | null;
  /** The call's arguments, which stand in the parent. */
  readonly inputs: ValueMap | null;
}

/** Finds what the plan's `configuration` says about modules and resources. */
export class Configuration {
  readonly #root: Scope | null;
  readonly #scopes = new Map<string, Scope | null>();
  readonly #resources = new WeakMap<ValueMap, ReadonlyMap<string, ValueMap>>();

  constructor(configuration: Value) {
    const root = isMap(configuration) ? own(configuration, 'root_module') : null;
    this.#root = isMap(root) ? { address: '', configuration: root, key: null, parent: null, inputs: null } : null;
  }

  /** The scope of a module address; null where the plan says nothing about it. */
  scope(address: string): Scope | null {
    const known = this.#scopes.get(address);
    if (known !== undefined) return known;
    const found = this.#find(address);
    this.#scopes.set(address, found);
    return found;
  }

  #find(address: string): Scope | null {
    let scope = this.#root;
    let path = '';
    for (const { name, key } of moduleCalls(address)) {
      if (!scope) return null;
      path = `${path}${path === '' ? '' : '.'}module.${name}${instance(key)}`;
      scope = called(scope, name, key, path);
    }
    return scope;
  }

  /** The expressions of a resource; null where the plan does not have them. */
  expressions(scope: Scope, address: string): ValueMap | null {
    const resources = this.#resources.get(scope.configuration) ?? byAddress(scope.configuration);
    this.#resources.set(scope.configuration, resources);
    const resource = resources.get(address);
    if (!resource) return null;
    const expressions = own(resource, 'expressions');
    return isMap(expressions) ? expressions : {};
  }
}

/** As Terraform prints it: `${` and `%{` in a key are escaped. */
function instance(key: InstanceKey): string {
  return key === null ? '' : `[${JSON.stringify(key).replaceAll('${', '$$${').replaceAll('%{', '%%{')}]`;
}

function called(parent: Scope, name: string, key: InstanceKey, address: string): Scope | null {
  const calls = own(parent.configuration, 'module_calls');
  const call = isMap(calls) ? own(calls, name) : null;
  const configuration = isMap(call) ? own(call, 'module') : null;
  if (!isMap(call) || !isMap(configuration)) return null;
  const inputs = own(call, 'expressions');
  return { address, configuration, key, parent, inputs: isMap(inputs) ? inputs : {} };
}

function byAddress(module: ValueMap): ReadonlyMap<string, ValueMap> {
  const found = new Map<string, ValueMap>();
  const resources = own(module, 'resources');
  if (!Array.isArray(resources)) return found;
  for (const resource of resources) {
    const address = isMap(resource) ? own(resource, 'address') : null;
    if (isMap(resource) && typeof address === 'string') found.set(address, resource);
  }
  return found;
}

import { isList, isMap, own, type Value, type ValueMap } from '../../language/value.js';
import { type InstanceKey, parseAddress, type Step, withoutKey } from './address.js';
import type { Configuration, Scope } from './configuration.js';
import type { Plan, PlannedResource } from './plan.js';

/** The resource or data source that an expression names, with the attribute where the plan tells which. */
export interface Target {
  readonly resource: PlannedResource;
  readonly attribute: string | null;
}

/** What an expression refers to. */
export interface Referred {
  readonly targets: readonly Target[];
  /** The expression also mentions values that are known: arguments, constants. */
  readonly known: boolean;
}

/** More than any expression that people write; a hostile plan stops here. */
const MOST_STEPS = 2_000;

/** Deeper than modules are nested; a circle stops here. */
const DEEPEST_CHAIN = 200;

/** Longer than any reference that people write. */
const LONGEST = 1_000;

const NOTHING: Referred = { targets: [], known: true };

/**
 * Follows the references of expressions through variables and module outputs to the resources of the plan.
 * A plan lists what an expression mentions, not how: what cannot be told apart is left unresolved.
 */
export class References {
  #steps = 0;
  #depth = 0;
  readonly #instances = new Map<string, PlannedResource[]>();
  readonly #modules = new Map<string, string[]>();
  readonly #knownData: ReadonlySet<string>;

  constructor(
    { resources, modules, knownData }: Plan,
    readonly configuration: Configuration,
  ) {
    this.#knownData = knownData;
    for (const resource of resources) add(this.#instances, join(resource.module, localAddress(resource)), resource);
    for (const module of modules) add(this.#modules, withoutKey(module), module);
  }

  /** What an expression refers to; null where that cannot be told. */
  follow(expression: Value, scope: Scope, key: InstanceKey): Referred | null {
    this.#steps = 0;
    this.#depth = 0;
    return this.#expression(expression, scope, key);
  }

  #expression(expression: Value, scope: Scope, key: InstanceKey): Referred | null {
    if (++this.#depth > DEEPEST_CHAIN) return null;
    const referred = this.#mentioned(expression, scope, key);
    this.#depth--;
    return referred;
  }

  #mentioned(expression: Value, scope: Scope, key: InstanceKey): Referred | null {
    const references = isMap(expression) ? own(expression, 'references') : null;
    if (!isList(references)) return isMap(expression) && Object.hasOwn(expression, 'constant_value') ? NOTHING : null;
    const texts = references.filter((reference) => typeof reference === 'string');
    if (texts.some(({ length }) => length > LONGEST)) return null;
    const all = fullest(texts);
    const ownKey = all.some((reference) => reference === 'each.key' || reference === 'count.index') ? key : null;
    const found: Referred[] = [];
    for (const reference of all) {
      if (reference === 'each.key' || reference === 'count.index') continue;
      const referred = this.#reference(reference, scope, ownKey);
      if (!referred) return null;
      found.push(referred);
    }
    return together(found);
  }

  #reference(reference: string, scope: Scope, key: InstanceKey): Referred | null {
    if (++this.#steps > MOST_STEPS) return null;
    const [first, second, ...rest] = parseAddress(reference) ?? [];
    if (!first || !second) return null;
    switch (first.name) {
      case 'var':
        return partOf(this.#variable(second.name, scope), second.key, rest);
      case 'module':
        return rest[0] ? partOf(this.#output(second, rest[0], scope, key), rest[0].key, rest.slice(1)) : null;
      case 'path':
      case 'terraform':
        return NOTHING;
      case 'local':
      case 'each':
      case 'count':
      case 'self':
        return null;
      case 'data':
        return rest[0]
          ? this.#resource(`data.${second.name}.${rest[0].name}`, rest[0].key ?? key, rest.slice(1), scope)
          : null;
      default:
        return this.#resource(`${first.name}.${second.name}`, second.key ?? key, rest, scope);
    }
  }

  /** A variable of the root is known when the plan is made; a module's is what its call passes, or its default. */
  #variable(name: string, scope: Scope): Referred | null {
    const argument = scope.inputs ? own(scope.inputs, name) : null;
    if (!scope.parent || argument === null) return NOTHING;
    return this.#expression(argument, scope.parent, scope.key);
  }

  #output(call: Step, output: Step, scope: Scope, key: InstanceKey): Referred | null {
    const base = join(scope.address, `module.${call.name}`);
    const wanted = call.key ?? key;
    // A module that has no resource is not among the planned ones.
    const scopes = (this.#modules.get(base) ?? [base]).map((address) => this.configuration.scope(address));
    const found: Referred[] = [];
    for (const inner of scopes) {
      if (!inner) return null;
      if (wanted !== null && inner.key !== null && inner.key !== wanted) continue;
      const referred = this.#expression(outputExpression(inner.configuration, output.name), inner, inner.key);
      if (!referred) return null;
      found.push(referred);
    }
    if (found.length === 0) return null;
    return together(found);
  }

  #resource(local: string, key: InstanceKey, rest: readonly Step[], scope: Scope): Referred | null {
    const address = join(scope.address, local);
    const instances = this.#instances.get(address) ?? [];
    if (instances.length === 0 && this.#knownData.has(address)) return NOTHING;
    const wanted = instances.filter((resource) => key === null || resource.key === null || resource.key === key);
    if (wanted.length === 0 || rest.length > 1 || (rest[0] && rest[0].key !== null)) return null;
    this.#steps += wanted.length;
    const attribute = rest[0]?.name ?? null;
    const found = wanted.map((resource) => this.#attribute(resource, attribute));
    return found.every((referred) => referred !== null) ? together(found) : null;
  }

  /** An attribute that was configured with something else is that: the VPC of a subnet is the VPC. */
  #attribute(resource: PlannedResource, attribute: string | null): Referred | null {
    const target: Referred = { targets: [{ resource, attribute }], known: false };
    const scope = attribute === null || attribute === 'name' ? null : this.configuration.scope(resource.module);
    const expressions = scope && this.configuration.expressions(scope, localAddress(resource));
    const expression = expressions && attribute !== null ? own(expressions, attribute) : null;
    const passedOn = isMap(expression) && isList(own(expression, 'references'));
    return scope && passedOn ? this.#expression(expression, scope, resource.key) : target;
  }
}

const together = (found: readonly Referred[]): Referred => ({
  targets: found.flatMap(({ targets }) => targets),
  known: found.some(({ known }) => known),
});

/** What stands below a value: `var.network.subnets`, or by index in a list whose elements are listed one by one. */
function partOf(referred: Referred | null, key: InstanceKey, rest: readonly Step[]): Referred | null {
  if (!referred || (key === null && rest.length === 0)) return referred;
  if (referred.targets.length === 0) return referred;
  const target = typeof key === 'number' && rest.length === 0 && !referred.known ? referred.targets[key] : undefined;
  return target ? { targets: [target], known: false } : null;
}

function outputExpression(module: ValueMap, name: string): Value {
  const outputs = own(module, 'outputs');
  const output = isMap(outputs) ? own(outputs, name) : null;
  return isMap(output) ? own(output, 'expression') : null;
}

/** Terraform lists each reference in full and then every shorter form of it; only the full ones are kept. */
function fullest(references: readonly string[]): string[] {
  const shorter = new Set<string>();
  for (const reference of references) {
    for (let end = reference.length - 1; end > 0; end--) {
      const next = reference[end];
      if (next === '.' || next === '[') shorter.add(reference.slice(0, end));
    }
  }
  return [...new Set(references)].filter((reference) => !shorter.has(reference));
}

/** The address of a resource in its module, without its key: as the configuration names it. */
export function localAddress({ mode, type, name }: PlannedResource): string {
  return `${mode === 'data' ? 'data.' : ''}${type}.${name}`;
}

const join = (module: string, local: string): string => (module === '' ? local : `${module}.${local}`);

function add<T>(map: Map<string, T[]>, key: string, value: T): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}

import { own, type ValueMap } from '../../language/value.js';
import type { PlannedResource } from './plan.js';

/** ARNs and the ids that AWS gives out (`subnet-0a1b…`, a detector's 32 digits): no two resources share one. */
const UNIQUE = /^(arn:|[a-z]+-[0-9a-f]{8,17}$|[0-9a-f]{32}$)/;

/** Its `arn` is an argument: the ARN of what the rule starts. */
const TARGET = 'aws_cloudwatch_event_target';

/**
 * The resources that exist already, by their ARNs and ids. A reference to one is a literal in the plan; with this,
 * an update is judged as the creation was. Names stay literals: others may have the same.
 */
export class Identities {
  readonly #owners = new Map<string, { readonly resource: PlannedResource; readonly attribute: string } | null>();

  /** @param resources only those that CloudFormation has too: a policy of Terraform's carries the id of its owner */
  constructor(resources: readonly PlannedResource[]) {
    for (const resource of resources) if (resource.type !== TARGET) this.#add(resource);
  }

  #add(resource: PlannedResource): void {
    for (const attribute of ['arn', 'id'] as const) {
      const literal = literalAt(resource.values, attribute);
      if (literal === null) continue;
      const other = this.#owners.get(literal);
      if (other === undefined) this.#owners.set(literal, { resource, attribute });
      else if (other?.resource !== resource) this.#owners.set(literal, null);
    }
  }

  /** The one resource of the plan that has this ARN or id. */
  owner(literal: string): { readonly resource: PlannedResource; readonly attribute: string } | null {
    return this.#owners.get(literal) ?? null;
  }
}

function literalAt(values: ValueMap, name: string): string | null {
  const value = own(values, name);
  return typeof value === 'string' && UNIQUE.test(value) ? value : null;
}

import type { AttachedPolicy, Level } from '../scp/level.js';
import { parsePolicy } from '../scp/parse/parse.js';
import type { Policy, PolicyType } from '../scp/policy.js';
import { placesOf, type TargetPlace } from './places.js';
import type { Organization } from './tree.js';

/** A policy of the organization whose document cannot be read: what it decides is not known. */
export interface UnreadPolicy {
  readonly id: string;
  readonly name: string;
  readonly message: string;
}

/** The policies of one type of an organization, for the engine that decides requests. */
export class OrganizationLevels {
  /** Every place by its id. */
  readonly places: ReadonlyMap<string, TargetPlace>;
  readonly unread: readonly UnreadPolicy[];
  readonly #organization: Organization;
  readonly #policies: ReadonlyMap<string, AttachedPolicy>;
  readonly #type: PolicyType;

  constructor(organization: Organization, type: PolicyType) {
    this.#organization = organization;
    this.#type = type;
    this.places = placesOf(organization);
    const read = [...organization.policies.values()]
      .filter((policy) => policy.type === type)
      .map(({ id, name, content }) => ({ id, name, parsed: parsePolicy(content, type) }));
    this.unread = read.flatMap(({ id, name, parsed }) =>
      parsed.problems ? [{ id, name, message: parsed.problems[0]?.message ?? 'it cannot be read' }] : [],
    );
    this.#policies = new Map(
      read.flatMap(({ id, name, parsed }) =>
        parsed.policy ? [[id, { id, name, policy: parsed.policy }] as const] : [],
      ),
    );
  }

  /**
   * What is in force at a place, from the root down. Where the type is not enabled nothing is, and there is no level.
   * @param target the id of a unit or account
   */
  of(target: string): Level[] {
    if (this.#organization.policyTypes[this.#type] === undefined) return [];
    const chain = this.places.get(target)?.ancestors ?? [];
    return chain.flatMap((id) => {
      const place = this.places.get(id);
      return place ? [{ target: id, name: place.path, policies: this.#attached(place) }] : [];
    });
  }

  /** Every policy of the type that can be read, attached or not. */
  get all(): readonly Policy[] {
    return [...this.#policies.values()].map(({ policy }) => policy);
  }

  #attached({ policies }: TargetPlace): AttachedPolicy[] {
    return policies.flatMap((id) => this.#policies.get(id) ?? []);
  }
}

/** Where an account, or any account of a unit, is in the organization: `o-…/r-…/ou-…/`. */
export function organizationPath({ id }: Organization, { ancestors }: TargetPlace): string {
  return [id, ...ancestors.filter((one) => !/^\d{12}$/.test(one)), ''].join('/');
}

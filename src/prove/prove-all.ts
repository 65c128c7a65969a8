import { findTarget } from '../organization/find-target.js';
import { OrganizationLevels } from '../organization/levels.js';
import type { TargetPlace } from '../organization/places.js';
import type { Organization } from '../organization/tree.js';
import type { Catalogue } from '../scp/catalogue/catalogue.js';
import type { Level } from '../scp/level.js';
import type { PolicyType } from '../scp/policy.js';
import type { PropertyDefinition } from '../scp/property.js';
import { type ProofResult, prove, type World } from '../scp/prove/prove.js';
import { notDerived } from '../scp/prove/witness.js';
import type { Request } from '../scp/request.js';
import type { WrittenRequest } from '../simulate/schema.js';
import type { Proof } from './schema.js';

/** A property, and of what it is said. */
export interface AskedProperty {
  readonly definition: PropertyDefinition;
  /** Units, accounts or ids; null for every account. */
  readonly units: readonly string[] | null;
  /** The organization whose policies are judged; of `equal` and `noNewDenial` also the one before. */
  readonly organization: Organization;
  readonly compared: Organization | null;
  /** Which policies are judged. */
  readonly type: PolicyType;
}

/** Proves properties over all requests, for every account that they speak of. */
export class PropertyProver {
  readonly #catalogue: Catalogue;
  readonly #levels: Readonly<Record<PolicyType, Map<Organization, OrganizationLevels>>> = {
    SERVICE_CONTROL_POLICY: new Map(),
    RESOURCE_CONTROL_POLICY: new Map(),
  };

  constructor(catalogue: Catalogue) {
    this.#catalogue = catalogue;
  }

  /** The proof, or what is wrong with the property, in words. */
  prove(asked: AskedProperty): Proof | string {
    const places = placesFor(asked);
    if (typeof places === 'string') return places;
    const unread = [asked.organization, ...(asked.compared ? [asked.compared] : [])].flatMap(
      (one) => this.#of(one, asked.type).unread,
    );
    const [first] = unread;
    if (first) return `policy \`${first.name}\` of the organization cannot be read: ${first.message}`;
    return this.#overAll(asked, places);
  }

  /** Accounts with the same policies on their way from the root are judged once. */
  #overAll(asked: AskedProperty, places: readonly TargetPlace[]): Proof {
    const groups = new Map<string, { readonly place: TargetPlace; readonly sides: Level[][] }>();
    for (const place of places) {
      const sides = this.#sides(asked, place);
      const key = JSON.stringify(sides.map((levels) => levels.map(({ policies }) => policies.map(({ id }) => id))));
      if (!groups.has(key)) groups.set(key, { place, sides });
    }
    const proof: MutableProof = { classes: 0, facts: new Set() };
    for (const { place, sides } of groups.values()) {
      const world = this.#world(asked.organization);
      const outcome = prove(asked.definition, sides, world, asked.type);
      proof.classes += outcome.classes;
      for (const { id, text } of outcome.facts) proof.facts.add(`${id}: ${text}`);
      if (outcome.result !== 'proved') {
        const also = newlyDenied(asked, outcome, (definition) => prove(definition, sides, world, asked.type));
        return failed(asked, outcome, { place, world, proof, also });
      }
    }
    return { ...summary(asked, proof), result: 'proved', accounts: places.length, counterexample: null, reason: null };
  }

  #sides({ organization, compared, type }: AskedProperty, { id }: TargetPlace): Level[][] {
    return [...(compared ? [compared] : []), organization].map((one) => this.#of(one, type).of(id));
  }

  #of(organization: Organization, type: PolicyType): OrganizationLevels {
    const known = this.#levels[type].get(organization) ?? new OrganizationLevels(organization, type);
    this.#levels[type].set(organization, known);
    return known;
  }

  #world({ id, managementAccount }: Organization) {
    return { catalogue: this.#catalogue, organizationId: /^o-[a-z0-9]{10,}$/.test(id) ? id : null, managementAccount };
  }
}

interface MutableProof {
  classes: number;
  readonly facts: Set<string>;
}

const summary = ({ definition }: AskedProperty, { classes, facts }: MutableProof) => ({
  property: definition.name,
  classes,
  facts: [...facts],
});

/** More newly denied actions than these are not listed. */
const MOST_LISTED = 10;

/** Of `noNewDenial`: an action of each kind that is newly denied, found by leaving out those that are known. */
function newlyDenied(
  { definition }: AskedProperty,
  first: ProofResult,
  again: (definition: PropertyDefinition) => ProofResult,
): string[] {
  const actions: string[] = [];
  let outcome = first;
  while (definition.property === 'noNewDenial' && outcome.counterexample && actions.length < MOST_LISTED) {
    actions.push(outcome.counterexample.action);
    const left = [...(definition.except?.actions ?? []), ...actions];
    outcome = again({ ...definition, except: { ...definition.except, actions: left } });
  }
  return outcome.counterexample && actions.length === MOST_LISTED ? [...actions, '…'] : actions;
}

interface Failing {
  readonly place: TargetPlace;
  readonly world: World;
  readonly proof: MutableProof;
  /** Actions that are newly denied; empty for other properties. */
  readonly also: readonly string[];
}

function failed(asked: AskedProperty, outcome: ProofResult, { place, world, proof, also }: Failing): Proof {
  const counterexample = outcome.counterexample ? written(outcome.counterexample, place, world) : null;
  return {
    ...summary(asked, proof),
    result: outcome.result === 'refuted' ? 'refuted' : 'undecided',
    accounts: 0,
    counterexample,
    reason: outcome.reason ?? reasonText(place, also),
  };
}

/** The accounts below the units that a property names; a unit without accounts stands for those to come. */
function placesFor({ organization, units }: AskedProperty): readonly TargetPlace[] | string {
  const all = [...new OrganizationLevels(organization, 'SERVICE_CONTROL_POLICY').places.values()];
  const found: TargetPlace[] = [];
  for (const named of units ?? ['/']) {
    const target = findTarget(organization, named);
    if (typeof target === 'string') return target;
    const below = all.filter(({ ancestors }) => ancestors.includes(target.id));
    const accounts = below.filter(({ id }) => /^\d{12}$/.test(id) && id !== organization.managementAccount);
    const empty = below.filter(
      ({ id }) => !/^\d{12}$/.test(id) && !accounts.some(({ ancestors }) => ancestors.at(-2) === id),
    );
    found.push(...accounts, ...empty);
  }
  return [...new Map(found.map((place) => [place.id, place])).values()];
}

/** A request as `simulate --requests` takes it: what follows by itself is left out. */
function written(request: Request, place: TargetPlace, world: World): WrittenRequest {
  const { action, resource, principal, context } = request;
  const region = context.get('aws:requestedregion')?.[0];
  const rest = [...notDerived(request, world)].filter(([key]) => key !== 'aws:requestedregion');
  const where = /^\d{12}$/.test(place.id) ? { account: place.id } : { unit: place.path };
  return {
    principal,
    action,
    resource,
    ...(region !== undefined && { region }),
    ...where,
    context: Object.fromEntries(rest.map(([key, values]) => [key, [...values]])),
  };
}

const reasonText = ({ path }: TargetPlace, also: readonly string[]): string =>
  also.length > 0
    ? `newly denied at \`${path}\`, among others like them: ${also.join(', ')}`
    : `a request refutes it at \`${path}\``;

import { isOrganizationId } from '../organization/configured-tree.js';
import { findTarget } from '../organization/find-target.js';
import { OrganizationLevels, organizationPath } from '../organization/levels.js';
import type { TargetPlace } from '../organization/places.js';
import { objectName } from '../organization/plan/desired.js';
import type { PlannedDocument } from '../organization/planned/planned-state.js';
import type { Organization } from '../organization/tree.js';
import type { Catalogue } from '../scp/catalogue/catalogue.js';
import { type IsMultivalued, multivaluedIn } from '../scp/conditions/multivalued.js';
import { compile, type Decider } from '../scp/evaluate/decider.js';
import type { Explanation, StatementReference as Referred } from '../scp/evaluate/explain.js';
import { accountOf } from '../scp/evaluate/outside.js';
import { POLICY_TYPES, type PolicyType } from '../scp/policy.js';
import type { Request } from '../scp/request.js';
import { type CompletedRequest, completedRequest } from './completed-request.js';
import type { Decision, RequestCase, StatementReference, WrittenRequest } from './schema.js';

const undocumented = ({ assumed }: Explanation): string[] => assumed.map((text) => `${text}: AWS documents no answer`);

/** Decides requests against the service and resource control policies of an organization. */
export class Simulator {
  readonly #organization: Organization;
  readonly #levels: Readonly<Record<PolicyType, OrganizationLevels>>;
  readonly #deciders = new Map<string, Decider>();
  /** Policy id and statement → control. */
  readonly #controls: ReadonlyMap<string, string>;
  readonly #isMultivalued: IsMultivalued;

  /**
   * @param documents what is planned: says which control a statement is of
   * @param catalogue knows which condition keys may have several values
   */
  constructor(organization: Organization, documents: readonly PlannedDocument[], catalogue: Catalogue) {
    this.#organization = organization;
    this.#isMultivalued = multivaluedIn(catalogue);
    this.#levels = {
      SERVICE_CONTROL_POLICY: new OrganizationLevels(organization, 'SERVICE_CONTROL_POLICY'),
      RESOURCE_CONTROL_POLICY: new OrganizationLevels(organization, 'RESOURCE_CONTROL_POLICY'),
    };
    this.#controls = new Map(
      documents.flatMap((document) =>
        document.statements.map(({ sid, control }) => [`${objectName(document)} ${sid}`, control] as const),
      ),
    );
  }

  /** Policies whose document cannot be read: decisions would be guesses. */
  get unread(): readonly { readonly name: string; readonly message: string }[] {
    return POLICY_TYPES.flatMap((type) => this.#levels[type].unread);
  }

  /** The decision, or what is wrong with the request, in words. */
  decide({ name, request, expect, by }: RequestCase): Decision | string {
    const place = this.#placeOf(request);
    if (typeof place === 'string') return place;
    const organization = { id: this.#organization.id, path: organizationPath(this.#organization, place) };
    const asked = completedRequest(request, organization);
    const explained = POLICY_TYPES.map((type) => this.#decider(type, place).explain(asked.request));
    return this.#decision(name ?? `${request.principal} ${request.action}`, explained, asked, place, { expect, by });
  }

  /** Whose policies decide: the unit or account that is named, else the principal's own account. */
  #placeOf({ unit, account, principal }: WrittenRequest): TargetPlace | string {
    const own = accountOf(principal);
    if (unit !== undefined) return findTarget(this.#organization, unit);
    if (account !== undefined) return findTarget(this.#organization, account);
    if (own === '') return `\`${principal}\` has no account: name the \`account\` whose policies decide`;
    const place = findTarget(this.#organization, own);
    if (typeof place !== 'string') return place;
    if (own === this.#organization.managementAccount) return findTarget(this.#organization, '/');
    return `account \`${own}\` is not in the organization: name a \`unit\` or an \`account\` whose policies decide`;
  }

  #decider(type: PolicyType, place: TargetPlace): Decider {
    const key = `${type} ${place.id}`;
    const known = this.#deciders.get(key);
    if (known) return known;
    const { managementAccount, id } = this.#organization;
    // Where nobody names the organization, nobody is known to be of another one.
    const own = isOrganizationId(id) ? { organizationId: id } : {};
    const made = compile(this.#levels[type].of(place.id), { type, managementAccount, ...own }, this.#isMultivalued);
    this.#deciders.set(key, made);
    return made;
  }

  #decision(
    name: string,
    explained: readonly Explanation[],
    { request, assumed }: CompletedRequest,
    place: TargetPlace,
    expected: { readonly expect: RequestCase['expect']; readonly by: string | undefined },
  ): Decision {
    const outside = explained.every((one) => one.outside !== null) ? (explained[0]?.outside ?? null) : null;
    const denying = explained.filter(({ decision }) => decision === 'deny');
    const decision = denying.length > 0 ? 'deny' : 'allow';
    const by = explained.flatMap((one) => one.by.map((reference) => this.#reference(reference)));
    const asExpected = expected.expect === undefined || expected.expect === decision;
    const byExpected =
      expected.by === undefined ||
      by.some(({ control, statement }) => control === expected.by || statement === expected.by);
    return {
      name,
      decision,
      explicit: denying.some(({ explicit }) => explicit),
      by,
      levels: (denying[0] ?? explained[0])?.levels.map(({ target, allowed }) => ({ target, allowed })) ?? [],
      missingContext: [...new Set(explained.flatMap(({ missingContext }) => missingContext))].toSorted(),
      assumed: outside === null ? [...new Set([...assumed, ...explained.flatMap(undocumented)])] : [],
      outside,
      nearest: decision === 'allow' ? this.#nearest(explained, request, place) : null,
      expected: expected.expect ?? null,
      passed: asExpected && byExpected,
    };
  }

  #reference({ policy, name, statement, target }: Referred): StatementReference {
    return { policy, name, statement, control: this.#controls.get(`${policy} ${statement}`) ?? null, target };
  }

  /** A deny of another place that would hold here goes before one that is here and does not hold. */
  #nearest(explained: readonly Explanation[], request: Request, place: TargetPlace): Decision['nearest'] {
    const elsewhere = this.#elsewhere(request, place);
    if (elsewhere) return elsewhere;
    const [nearest] = explained.flatMap((one) => one.nearest ?? []);
    return nearest ? { statement: this.#reference(nearest.statement), why: nearest.why, missingFrom: [] } : null;
  }

  #elsewhere(request: Request, place: TargetPlace): Decision['nearest'] {
    const levels = this.#levels.SERVICE_CONTROL_POLICY;
    for (const other of levels.places.values()) {
      if (other.ancestors.every((id) => place.ancestors.includes(id)) || other.policies.length === 0) continue;
      const [found] = this.#decider('SERVICE_CONTROL_POLICY', other).explain(request).by;
      if (!found || place.ancestors.includes(found.target)) continue;
      const why = `it would hold, and is attached at \`${levels.places.get(found.target)?.path}\` alone`;
      return { statement: this.#reference(found), why, missingFrom: [...place.ancestors] };
    }
    return null;
  }
}

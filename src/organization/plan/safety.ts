import type { Catalogue } from '../../scp/catalogue/catalogue.js';
import type { Level } from '../../scp/level.js';
import { lint } from '../../scp/lint/lint.js';
import type { LintSettings } from '../../scp/lint/rule.js';
import { parsePolicy, parsePolicyDocument } from '../../scp/parse/parse.js';
import type { PropertyDefinition } from '../../scp/property.js';
import { noEscape } from '../../scp/prove/escape.js';
import { type ProofResult, prove } from '../../scp/prove/prove.js';
import { OrganizationLevels } from '../levels.js';
import type { TargetPlace } from '../places.js';
import { type Governing, GUARDRAILS } from '../planned/governing.js';
import { plannedOrganization } from '../planned/planned-organization.js';
import type { PlannedState } from '../planned/planned-state.js';
import type { Organization } from '../tree.js';
import { isOwned } from './desired.js';
import { hasStatements, type Refusal } from './draft.js';

/** What is proved, and for whom. */
export interface AccessInput {
  readonly organization: Organization;
  readonly catalogue: Catalogue;
  /** The deployment role, and those who may break glass: patterns of ARNs. */
  readonly keepers: readonly string[];
}

/** What the safety of a plan is judged by. */
export interface SafetyInput extends AccessInput {
  readonly state: PlannedState;
  readonly quotas: LintSettings['quotas'];
}

/**
 * What speaks against a plan, found on what the policies do and not on their text: somebody loses access that must keep
 * it, somebody could make himself exempt, a document is wrong.
 */
export function safetyRefusals(input: SafetyInput): Refusal[] {
  const groups = comparedGroups(input, plannedOrganization(input.organization, input.state.documents));
  if ('unread' in groups) return groups.unread;
  const open = new Map<string, readonly PropertyDefinition[]>();
  return [
    ...documentErrors(input),
    ...groups.groups.flatMap((group) => lostAccess(input, group)),
    ...groups.groups.flatMap((group) => escapes(input, group, open)),
  ];
}

/** Who loses access that he must keep, where an organization becomes another. */
export function accessRefusals(input: AccessInput, after: Organization): Refusal[] {
  const groups = comparedGroups(input, after);
  return 'unread' in groups ? groups.unread : groups.groups.flatMap((group) => lostAccess(input, group));
}

function comparedGroups(
  { organization }: AccessInput,
  planned: Organization,
): { readonly groups: readonly Group[] } | { readonly unread: Refusal[] } {
  const before = new OrganizationLevels(organization, 'SERVICE_CONTROL_POLICY');
  const after = new OrganizationLevels(planned, 'SERVICE_CONTROL_POLICY');
  const unread = [...before.unread, ...after.unread].map(({ name, message }) => ({
    rule: 'unread',
    message: `policy \`${name}\` cannot be read, so that what it does is not known: ${message}`,
  }));
  if (unread.length > 0) return { unread };
  const ownership = [ownedOf(organization), ownedOf(planned)] as const;
  return { groups: groupsOf(before, after, ownership, organization.managementAccount) };
}

const ownedOf = ({ policies }: Organization): ReadonlySet<string> =>
  new Set([...policies.values()].filter(isOwned).map(({ id }) => id));

/** Places that fare alike by what ringfence owns; what others own is the same before and after. */
interface Group {
  readonly place: TargetPlace;
  /** With what ringfence owns alone, everything else allowed. */
  readonly own: readonly [before: Level[], after: Level[]];
  /** Every combination with what others own. */
  readonly whole: () => readonly { readonly place: TargetPlace; readonly before: Level[]; readonly after: Level[] }[];
}

function groupsOf(
  before: OrganizationLevels,
  after: OrganizationLevels,
  [ownedBefore, ownedAfter]: readonly [ReadonlySet<string>, ReadonlySet<string>],
  management: string,
): Group[] {
  const groups = new Map<string, TargetPlace[]>();
  for (const place of before.places.values()) {
    if (place.id === management) continue;
    const owned = (levels: OrganizationLevels, ids: ReadonlySet<string>): string[][] =>
      place.ancestors.map((id) => (levels.places.get(id)?.policies ?? []).filter((policy) => ids.has(policy)));
    const key = JSON.stringify(
      [owned(before, ownedBefore), owned(after, ownedAfter)].map((one) => one.filter((ids) => ids.length > 0)),
    );
    groups.set(key, [...(groups.get(key) ?? []), place]);
  }
  return [...groups.values()].flatMap((places) => {
    const [place] = places;
    if (!place) return [];
    const whole = () => distinct(places, before, after);
    return [{ place, own: [ownLevels(before, place, ownedBefore), ownLevels(after, place, ownedAfter)], whole }];
  });
}

function ownLevels(levels: OrganizationLevels, { id }: TargetPlace, owned: ReadonlySet<string>): Level[] {
  const own = levels
    .of(id)
    .map((level) => ({ ...level, policies: level.policies.filter((policy) => owned.has(policy.id)) }));
  return own.map((level) => ({ ...level, policies: [...ALLOWING.policies, ...level.policies] }));
}

function distinct(places: readonly TargetPlace[], before: OrganizationLevels, after: OrganizationLevels) {
  const found = new Map<string, { readonly place: TargetPlace; readonly before: Level[]; readonly after: Level[] }>();
  for (const place of places) {
    const sides = { before: before.of(place.id), after: after.of(place.id) };
    const key = JSON.stringify(
      [sides.before, sides.after].map((side) => side.map(({ policies }) => policies.map(({ id }) => id))),
    );
    if (!found.has(key)) found.set(key, { place, ...sides });
  }
  return [...found.values()];
}

/** Exemptions that anybody could take on, and whatever else lint calls an error. */
function documentErrors({ state, catalogue, quotas }: SafetyInput): Refusal[] {
  const documents = state.documents.flatMap(({ name, type, content }) => {
    if (!hasStatements(type)) return [];
    const parsed = parsePolicy(content, type === 'RESOURCE_CONTROL_POLICY' ? type : 'SERVICE_CONTROL_POLICY');
    return parsed.policy ? [{ file: name, policy: parsed.policy, characters: content.length }] : [];
  });
  const { results } = lint(documents, { catalogue, quotas, exemptions: [], needs: [] });
  return results
    .filter(({ severity }) => severity === 'error')
    .map(({ file, rule, message }) => ({ rule, message: `\`${file}\`: ${message}` }));
}

/**
 * The deployment role and break-glass roles may afterwards do whatever they may now. What ringfence owns is looked at
 * first, with everything else allowed: what holds then holds whatever others deny.
 */
function lostAccess(input: AccessInput, group: Group): Refusal[] {
  if (input.keepers.length === 0) return [];
  const definition: PropertyDefinition = { name: 'keep access', property: 'noNewDenial', principals: input.keepers };
  if (prove(definition, group.own.map(allowed), world(input)).result === 'proved') return [];
  return group.whole().flatMap(({ place, before, after }) => {
    const proof = prove(definition, [before, after].map(allowed), world(input));
    return refusal(
      proof,
      'lost-access',
      `the deployment role or a break-glass role would lose access at \`${place.path}\``,
    );
  });
}

/** Where the type is not enabled nothing is denied. */
const allowed = (levels: readonly Level[]): readonly Level[] => (levels.length > 0 ? levels : [ALLOWING]);

/**
 * Where an exemption is in force, nobody can become exempt: by the role itself, or by what the guard closes besides.
 * @param open what the documents from the root to a guard's place do not hold, by the place: found once for each
 */
function escapes(input: SafetyInput, group: Group, open: Map<string, readonly PropertyDefinition[]>): Refusal[] {
  const guards = input.state.governing.filter(
    ({ control, place: at }) => control.id === GUARDRAILS && group.place.ancestors.includes(at.id),
  );
  const guard = guards.at(-1);
  if (!guard) return [];
  const definitions = open.get(guard.place.id) ?? notHeld(input, guard, group);
  open.set(guard.place.id, definitions);
  return definitions.flatMap((definition) =>
    group.whole().flatMap(({ place, after }) => {
      const proof = prove(definition, [allowed(after)], world(input));
      const message = `somebody without an exemption could become exempt at \`${place.path}\``;
      return refusal(proof, 'escape', `${message} (it does not hold that ${definition.name})`);
    }),
  );
}

/** INVARIANT: what is denied by the documents from the root to the guard's place is denied everywhere below. */
function notHeld(input: SafetyInput, { control, inputs, place }: Governing, group: Group): PropertyDefinition[] {
  const levels = group.own[1].filter(({ target }) => place.ancestors.includes(target));
  const promised = 'properties' in control ? control.properties(inputs) : [];
  return [noEscape(inputs.exemptions), ...promised].filter(
    (definition) => prove(definition, [allowed(levels)], world(input)).result !== 'proved',
  );
}

const FULL = { Effect: 'Allow', Action: '*', Resource: '*' } as const;

/** A level at which everything is allowed. */
const ALLOWING: Level = allowingLevel();

function allowingLevel(): Level {
  const { policy } = parsePolicyDocument({ Version: '2012-10-17', Statement: [FULL] }, 'SERVICE_CONTROL_POLICY');
  return { target: '/', name: '/', policies: policy ? [{ id: 'FullAWSAccess', name: 'FullAWSAccess', policy }] : [] };
}

const world = ({ catalogue, organization }: AccessInput) => ({
  catalogue,
  organizationId: organization.id,
  managementAccount: organization.managementAccount,
});

/** What is not proved is refused, whether it is refuted or not decided. */
function refusal(proof: ProofResult, rule: string, message: string): Refusal[] {
  if (proof.result === 'proved') return [];
  if (!proof.counterexample)
    return [{ rule, message: `it cannot be shown that this does not happen: ${message} (${proof.reason})` }];
  const { principal, action, resource } = proof.counterexample;
  return [{ rule, message: `${message}: \`${principal}\` asking for \`${action}\` on \`${resource}\`` }];
}

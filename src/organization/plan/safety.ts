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
import { type Governing, GUARDRAILS, statementsAt } from '../planned/governing.js';
import { plannedOrganization } from '../planned/planned-organization.js';
import type { PlannedState } from '../planned/planned-state.js';
import type { Organization } from '../tree.js';
import { hasStatements, type Refusal } from './draft.js';

/** What the safety of a plan is judged by. */
export interface SafetyInput {
  readonly organization: Organization;
  readonly state: PlannedState;
  readonly catalogue: Catalogue;
  /** The deployment role, and those who may break glass: patterns of ARNs. */
  readonly keepers: readonly string[];
  readonly quotas: LintSettings['quotas'];
}

/**
 * What speaks against a plan, found on what the policies do and not on their text: somebody loses access that must keep
 * it, somebody could make himself exempt, an override below is wider than what is inherited, a document is wrong.
 */
export function safetyRefusals(input: SafetyInput): Refusal[] {
  const planned = plannedOrganization(input.organization, input.state.documents);
  const before = new OrganizationLevels(input.organization, 'SERVICE_CONTROL_POLICY');
  const after = new OrganizationLevels(planned, 'SERVICE_CONTROL_POLICY');
  const unread = [...before.unread, ...after.unread].map(({ name, message }) => ({
    rule: 'unread',
    message: `policy \`${name}\` cannot be read, so that what it does is not known: ${message}`,
  }));
  if (unread.length > 0) return unread;
  const places = distinctPlaces(before, after, input.organization.managementAccount);
  return [
    ...documentErrors(input),
    ...places.flatMap((place) => lostAccess(input, before.of(place.id), after.of(place.id), place)),
    ...places.flatMap((place) => escapes(input, after.of(place.id), place)),
    ...input.state.governing.flatMap((one) => wider(input, one)),
  ];
}

/** One account, or a unit without any, for each combination of policies on the way from the root. */
function distinctPlaces(before: OrganizationLevels, after: OrganizationLevels, management: string): TargetPlace[] {
  const found = new Map<string, TargetPlace>();
  for (const place of before.places.values()) {
    if (place.id === management) continue;
    const key = JSON.stringify(
      [before, after].map((levels) => place.ancestors.map((id) => levels.places.get(id)?.policies)),
    );
    if (!found.has(key)) found.set(key, place);
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

/** The deployment role and break-glass roles may afterwards do whatever they may now. */
function lostAccess(input: SafetyInput, before: Level[], after: Level[], place: TargetPlace): Refusal[] {
  if (input.keepers.length === 0) return [];
  const definition: PropertyDefinition = { name: 'keep access', property: 'noNewDenial', principals: input.keepers };
  // Where the type is not enabled yet nothing is denied.
  const allowing = before.length > 0 ? before : [ALLOWING];
  const proof = prove(definition, [allowing, after], world(input));
  const who = 'the deployment role or a break-glass role';
  return refusal(proof, 'lost-access', `${who} would lose access at \`${place.path}\``);
}

/** Where an exemption is in force, nobody can become exempt. */
function escapes(input: SafetyInput, after: Level[], place: TargetPlace): Refusal[] {
  const guards = input.state.governing.filter(
    ({ control, place: at }) => control.id === GUARDRAILS && place.ancestors.includes(at.id),
  );
  const [guard] = guards.toReversed();
  if (!guard) return [];
  const proof = prove(noEscape(guard.inputs.exemptions), [after], world(input));
  return refusal(proof, 'escape', `somebody without an exemption could become exempt at \`${place.path}\``);
}

/** An override below that allows what is denied above would change nothing, and mislead. */
function wider(input: SafetyInput, own: Governing): Refusal[] {
  if (!own.above) return [];
  const sides = [own, own.above].map((one) => [ALLOWING, levelOf(one)]);
  const proof = prove({ name: 'narrower', property: 'noNewDenial' }, sides, world(input));
  return refusal(
    proof,
    'wider-override',
    `\`${own.control.id}\` at \`${own.place.path}\` allows what it denies at \`${own.above.place.path}\`, which is in force below, too: override it with narrower parameters, or take it from the target above`,
  );
}

function levelOf(one: Governing): Level {
  const parsed = parsePolicyDocument(
    { Version: '2012-10-17', Statement: [FULL, ...statementsAt(one)] },
    'SERVICE_CONTROL_POLICY',
  );
  const policies = parsed.policy ? [{ id: one.control.id, name: one.control.id, policy: parsed.policy }] : [];
  return { target: one.place.id, name: one.place.path, policies };
}

const FULL = { Effect: 'Allow', Action: '*', Resource: '*' } as const;

const ALLOWING: Level = {
  target: '/',
  name: '/',
  policies: [parsePolicyDocument({ Version: '2012-10-17', Statement: [FULL] }, 'SERVICE_CONTROL_POLICY').policy ?? []]
    .flat()
    .map((policy) => ({ id: 'FullAWSAccess', name: 'FullAWSAccess', policy })),
};

const world = ({ catalogue, organization }: SafetyInput) => ({
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

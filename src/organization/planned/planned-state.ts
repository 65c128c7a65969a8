import type { Configuration } from '../../configuration/configuration.js';
import { isFile } from '../../configuration/targets.js';
import { isSharedParameter, missingParameters } from '../../organization-policies/inputs.js';
import type { OrganizationPolicyControl } from '../../organization-policies/organization-policy.js';
import { POLICY_TYPES } from '../../scp/policy.js';
import { suggestion } from '../../text/nearest.js';
import { isOrganizationId } from '../configured-tree.js';
import type { TargetPlace } from '../places.js';
import type { Organization } from '../tree.js';
import { contentDocuments } from './content-documents.js';
import { type Governing, GUARDRAILS, governing, isDenying, isOff } from './governing.js';
import { documentPrefix } from './names.js';
import { ownDocuments, type PolicyFile } from './own-documents.js';
import type { DocumentPlace, PlannedAt, PlannedDocument } from './planned-document.js';
import { type ConfiguredTarget, configuredTargets } from './settings.js';
import { packableOf, statementDocuments } from './statement-documents.js';
import { widened } from './widened.js';

export type { PlannedDocument } from './planned-document.js';

export interface PlannedState {
  readonly documents: readonly PlannedDocument[];
  /** Which control is in force where, with what it is given. */
  readonly governing: readonly Governing[];
  /** What is wrong, in words; then there are no documents, or not all. */
  readonly problems: readonly string[];
}

/** What the planned state is computed from. */
export interface PlanSources {
  readonly organization: Organization;
  readonly configuration: Configuration;
  readonly controls: readonly OrganizationPolicyControl[];
  /** The documents that targets name by a path (`./our-own-scp.json`). */
  readonly files: ReadonlyMap<string, PolicyFile>;
}

/**
 * The documents of every target, packed by what the configuration alone says of quotas: what is attached by others at
 * this moment changes nothing, so that what was reviewed is what is attached.
 */
export function plannedState(sources: PlanSources): PlannedState {
  const { configuration, organization, controls } = sources;
  const { targets, problems } = configuredTargets(configuration, organization);
  const organizationId = isOrganizationId(organization.id) ? organization.id : null;
  const inForce = governing({ configuration, targets, controls, organizationId });
  const wrong = [
    ...problems,
    ...unknownPolicies(targets, controls),
    ...withoutGuardrails(targets, sources),
    ...missingOrWidened(inForce),
  ];
  if (wrong.length > 0) return { documents: [], governing: inForce, problems: [...new Set(wrong)] };
  const places = [...new Map(targets.map(({ place }) => [place.id, place])).values()];
  const planned = places.map((place) => plannedAt(place, inForce, targets, sources));
  return {
    documents: planned.flatMap(({ documents }) => documents),
    governing: inForce,
    problems: planned.flatMap((one) => one.problems),
  };
}

function unknownPolicies(
  targets: readonly ConfiguredTarget[],
  controls: readonly OrganizationPolicyControl[],
): string[] {
  const ids = controls.map(({ id }) => id);
  return targets.flatMap(({ target }) =>
    (target.policies ?? [])
      .filter((policy) => !isFile(policy) && !ids.includes(policy))
      .map(
        (policy) =>
          `target \`${target.unit}\`: there is no organization policy \`${policy}\`${suggestion(policy, ids)}`,
      ),
  );
}

/** Without it every exemption is a way out. */
function withoutGuardrails(
  targets: readonly ConfiguredTarget[],
  { configuration, controls }: Pick<PlanSources, 'configuration' | 'controls'>,
): string[] {
  if (!isOff(configuration, { id: GUARDRAILS })) return [];
  const denying = new Set(controls.filter(isDenying).map(({ id }) => id));
  return targets.some(({ target }) => target.policies?.some((policy) => denying.has(policy)))
    ? [
        `\`${GUARDRAILS}\` is turned off: without it anybody could make himself exempt; remove \`controls.${GUARDRAILS}: off\``,
      ]
    : [];
}

/** Without its parameters a control has no statements to compare. */
function missingOrWidened(inForce: readonly Governing[]): string[] {
  const missing = inForce.flatMap(missingText);
  return missing.length > 0 ? missing : inForce.flatMap(widened);
}

const missingText = ({ control, inputs, place }: Governing): string[] =>
  missingParameters(control, inputs).map((name) => {
    const where = isSharedParameter(name) ? '`parameters:`' : `\`controls.${control.id}.parameters\``;
    const known = name === 'organizationId' ? ', or name the organization file with --organization' : '';
    return `\`${control.id}\` at \`${place.path}\` needs \`${name}\`, which is not set: set it under ${where}${known}`;
  });

function plannedAt(
  place: TargetPlace,
  inForce: readonly Governing[],
  targets: readonly ConfiguredTarget[],
  { configuration, files }: PlanSources,
): PlannedAt {
  const here = targets.filter((one) => one.place.id === place.id);
  const at = documentPlace(place, here, targets);
  const controls = inForce.filter((one) => one.place.id === place.id);
  const own = ownDocuments(here, files);
  const made = POLICY_TYPES.map((type) => {
    const packables = controls.flatMap((one) => packableOf(one, type) ?? []);
    const all = type === 'SERVICE_CONTROL_POLICY' ? [...packables, ...own.packables] : packables;
    return statementDocuments(at, type, all, configuration);
  });
  const parts = [...made, contentDocuments(at, controls, configuration)];
  return {
    documents: parts.flatMap(({ documents }) => documents),
    problems: [...own.problems, ...parts.flatMap(({ problems }) => problems)],
  };
}

function documentPlace(
  place: TargetPlace,
  here: readonly ConfiguredTarget[],
  targets: readonly ConfiguredTarget[],
): DocumentPlace {
  // A path goes before an id or a number, whatever the order of targets.
  const [unit = place.path] = here.map(({ target }) => target.unit).toSorted();
  const others = targets.filter((one) => one.place.id !== place.id).map(({ target }) => target.unit);
  return { target: place.id, targetName: place.path, unit, prefix: documentPrefix(unit, others) };
}

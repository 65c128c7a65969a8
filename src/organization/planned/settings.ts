import { type Configuration, settingOf } from '../../configuration/configuration.js';
import { POLICY_TYPE_NAMES, type PolicyTypeName } from '../../configuration/policy-type.js';
import type { Organization as ConfiguredOrganization } from '../../configuration/schema.js';
import { inputsOf, SHARED_DEFAULTS } from '../../organization-policies/inputs.js';
import type {
  Inputs,
  OrganizationPolicyControl,
  SharedParameters,
} from '../../organization-policies/organization-policy.js';
import { findTarget } from '../find-target.js';
import type { TargetPlace } from '../places.js';
import { AWS_QUOTAS, type Quotas } from '../quotas.js';
import type { Organization } from '../tree.js';

type WrittenTarget = NonNullable<ConfiguredOrganization['targets']>[number];

/** A target of the configuration, where it is in the organization. */
export interface ConfiguredTarget {
  readonly place: TargetPlace;
  readonly target: WrittenTarget;
}

/** The targets from the root down, and what is wrong with those that are not there. */
export function configuredTargets(
  { organization: { targets = [] } }: Configuration,
  organization: Organization,
): { readonly targets: readonly ConfiguredTarget[]; readonly problems: readonly string[] } {
  const found = targets.map((target) => ({ target, place: findTarget(organization, target.unit) }));
  const problems = found.flatMap(({ place }) => (typeof place === 'string' ? [place] : []));
  const resolved = found.flatMap(({ target, place }) => (typeof place === 'string' ? [] : [{ target, place }]));
  return {
    targets: resolved.toSorted((one, other) => one.place.ancestors.length - other.place.ancestors.length),
    problems,
  };
}

/** What the parameters of every control are taken from. */
interface ParameterSources {
  readonly configuration: Configuration;
  readonly targets: readonly ConfiguredTarget[];
  readonly organizationId: string | null;
}

/** What a control is given at a place, weakest first: defaults, `parameters`, `controls.ID`, targets down to the place. */
export function inputsAt(
  control: OrganizationPolicyControl,
  place: TargetPlace,
  { configuration, targets, organizationId }: ParameterSources,
): Inputs {
  const above = targets.filter((one) => place.ancestors.includes(one.place.id)).map(({ target }) => target);
  let shared: SharedParameters = { ...SHARED_DEFAULTS, ...configuration.parameters };
  let own = { ...settingOf(configuration, control.id)?.parameters };
  for (const { parameters, controls } of above) {
    shared = { ...shared, ...parameters };
    own = { ...own, ...(controls && Object.hasOwn(controls, control.id) ? controls[control.id]?.parameters : {}) };
  }
  const deploymentRole = configuration.organization.deploymentRole ?? null;
  const inputs = inputsOf(control, { shared, own, deploymentRole });
  // A perimeter is that of the organization itself, unless another is named.
  if (organizationId === null || inputs.own['organizationId'] !== '') return inputs;
  return { ...inputs, own: { ...inputs.own, organizationId } };
}

/** What may be used of a type of policy at one target; null where no number is known. */
interface Allowance {
  readonly characters: number | null;
  readonly perTarget: number | null;
  /** Left for others. */
  readonly reserved: number;
  /** `perTarget` without what is reserved. */
  readonly slots: number | null;
}

/** What the configuration lets ringfence use of a type of policy at one target. */
export function allowance({ organization: { quotas = {} } }: Configuration, type: PolicyTypeName): Allowance {
  const configured = quotas[type] ?? {};
  const characters = configured.characters ?? AWS_QUOTAS[type].characters;
  const perTarget = configured.perTarget ?? AWS_QUOTAS[type].perTarget;
  // FullAWSAccess and RCPFullAWSAccess take a slot; a second one of SCPs is for others.
  const reserved =
    configured.reserved ?? (type === 'SERVICE_CONTROL_POLICY' ? 2 : type === 'RESOURCE_CONTROL_POLICY' ? 1 : 0);
  return { characters, perTarget, reserved, slots: perTarget === null ? null : Math.max(0, perTarget - reserved) };
}

/** What the organization takes: AWS's quotas, but for those that the configuration says are others. */
export function configuredQuotas(configuration: Configuration): Quotas {
  const configured = POLICY_TYPE_NAMES.map((type) => {
    const { characters, perTarget } = allowance(configuration, type);
    return [type, { ...AWS_QUOTAS[type], characters, perTarget }] as const;
  });
  return { ...AWS_QUOTAS, ...Object.fromEntries(configured) };
}

/** Patterns of the ARNs of those who must keep their access: the deployment role, and those who may break glass. */
export function keepers({ parameters, organization: { deploymentRole } }: Configuration): string[] {
  return [...(parameters.breakGlassRoles ?? []), ...(deploymentRole === undefined ? [] : [deploymentRole])];
}

/** Whether a plan may enable a type of policy, and trusted access of the service that carries it out. */
export function mayEnable(
  { organization: { enablePolicyTypes = 'all' } }: Configuration,
  type: PolicyTypeName,
): boolean {
  return enablePolicyTypes === 'all' || (enablePolicyTypes !== 'none' && enablePolicyTypes.includes(type));
}

/** Whether a plan may enable whatever it needs, also what is of no type of policy. */
export const mayEnableAll = ({ organization: { enablePolicyTypes = 'all' } }: Configuration): boolean =>
  enablePolicyTypes === 'all';

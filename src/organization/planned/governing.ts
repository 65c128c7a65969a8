import { type Configuration, settingOf } from '../../configuration/configuration.js';
import { documentsOf, statementsOf } from '../../organization-policies/inputs.js';
import type { Inputs, OrganizationPolicyControl } from '../../organization-policies/organization-policy.js';
import type { TargetPlace } from '../places.js';
import { type ConfiguredTarget, inputsAt } from './settings.js';

/** The control that keeps everybody from becoming exempt; added where a generated deny begins. */
export const GUARDRAILS = 'protect-guardrails';

/** A control at a place, with what it is given there. */
export interface Governing {
  readonly control: OrganizationPolicyControl;
  readonly place: TargetPlace;
  readonly inputs: Inputs;
  /**
   * What of the same control is inherited here and meant to be overridden; null where nothing is, and for guardrails,
   * which add up: those of exempt roles above stay right whatever is exempt below.
   */
  readonly above: Governing | null;
}

interface Sources {
  readonly configuration: Configuration;
  readonly targets: readonly ConfiguredTarget[];
  readonly controls: readonly OrganizationPolicyControl[];
  /** `o-…`; null where it is not known. */
  readonly organizationId: string | null;
}

/**
 * Which control is in force from which place on: where a target names it, and again below where its statements or
 * documents differ. What is inherited unchanged is not attached a second time. Targets come from the root down.
 */
export function governing(sources: Sources): Governing[] {
  const { configuration, targets } = sources;
  const found: Governing[] = [];
  const controls = sources.controls.filter((one) => !isOff(configuration, one));
  for (const { place } of uniquePlaces(targets)) {
    const here = targets.filter((one) => one.place.id === place.id);
    const named = new Set(here.flatMap(({ target }) => target.policies ?? []));
    if (beginsHere(place, sources)) named.add(GUARDRAILS);
    const inherited = found.filter((one) => one.place.id !== place.id && place.ancestors.includes(one.place.id));
    for (const control of controls) {
      const above = inherited.filter((one) => one.control === control).at(-1) ?? null;
      if (!named.has(control.id) && !above) continue;
      const inputs = inputsAt(control, place, sources);
      if (above && outcomeText(control, above.inputs) === outcomeText(control, inputs)) continue;
      found.push({ control, place, inputs, above: control.id === GUARDRAILS ? null : above });
    }
  }
  return found;
}

/** Whether the configuration turns a control off everywhere. */
export const isOff = (configuration: Configuration, control: { readonly id: string }): boolean =>
  settingOf(configuration, control.id)?.enabled === false;

/** Whether a control has statements of a service control policy, and so exemptions that must be guarded. */
export const isDenying = (control: OrganizationPolicyControl): boolean =>
  control.kind === 'SERVICE_CONTROL_POLICY' || ('guard' in control && control.guard !== undefined);

const uniquePlaces = (targets: readonly ConfiguredTarget[]): ConfiguredTarget[] => [
  ...new Map(targets.map((target) => [target.place.id, target])).values(),
];

/** A generated deny is named here, and nowhere above. */
function beginsHere(place: TargetPlace, { targets, controls, configuration }: Sources): boolean {
  const denying = new Set(controls.filter((one) => isDenying(one) && !isOff(configuration, one)).map(({ id }) => id));
  const withDeny = targets.filter(({ target }) => target.policies?.some((policy) => denying.has(policy)));
  const here = withDeny.some((one) => one.place.id === place.id);
  return here && !withDeny.some((one) => one.place.id !== place.id && place.ancestors.includes(one.place.id));
}

/** Parameters that differ may still lead to the same statements and documents. */
const outcomeText = (control: OrganizationPolicyControl, inputs: Inputs): string =>
  JSON.stringify([statementsOf(control, inputs), documentsOf(control, inputs)]);

/** The statements of a control in force, for comparing one that overrides another. */
export const statementsAt = ({ control, inputs }: Governing) => statementsOf(control, inputs)?.statements ?? [];

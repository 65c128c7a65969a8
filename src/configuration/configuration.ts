import type { Control, Profile, Severity } from '../controls/control.js';
import { parameterDefaults } from '../controls/control.js';
import type { ParameterValue } from '../language/bind.js';
import type { Organization, SharedParameters } from './schema.js';

/** What a configuration says of one control. */
export interface ControlSetting {
  readonly enabled: boolean;
  readonly severity?: Severity;
  readonly parameters: Readonly<Record<string, ParameterValue>>;
}

/** A finding that somebody has accepted until a day: what `check` takes as `Exception`. */
export interface ConfiguredException {
  readonly control: string;
  readonly resource?: string;
  readonly container?: string;
  /** Relative to the folder of `ringfence.yaml`, whichever file of the chain names it. */
  readonly file?: string;
  readonly accounts?: readonly string[];
  readonly reason: string;
  readonly owner: string;
  readonly expires: string;
  readonly source: { readonly file: string; readonly line: number | null };
}

/** The effective configuration: every layer merged and checked against the controls. */
export interface Configuration {
  /** `ringfence.yaml` as messages name it; null without one. */
  readonly file: string | null;
  /** The folder that the globs of `exceptions` count from; absolute, with `/`. */
  readonly folder: string | null;
  readonly profile: Profile;
  readonly parameters: SharedParameters;
  readonly controls: Readonly<Record<string, ControlSetting>>;
  readonly inlineExceptions: 'all' | 'none' | readonly string[];
  readonly exceptions: readonly ConfiguredException[];
  /** Controls that neither an inline exception nor the command line weakens. */
  readonly locked: readonly string[];
  /** Locked controls that stay selected whatever the profile. */
  readonly pinned: readonly string[];
  readonly organization: Organization;
}

/** What holds without any `ringfence.yaml`. */
export const DEFAULTS: Configuration = {
  file: null,
  folder: null,
  profile: 'recommended',
  parameters: {},
  controls: {},
  inlineExceptions: 'all',
  exceptions: [],
  locked: [],
  pinned: [],
  organization: {},
};

/** The setting of a control, if the configuration has one. */
export function settingOf(configuration: Configuration, id: string): ControlSetting | undefined {
  return Object.hasOwn(configuration.controls, id) ? configuration.controls[id] : undefined;
}

/** A shared parameter by name, if it is set. */
function sharedParameter(parameters: SharedParameters, name: string): ParameterValue | undefined {
  return Object.entries(parameters).find(([key]) => key === name)?.[1];
}

/** The values of a control's parameters before any target: its defaults, the shared ones, its own settings. */
export function rootParameters(
  configuration: Configuration,
  control: Pick<Control, 'id' | 'parameters'>,
): Record<string, ParameterValue> {
  return overlaid(
    parameterDefaults(control),
    configuration.parameters,
    settingOf(configuration, control.id)?.parameters,
  );
}

/**
 * The values of a control's parameters at a unit, weakest first: defaults, `parameters`, `controls.ID.parameters`,
 * then the targets from the root down to the unit.
 */
export function unitParameters(
  configuration: Configuration,
  control: Control,
  unit: string,
): Record<string, ParameterValue> {
  return parametersUnder(configuration, control, targetsOf(configuration, unit));
}

/** The same under targets that are known, root first. */
export function parametersUnder(
  configuration: Configuration,
  control: Pick<Control, 'id' | 'parameters'>,
  targets: NonNullable<Organization['targets']>,
): Record<string, ParameterValue> {
  let values = rootParameters(configuration, control);
  for (const target of targets) {
    values = overlaid(values, target.parameters ?? {}, target.controls?.[control.id]?.parameters);
  }
  return values;
}

/** The targets at a unit and above it, root first. An id or account number matches only itself. */
export function targetsOf(configuration: Configuration, unit: string): NonNullable<Organization['targets']> {
  const at = segments(unit);
  return (configuration.organization.targets ?? [])
    .map((target) => ({ target, of: segments(target.unit) }))
    .filter(({ of }) => of.every((segment, index) => at[index] === segment))
    .toSorted((one, other) => one.of.length - other.of.length)
    .map(({ target }) => target);
}

const segments = (unit: string): string[] => unit.split('/').filter((segment) => segment !== '');

function overlaid(
  values: Readonly<Record<string, ParameterValue>>,
  shared: SharedParameters,
  own: Readonly<Record<string, ParameterValue>> = {},
): Record<string, ParameterValue> {
  const inherited = Object.keys(values).flatMap((name) => {
    const value = sharedParameter(shared, name);
    return value === undefined ? [] : [[name, value] as const];
  });
  return { ...values, ...Object.fromEntries(inherited), ...own };
}

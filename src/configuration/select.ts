import { type Control, type Profile, SEVERITIES, type Severity } from '../controls/control.js';
import type { ParameterValue, ParameterValues } from '../language/bind.js';
import { suggestion } from '../text/nearest.js';
import { type Configuration, settingOf, unitParameters } from './configuration.js';
import { findParameter, fits, misfit, parameterFromText } from './parameters.js';
import { inProfile, isSelected } from './selected.js';

/** What one run asks for, besides the configuration. */
export interface Selection {
  /** Exactly this profile, instead of the configuration's. */
  readonly profile?: Profile;
  /** These controls alone, in whatever profile; empty: all that are selected. */
  readonly controls: readonly string[];
  readonly skip: readonly string[];
  /** Only controls at or above. */
  readonly severity?: Severity;
  /** `CONTROL.NAME=VALUE`. */
  readonly set: readonly string[];
  /** The unit whose parameters apply; `/` is the root. */
  readonly unit: string;
}

/** A control as it is judged in this run: what `check` takes as `SelectedControl`. */
export interface ConfiguredControl {
  readonly control: Control;
  readonly severity: Severity;
  readonly parameters: ParameterValues;
}

export type SelectionOutcome =
  | { readonly selected: readonly ConfiguredControl[]; readonly problems?: never }
  | { readonly problems: readonly string[]; readonly selected?: never };

/** The controls of one run, with their severities and parameters. */
export function selectControls(
  configuration: Configuration,
  controls: readonly Control[],
  selection: Selection,
): SelectionOutcome {
  const settings = selection.set.map((text) => parseSetting(text, controls, configuration.locked));
  const problems = [
    ...[...selection.controls, ...selection.skip].flatMap((id) => unknown(id, controls)),
    ...selection.skip.filter((id) => configuration.locked.includes(id)).map((id) => lockedMessage(id, '--skip')),
    ...settings.flatMap((setting) => (typeof setting === 'string' ? [setting] : [])),
  ];
  if (problems.length > 0) return { problems };
  const given = settings.filter((setting) => typeof setting !== 'string');
  return {
    selected: controls
      .filter((control) => wanted(configuration, control, selection))
      .map((control) => configured(configuration, control, selection.unit, given))
      .filter(({ severity }) => !selection.severity || atLeast(severity, selection.severity)),
  };
}

/** At or above. */
function atLeast(severity: Severity, least: Severity): boolean {
  return SEVERITIES.indexOf(severity) >= SEVERITIES.indexOf(least);
}

function wanted(configuration: Configuration, control: Control, { controls, skip, profile }: Selection): boolean {
  if (skip.includes(control.id)) return false;
  if (controls.length > 0) return controls.includes(control.id);
  if (profile === undefined) return isSelected(configuration, control, configuration.profile);
  const on = settingOf(configuration, control.id)?.enabled ?? true;
  return on && (inProfile(control, profile) || configuration.pinned.includes(control.id));
}

function configured(
  configuration: Configuration,
  control: Control,
  unit: string,
  settings: readonly Setting[],
): ConfiguredControl {
  const own = settings.filter(({ id }) => id === control.id).map(({ name, value }) => [name, value] as const);
  return {
    control,
    severity: settingOf(configuration, control.id)?.severity ?? control.severity,
    parameters: { ...unitParameters(configuration, control, unit), ...Object.fromEntries(own) },
  };
}

interface Setting {
  readonly id: string;
  readonly name: string;
  readonly value: ParameterValue;
}

/** `CONTROL.NAME=VALUE`, typed by the control; a text says what is wrong with it. */
function parseSetting(text: string, controls: readonly Control[], locked: readonly string[]): Setting | string {
  const match = /^([^.=]+)\.([^.=]+)=(.*)$/s.exec(text);
  const [, id = '', name = '', written = ''] = match ?? [];
  if (!match) return `\`--set ${text}\` is not of the form CONTROL.NAME=VALUE`;
  const control = controls.find((one) => one.id === id);
  if (!control) return unknown(id, controls).join();
  const parameter = findParameter(control, name);
  if (typeof parameter === 'string') return parameter;
  if (locked.includes(id)) return lockedMessage(id, '--set');
  const value = parameterFromText(parameter.type, written);
  return fits(parameter, value)
    ? { id, name, value }
    : `\`--set ${text}\`: \`${name}\` must be ${misfit(parameter, value)}`;
}

const lockedMessage = (id: string, option: string): string =>
  `\`${id}\` is locked by the configuration that yours extends: \`${option}\` cannot weaken it`;

function unknown(id: string, controls: readonly Control[]): string[] {
  const ids = controls.map((one) => one.id);
  return ids.includes(id)
    ? []
    : [`there is no control \`${id}\`${suggestion(id, ids)}; \`ringfence controls\` lists them`];
}

import { type Control, SEVERITIES } from '../controls/control.js';
import { suggestion } from '../text/nearest.js';
import { type Configuration, rootParameters, settingOf } from './configuration.js';
import { problemAt } from './document.js';
import type { Layer } from './layers.js';
import { isOff } from './merge.js';
import type { Configurable } from './parameters.js';
import type { DocumentPath } from './place.js';
import type { ConfigurationProblem } from './problem.js';
import { isSelected, weakerProfile } from './selected.js';

/** One entry of `locked`: a control's id, `exceptions`, or a dotted key; with the file that locks it. */
export interface Lock {
  readonly key: string;
  readonly file: string;
}

const SECTIONS = ['profile', 'parameters', 'controls', 'inlineExceptions', 'exceptions', 'organization'] as const;

/** Entries of `locked` that name nothing. */
export function unknownLocks(layer: Layer, controls: readonly Configurable[]): ConfigurationProblem[] {
  const ids = controls.map(({ id }) => id);
  return (layer.value.locked ?? []).flatMap((key, index) => {
    const [section = '', id] = key.split('.');
    const known: readonly string[] = SECTIONS;
    if (ids.includes(key) || (known.includes(section) && (section !== 'controls' || !id || ids.includes(id))))
      return [];
    const near = suggestion(section === 'controls' && id ? id : key, [...ids, ...SECTIONS]);
    return [
      problemAt(layer.document, ['locked', index], `\`locked\` names neither a control nor a key: \`${key}\`${near}`),
    ];
  });
}

/** The controls that no exception covers. */
export function lockedControls(locks: readonly Lock[], controls: readonly Control[]): string[] {
  return controls.map(({ id }) => id).filter((id) => locks.some(({ key }) => key === id));
}

/** Locked controls that what lies below selects: they stay, whatever the profile above. */
export function pinnedControls(below: Configuration, locks: readonly Lock[], controls: readonly Control[]): string[] {
  return controls
    .filter((control) => isSelected(below, control, below.profile) && lockOf(locks, ['controls', control.id]))
    .map(({ id }) => id);
}

/** Everything in a layer that weakens what a file below it locks. */
export function weakenings(
  below: Configuration,
  layer: Layer,
  locks: readonly Lock[],
  controls: readonly Configurable[],
): ConfigurationProblem[] {
  if (locks.length === 0) return [];
  const complain = (lock: Lock | undefined, path: DocumentPath, what: string): ConfigurationProblem[] =>
    lock ? [problemAt(layer.document, path, `\`${lock.key}\` is locked by ${lock.file}: ${what}`)] : [];
  const context: Context = { below, layer, locks, controls, complain };
  return [
    ...profileWeakenings(context),
    ...controls.flatMap((control) => controlWeakenings(context, control)),
    ...parameterChanges(context),
    ...exceptionWeakenings(context),
    ...organizationChanges(context),
  ];
}

interface Context {
  readonly below: Configuration;
  readonly layer: Layer;
  readonly locks: readonly Lock[];
  readonly controls: readonly Configurable[];
  readonly complain: (lock: Lock | undefined, path: DocumentPath, what: string) => ConfigurationProblem[];
}

/** The lock on a key or on one of its parents; a bare control id locks `controls.ID`. */
function lockOf(locks: readonly Lock[], path: DocumentPath): Lock | undefined {
  const key = path.join('.');
  return locks.find((lock) => {
    const locked = path[0] === 'controls' && lock.key === path[1] ? `controls.${lock.key}` : lock.key;
    return key === locked || key.startsWith(`${locked}.`);
  });
}

function profileWeakenings({ below, layer, locks, complain }: Context): ConfigurationProblem[] {
  const { profile } = layer.value;
  if (profile === undefined || !weakerProfile(profile, below.profile)) return [];
  return complain(lockOf(locks, ['profile']), ['profile'], `\`${profile}\` asks for less than \`${below.profile}\``);
}

function controlWeakenings(context: Context, control: Configurable): ConfigurationProblem[] {
  const { below, layer, locks, complain } = context;
  const path = ['controls', control.id];
  const settings = layer.value.controls ?? {};
  const setting = Object.hasOwn(settings, control.id) ? settings[control.id] : undefined;
  if (setting === undefined) return targetChanges(context, control);
  if (isOff(setting)) return complain(lockOf(locks, path), path, 'it cannot be turned off here');
  const before = settingOf(below, control.id)?.severity ?? control.severity;
  const lowered = before && setting.severity && SEVERITIES.indexOf(setting.severity) < SEVERITIES.indexOf(before);
  return [
    ...(lowered
      ? complain(lockOf(locks, [...path, 'severity']), [...path, 'severity'], `its severity is at least \`${before}\``)
      : []),
    ...changes(context, control, [...path, 'parameters'], setting.parameters),
    ...targetChanges(context, control),
  ];
}

/** Parameters of a locked control that a layer gives another value. */
function changes(
  { below, locks, complain }: Context,
  control: Configurable,
  path: DocumentPath,
  values: Readonly<Record<string, unknown>> = {},
): ConfigurationProblem[] {
  const before = rootParameters(below, control);
  return Object.entries(values).flatMap(([name, value]) => {
    if (!Object.hasOwn(before, name) || same(before[name], value)) return [];
    const lock = lockOf(locks, ['controls', control.id, 'parameters', name]) ?? sharedLock(locks, path, name);
    return complain(lock, [...path, name], `\`${name}\` of \`${control.id}\` stays ${JSON.stringify(before[name])}`);
  });
}

/** A lock on a shared parameter also holds where a control or a target would override it. */
const sharedLock = (locks: readonly Lock[], path: DocumentPath, name: string): Lock | undefined =>
  path[0] === 'parameters' ? undefined : lockOf(locks, ['parameters', name]);

function targetChanges(context: Context, control: Configurable): ConfigurationProblem[] {
  return (context.layer.value.organization?.targets ?? []).flatMap((target, index) => {
    const path = ['organization', 'targets', index];
    const own = target.controls?.[control.id]?.parameters;
    return [
      ...changes(context, control, [...path, 'parameters'], target.parameters),
      ...changes(context, control, [...path, 'controls', control.id, 'parameters'], own),
    ];
  });
}

/** Shared parameters: locked themselves, or through a locked control that reads them. */
function parameterChanges(context: Context): ConfigurationProblem[] {
  const { below, layer, locks, complain } = context;
  const shared = new Map<string, unknown>(Object.entries(below.parameters));
  const changed = Object.entries(layer.value.parameters ?? {}).filter(
    ([name, value]) => !same(shared.get(name), value),
  );
  return changed.flatMap(([name, value]) => {
    const lock = lockOf(locks, ['parameters', name]);
    if (lock) return complain(lock, ['parameters', name], 'it cannot be changed here');
    return context.controls.flatMap((control) => changes(context, control, ['parameters'], { [name]: value }));
  });
}

function exceptionWeakenings({ below, layer, locks, complain }: Context): ConfigurationProblem[] {
  const { inlineExceptions, exceptions = [] } = layer.value;
  const wider = inlineExceptions !== undefined && widens(inlineExceptions, below.inlineExceptions);
  return [
    ...(wider ? complain(lockOf(locks, ['inlineExceptions']), ['inlineExceptions'], 'it allows more than that') : []),
    ...exceptions.flatMap(({ control }, index) => {
      const lock = locks.find(({ key }) => key === control || key === 'exceptions');
      return complain(lock, ['exceptions', index], 'no exception can be added here');
    }),
  ];
}

function widens(after: Configuration['inlineExceptions'], before: Configuration['inlineExceptions']): boolean {
  if (before === 'all' || after === 'none') return false;
  return after === 'all' || before === 'none' || after.some((id) => !before.includes(id));
}

function organizationChanges({ below, layer, locks, complain }: Context): ConfigurationProblem[] {
  const before = new Map<string, unknown>(Object.entries(below.organization));
  return Object.entries(layer.value.organization ?? {}).flatMap(([key, value]) => {
    const path = ['organization', key];
    const lock = lockOf(locks, path) ?? locks.find((one) => one.key.startsWith(`organization.${key}.`));
    return same(before.get(key), value) ? [] : complain(lock, path, 'it cannot be changed here');
  });
}

const same = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

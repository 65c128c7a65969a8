import { type Control, PROFILES, type Profile } from '../controls/control.js';
import { type Configuration, settingOf } from './configuration.js';

/** Asks for less: each profile includes the ones before it. */
export function weakerProfile(one: Profile, other: Profile): boolean {
  return PROFILES.indexOf(one) < PROFILES.indexOf(other);
}

/** Part of a profile. */
export function inProfile(control: Control, profile: Profile): boolean {
  return !weakerProfile(profile, control.profile);
}

/**
 * Whether a configuration asks for a control: its profile does, `controls` names it with settings, or a lock keeps
 * it. Turned off, it is not.
 */
export function isSelected(configuration: Configuration, control: Control, profile: Profile): boolean {
  const setting = settingOf(configuration, control.id);
  if (setting) return setting.enabled;
  return inProfile(control, profile) || configuration.pinned.includes(control.id);
}

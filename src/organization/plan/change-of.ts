import type { PolicyChange } from '../change.js';
import type { TargetPlace } from '../places.js';
import type { OrganizationPolicy } from '../tree.js';
import { type DesiredDocument, objectName, ownerTags } from './desired.js';
import { gains, losses } from './words.js';

const NOTHING = { target: null, targetName: null, region: null, before: null, after: null, tags: null, newName: null };

const at = (place: TargetPlace) => ({ target: place.id, targetName: place.path, accounts: place.accounts.length });

export function enabling(kind: PolicyChange['kind'], accounts: number, wave: string): PolicyChange {
  const risk = `turns this type of policy on for the organization; AWS attaches its own policy that allows everything, where the type has one`;
  return { ...NOTHING, action: 'enable', kind, name: kind, policy: null, wave, accounts, risk };
}

/** Trusted access of the service that carries out the policies of a type. */
export function trusting(kind: PolicyChange['kind'], service: string, accounts: number, wave: string): PolicyChange {
  const risk = `lets ${service} act in every account, without which policies of type ${kind} have no effect; AWS recommends to turn it on from the console of the service, which also prepares what the service needs`;
  return { ...NOTHING, action: 'enable', kind, name: service, policy: null, wave, accounts, risk };
}

export function creating(document: DesiredDocument, place: TargetPlace, wave: string, version: string): PolicyChange {
  return {
    ...NOTHING,
    ...at(place),
    action: 'create',
    kind: document.type,
    name: objectName(document),
    policy: null,
    wave,
    after: document.content,
    tags: ownerTags(document, version),
    risk: 'none: it is not attached yet',
  };
}

/** @param existing the policy object, or null while it is created by an earlier change */
export function attaching(
  document: DesiredDocument,
  existing: OrganizationPolicy | null,
  place: TargetPlace,
  wave: string,
): PolicyChange {
  return {
    ...NOTHING,
    ...at(place),
    action: 'attach',
    kind: document.type,
    name: objectName(document),
    policy: existing?.id ?? null,
    wave,
    after: document.content,
    risk: gains(document, place),
  };
}

export function updating(
  policy: OrganizationPolicy,
  document: DesiredDocument,
  place: TargetPlace,
  options: { readonly wave: string; readonly version: string },
): PolicyChange {
  const newName = objectName(document);
  return {
    ...NOTHING,
    ...at(place),
    action: 'update',
    kind: document.type,
    name: policy.name,
    policy: policy.id,
    wave: options.wave,
    before: policy.content,
    after: document.content,
    tags: ownerTags(document, options.version),
    newName: newName === policy.name ? null : newName,
    risk: 'takes effect for every account at once',
  };
}

export function detaching(policy: OrganizationPolicy, place: TargetPlace, wave: string, why: string): PolicyChange {
  return {
    ...NOTHING,
    ...at(place),
    action: 'detach',
    kind: policy.type,
    name: policy.name,
    policy: policy.id,
    wave,
    before: policy.content,
    risk: losses(place, why),
  };
}

export function deleting(policy: OrganizationPolicy, wave: string): PolicyChange {
  return {
    ...NOTHING,
    action: 'delete',
    kind: policy.type,
    name: policy.name,
    policy: policy.id,
    wave,
    accounts: 0,
    before: policy.content,
    risk: 'none: it is attached nowhere any more',
  };
}

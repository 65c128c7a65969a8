import type { Tags } from '../call.js';
import type { Account, Organization, OrganizationPolicy, Unit } from '../tree.js';

/** A root, unit or account with what a call may change of it. */
interface Holder {
  readonly policies: readonly string[];
  readonly tags: Tags;
}

/** What is attached to a target itself; null where there is no such target. */
export function findTarget(unit: Unit, id: string): Unit | Account | null {
  if (unit.id === id) return unit;
  const account = unit.accounts.find((one) => one.id === id);
  if (account) return account;
  for (const child of unit.units) {
    const found = findTarget(child, id);
    if (found) return found;
  }
  return null;
}

/** The tree with every target changed as the function says; what it leaves alone stays the same object. */
export function mapTargets(unit: Unit, change: (target: Holder & { readonly id: string }) => Holder): Unit {
  const accounts = mapSame(unit.accounts, (account) => withHolder(account, change(account)));
  const units = mapSame(unit.units, (child) => mapTargets(child, change));
  const own = withHolder(unit, change(unit));
  return own === unit && accounts === unit.accounts && units === unit.units ? unit : { ...own, accounts, units };
}

function withHolder<Target extends Holder>(target: Target, { policies, tags }: Holder): Target {
  return policies === target.policies && tags === target.tags ? target : { ...target, policies, tags };
}

function mapSame<Value>(values: readonly Value[], map: (value: Value) => Value): readonly Value[] {
  const mapped = values.map(map);
  return mapped.some((value, index) => value !== values[index]) ? mapped : values;
}

/** Whether a policy is attached anywhere. */
export function isAttached(unit: Unit, policy: string): boolean {
  return (
    unit.policies.includes(policy) ||
    unit.accounts.some(({ policies }) => policies.includes(policy)) ||
    unit.units.some((child) => isAttached(child, policy))
  );
}

/** With a policy replaced, added, or (null) gone. */
export function withPolicy(organization: Organization, id: string, policy: OrganizationPolicy | null): Organization {
  const policies = new Map(organization.policies);
  if (policy) policies.set(id, policy);
  else policies.delete(id);
  return { ...organization, policies };
}

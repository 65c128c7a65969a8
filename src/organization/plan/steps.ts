import type { PolicyTypeName } from '../../configuration/policy-type.js';
import type { PolicyChange } from '../change.js';
import { placesOf, type TargetPlace } from '../places.js';
import type { Organization } from '../tree.js';
import { hasStatements, type Refusal } from './draft.js';
import { statementsOf } from './statements.js';

/** A policy as it stands at one moment of a plan. */
interface Held {
  readonly type: PolicyTypeName;
  readonly content: string;
}

/** What is attached where, at one moment: target → policies by type and name. */
class Moment {
  readonly policies = new Map<string, Held>();
  readonly attached = new Map<string, Set<string>>();
  readonly #denials = new Map<Held, readonly string[]>();

  constructor(organization: Organization, places: ReadonlyMap<string, TargetPlace>) {
    for (const policy of organization.policies.values()) this.policies.set(`${policy.type} ${policy.name}`, policy);
    for (const place of places.values()) {
      const names = place.policies.flatMap((id) => {
        const policy = organization.policies.get(id);
        return policy ? [`${policy.type} ${policy.name}`] : [];
      });
      this.attached.set(place.id, new Set(names));
    }
  }

  make(change: PolicyChange): void {
    const key = `${change.kind} ${change.name}`;
    const here = this.attached.get(change.target ?? '');
    if (change.action === 'create' && change.after !== null)
      this.policies.set(key, { type: change.kind, content: change.after });
    if (change.action === 'update') this.#update(key, change);
    if (change.action === 'attach') here?.add(key);
    if (change.action === 'detach') here?.delete(key);
    if (change.action === 'delete') this.policies.delete(key);
  }

  #update(key: string, { kind, newName, name, after }: PolicyChange): void {
    const renamed = `${kind} ${newName ?? name}`;
    this.policies.delete(key);
    this.policies.set(renamed, { type: kind, content: after ?? '' });
    for (const names of this.attached.values()) {
      if (names.delete(key)) names.add(renamed);
    }
  }

  count(target: string, type: PolicyTypeName): number {
    return [...(this.attached.get(target) ?? [])].filter((key) => this.policies.get(key)?.type === type).length;
  }

  /** The statements that deny below a chain of targets. */
  denials(chain: readonly string[]): Set<string> {
    const keys = chain.flatMap((id) => [...(this.attached.get(id) ?? [])]);
    return new Set(keys.flatMap((key) => this.#denying(key)));
  }

  #denying(key: string): readonly string[] {
    const held = this.policies.get(key);
    if (!held) return [];
    const known = this.#denials.get(held) ?? denialsOf(held);
    this.#denials.set(held, known);
    return known;
  }
}

function denialsOf(held: Held): string[] {
  if (!hasStatements(held.type)) return [];
  return statementsOf(held.content).flatMap((one) =>
    one.key.includes('"Effect":"Deny"') ? [`${held.type} ${one.key}`] : [],
  );
}

/**
 * Goes through a plan change by change, and names the first moment at which an account would be less guarded than both
 * before and after, a target over its quota, or a target without any service control policy.
 */
export function checkSteps(
  organization: Organization,
  changes: readonly PolicyChange[],
  perTarget: (type: PolicyTypeName) => number | null,
): Refusal[] {
  const places = placesOf(organization);
  const [before, now, after] = [1, 2, 3].map(() => new Moment(organization, places));
  if (!before || !now || !after) return [];
  for (const change of changes) after.make(change);
  const chains = chainsOf(places, changes, before);
  const kept = chains.map((chain) => intersection(before.denials(chain), after.denials(chain)));
  const serviceControl = organization.policyTypes.SERVICE_CONTROL_POLICY !== undefined;
  for (const [index, change] of changes.entries()) {
    now.make(change);
    const step = `step ${index + 1} (${change.action} \`${change.name}\`)`;
    const problem =
      quotaProblem(now, change, perTarget) ??
      lastProblem(now, change, serviceControl) ??
      guardProblem(now, change, chains, kept);
    if (problem) return [{ rule: problem.rule, message: `${step}: ${problem.message}` }];
  }
  return [];
}

/**
 * One chain of targets for each set of places that a plan changes or that deny something: accounts with the same chain
 * fare alike.
 */
function chainsOf(
  places: ReadonlyMap<string, TargetPlace>,
  changes: readonly PolicyChange[],
  before: Moment,
): string[][] {
  const targets = new Set(changes.map(({ target }) => target));
  const holders = [...places.keys()].filter((id) => targets.has(id) || before.denials([id]).size > 0);
  const counting = new Set(holders);
  const chains = [...places.values()].map(({ ancestors }) => ancestors.filter((id) => counting.has(id)));
  return [...new Map(chains.map((chain) => [chain.join(' '), chain])).values()];
}

const intersection = (one: ReadonlySet<string>, other: ReadonlySet<string>): string[] =>
  [...one].filter((key) => other.has(key));

function quotaProblem(
  now: Moment,
  { action, target, targetName, kind }: PolicyChange,
  perTarget: (type: PolicyTypeName) => number | null,
): Refusal | null {
  const limit = perTarget(kind);
  if (action !== 'attach' || target === null || limit === null) return null;
  const count = now.count(target, kind);
  if (count <= limit) return null;
  return {
    rule: 'quota',
    message: `\`${targetName}\` would have ${count} policies of type ${kind}, and takes ${limit}`,
  };
}

/** Source: ConstraintViolationException, MIN_POLICY_TYPE_ATTACHMENT_LIMIT_EXCEEDED. */
function lastProblem(
  now: Moment,
  { action, target, targetName, kind }: PolicyChange,
  enabled: boolean,
): Refusal | null {
  if (action !== 'detach' || target === null || kind !== 'SERVICE_CONTROL_POLICY' || !enabled) return null;
  if (now.count(target, kind) > 0) return null;
  return {
    rule: 'no-policy-left',
    message: `\`${targetName}\` would have no service control policy left, so nothing would be allowed below it: attach FullAWSAccess there first`,
  };
}

function guardProblem(
  now: Moment,
  change: PolicyChange,
  chains: readonly string[][],
  kept: readonly string[][],
): Refusal | null {
  if (change.action !== 'detach' && change.action !== 'update') return null;
  for (const [index, chain] of chains.entries()) {
    const there = now.denials(chain);
    if (kept[index]?.every((key) => there.has(key))) continue;
    return {
      rule: 'less-guarded',
      message: `accounts below \`${chain.at(-1) ?? '/'}\` would for a moment lack a statement that they have before and after`,
    };
  }
  return null;
}
